/**
 * Electron copies what crosses between main and page by structured clone. The stand-in carries it as JSON: what structured
 * clone refuses is refused in Electron's words, and what JSON would change is refused too.
 * Is also sent to Chromium as text, so it uses nothing from outside itself.
 */
export function carry(value: unknown): unknown {
  const check = (part: unknown): void => {
    if (typeof part === 'function' || typeof part === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof part === 'bigint' || (typeof part === 'number' && !Number.isFinite(part)))
      throw new Error(`The stand-in runtime carries plain JSON, not ${String(part)}.`)
    if (typeof part !== 'object' || part === null) return
    if (Array.isArray(part)) return part.forEach(check)
    const prototype: unknown = Object.getPrototypeOf(part)
    if (prototype !== null && Object.prototype.toString.call(part) !== '[object Object]')
      throw new Error(`The stand-in runtime carries plain JSON, not ${Object.prototype.toString.call(part)}.`)
    Object.values(part).forEach(check)
  }
  check(value)
  return value
}
