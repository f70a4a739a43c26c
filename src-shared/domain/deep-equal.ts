/** @returns true when two values of plain data are the same, whatever the order of their fields */
export function isDeepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((item, index) => isDeepEqual(item, right[index]))
  }
  const fields = Object.entries(left)
  return (
    fields.length === Object.keys(right).length &&
    fields.every(([field, value]) => field in right && isDeepEqual(value, (right as Record<string, unknown>)[field]))
  )
}
