/** The pattern that nearly every rule has: numbers that begin so, or one number. */
export type CallerPrefix = {
  digits: string
  /** Whether the number may, must or must not begin with `+`. */
  plus: 'optional' | 'required' | 'absent'
  /** true: the whole number; false: what it begins with. */
  isWhole: boolean
}

const form = /^\^(\(\\\+\|\)|\(\?:\\\+\|\)|\\\+\?|\(\\\+\)\?|\\\+|)(\d+)(\$?)$/

/** @returns null for any other pattern */
export function readPrefix(pattern: string): CallerPrefix | null {
  const [, plus = '', digits, end] = form.exec(pattern) ?? []
  if (digits === undefined) return null
  return { digits, plus: plus === '' ? 'absent' : plus === '\\+' ? 'required' : 'optional', isWhole: end === '$' }
}

/** @returns the pattern as the page /incom_rule/ writes it: `^(\+|)7812` */
export const writePrefix = ({ digits, plus, isWhole }: CallerPrefix): string =>
  `^${{ optional: '(\\+|)', required: '\\+', absent: '' }[plus]}${digits}${isWhole ? '$' : ''}`
