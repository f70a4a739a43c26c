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

const samePlus = (one: CallerPrefix, other: CallerPrefix): boolean => one.plus === 'optional' || one.plus === other.plus

/** @returns true when every number that `inner` matches is one that `outer` matches; false when not, or not known */
export function prefixCovers(outer: string, inner: string): boolean {
  if (outer === inner) return true
  const [wide, narrow] = [readPrefix(outer), readPrefix(inner)]
  if (!wide || !narrow || !samePlus(wide, narrow)) return false
  return wide.isWhole ? narrow.isWhole && wide.digits === narrow.digits : narrow.digits.startsWith(wide.digits)
}

/** @returns true when no number matches both; false when one may, or it is not known */
export function arePrefixesApart(left: string, right: string): boolean {
  const [one, other] = [readPrefix(left), readPrefix(right)]
  return !!one && !!other && !one.digits.startsWith(other.digits) && !other.digits.startsWith(one.digits)
}
