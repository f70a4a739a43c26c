/** Phone numbers: kept everywhere as E.164 digits without `+`, shown grouped, copied with `+`. SIP IDs of Exolve are 15 digits. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Finding, FindingCode } from './finding'

export type PhoneReading = { digits: string; finding?: undefined } | { digits?: undefined; finding: FindingCode }

const sipIdPrefix = '883140'

/** @param digits digits only */
export const isSipId = (digits: string): boolean => digits.length === 15 && digits.startsWith(sipIdPrefix)

/** Written with the spaces, brackets, dots and dashes that people put between digits, `+` or `tel:` in front. */
const written = /^(?:tel:)?(\+?)([\d\s().\u2010-\u2015-]+)$/
/** A national number of Russia or Kazakhstan: area codes begin with 3, 4, 7, 8 or 9. */
const russian = /^[347-9]\d{9}$/
/** A number of theirs with the country code. What libphonenumber says of it is known, so it need not be asked. */
const plainRussian = /^7[347-9]\d{9}$/
/** Prefix for calls abroad from Russia. */
const russianAbroad = '810'

/** Rules for digits that begin with a country code. */
function checkDigits(digits: string): FindingCode | undefined {
  if (digits.startsWith('0')) return 'phone.leadingZero'
  if (digits.startsWith(sipIdPrefix) && digits.length !== 15) return 'phone.sipIdLength'
  return digits.length < 7 || digits.length > 15 ? 'phone.length' : undefined
}

/**
 * Reads a phone number as people write it. Without `+`, 11 digits from 8 are the Russian national form when an area code follows,
 * `8 10 …` is a number abroad, and ten digits are refused: they lack a country code. Everything else counts as having one.
 *
 * @returns E.164 digits without `+`, or the digits of a SIP ID; else the reason
 */
export function normalisePhone(text: string): PhoneReading {
  const match = written.exec(text.trim())
  const digits = match?.[2]?.replace(/\D/g, '')
  if (!match || !digits) return { finding: text.trim() ? 'phone.malformed' : 'field.required' }
  const isInternational = match[1] === '+'
  if (!isInternational) {
    if (digits.length === 11 && digits.startsWith('8') && russian.test(digits.slice(1))) {
      return { digits: `7${digits.slice(1)}` }
    }
    if (digits.length === 10 && russian.test(digits)) return { finding: 'phone.countryMissing' }
    if (digits.startsWith(russianAbroad) && digits.length > 11) return normalisePhone(`+${digits.slice(3)}`)
  }
  const problem = checkDigits(digits)
  return problem ? { finding: problem } : { digits }
}

/**
 * Checks a number as it would be sent.
 * @param path of the field, for the findings
 */
export function checkPhone(text: string, path: string): Finding[] {
  const finding = (severity: Finding['severity'], code: FindingCode, fix?: string): Finding => ({
    path,
    severity,
    code,
    params: { count: text.replace(/\D/g, '').length, ...(fix === undefined ? {} : { digits: fix }) },
    ...(fix === undefined ? {} : { fix }),
  })
  const reading = normalisePhone(text)
  if (/^\d+$/.test(text)) {
    const problem = checkDigits(text)
    if (problem) return [finding('error', problem)]
    if (isSipId(text) || plainRussian.test(text)) return []
    if (reading.digits && reading.digits !== text) return [finding('warning', 'phone.nationalPrefix', reading.digits)]
    const isPossible = parsePhoneNumberFromString(`+${text}`)?.isPossible() ?? false
    return isPossible ? [] : [finding('warning', 'phone.unusualLength')]
  }
  return [reading.finding ? finding('error', reading.finding) : finding('error', 'phone.written', reading.digits)]
}

/** @returns `+7 495 123-45-67`; other countries as their own people group digits; SIP IDs and what is no phone number unchanged */
export function formatPhone(digits: string): string {
  const [, area, exchange, first, second] = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits) ?? []
  if (area) return `+7 ${area} ${exchange}-${first}-${second}`
  if (!/^[1-9]\d{6,14}$/.test(digits) || isSipId(digits)) return digits
  const grouped = parsePhoneNumberFromString(`+${digits}`)?.formatInternational()
  // libphonenumber drops what it takes for a national prefix, as in +7 8…; every digit must be shown.
  return grouped?.replace(/\D/g, '') === digits ? grouped : `+${digits}`
}

/** @returns what is put on the clipboard: E.164 with `+`; SIP IDs and what is no phone number unchanged */
export const phoneForCopy = (digits: string): string =>
  /^[1-9]\d{6,14}$/.test(digits) && !isSipId(digits) ? `+${digits}` : digits
