/** Masks of numbers: `.` or `_` is one digit, `*` or `%` any digits (page "getting free numbers"). */
import type { Finding } from '../finding'

/** Digits of a Russian number with its country code. */
const wholeLength = 11

/** A mask as people type it, `+7 (495) 12*`, in the provider's form. */
export const readMask = (typed: string): string => typed.replaceAll(/[\s()+-]/g, '')

/** @returns what is wrong with a mask that `readMask` gave; an empty one asks for any number */
export function checkMask(mask: string): Finding[] {
  const finding = (severity: Finding['severity'], code: Finding['code'], fix?: string): Finding => ({
    path: 'mask',
    severity,
    code,
    params: {},
    ...(fix !== undefined && { fix }),
  })
  if (mask === '') return []
  if (!/^[\d._*%]*$/.test(mask)) return [finding('error', 'buying.maskMalformed')]
  if (mask.length > 40) return [finding('error', 'buying.maskTooLong')]
  const found: Finding[] = []
  // Numbers are kept with their country code, whatever they are dialled with.
  if (mask.startsWith('8')) found.push(finding('warning', 'buying.maskWithEight', `7${mask.slice(1)}`))
  const isOpen = /[*%]/.test(mask)
  if (!isOpen && mask.length < wholeLength) found.push(finding('warning', 'buying.maskShort', `${mask}*`))
  if (mask.replaceAll(/[*%]/g, '').length > wholeLength) found.push(finding('warning', 'buying.maskLong'))
  return found
}
