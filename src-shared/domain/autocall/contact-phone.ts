/** Phone numbers of contacts: whether a cell holds one that can be called, and what kind it is. */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { readPhoneText } from '../import/cell'
import type { InvalidReason } from './invalid-reason'

export type PhoneVerdict =
  | { kind: 'callable'; /** E.164 digits without `+` */ digits: string }
  | { kind: 'foreign' | 'premium'; digits: string }
  | { kind: 'invalid'; reason: InvalidReason }
  | { kind: 'empty' }

/** What libphonenumber says of a number of Russia or Kazakhstan. */
const plainClasses = ['unknown', 'invalid', 'RU', 'RU premium', 'KZ', 'KZ premium'] as const
type PlainClass = (typeof plainClasses)[number]

const ten = 10_000_000_000
/** Of any script, as libphonenumber reads them. */
const anyDigit = /\p{Nd}/u

/** Characters of a phone number with much between its digits. */
const plainMaximum = 60

/**
 * The national number, as a number, of a cell that holds one of Russia or Kazakhstan as nearly all tables write it: digits with
 * nothing but spaces, brackets and dashes between them.
 * @param bytes ASCII, or UTF-8 in which anything else counts as no digit
 * @param isRussian the country code may be missing, or be the trunk prefix 8
 * @returns 0 for anything else
 */
function plainNational(bytes: Uint8Array, start: number, end: number, isRussian: boolean): number {
  let value = 0
  let count = 0
  const isInternational = bytes[start] === 43
  for (let index = isInternational ? start + 1 : start; index < end; index += 1) {
    const code = bytes[index] ?? 0
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48
      count += 1
      if (count > 11) return 0
    } else if ((code !== 32 && code !== 40 && code !== 41 && code !== 45) || count === 0) return 0
  }
  if (!isDigit(bytes[end - 1] ?? 0)) return 0
  if (isInternational) return count === 11 && value >= 7 * ten && value < 8 * ten ? value - 7 * ten : 0
  if (!isRussian || (count !== 10 && (count !== 11 || value < 7 * ten || value >= 9 * ten))) return 0
  const national = value % ten
  const first = Math.floor(national / 1_000_000_000)
  return first === 3 || first === 4 || first >= 7 ? national : 0
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

export interface PhoneReader {
  read(cell: string): PhoneVerdict
  /**
   * The same of a cell in a row of bytes, as far as it can be told without a text.
   * @param bytes UTF-8
   * @returns the digits of a number that is callable, as a number; 0: `read` tells
   */
  callable(bytes: Uint8Array, start: number, end: number): number
}

/**
 * @param homeCountry whose numbers may lack the country code; numbers of others count as foreign
 * @returns a reader of phone cells with a memory of its own
 */
export function createPhoneReader(homeCountry: CountryCode): PhoneReader {
  /**
   * By the first six digits of a national number: the rules of both countries look no further, so a thousand numbers of one
   * operator are asked about once. A test holds this to libphonenumber's own answers.
   */
  const classes = new Uint8Array(1_000_000)
  /** By the first two digits, for the mobile numbers, nearly all of a table: but for 93 the rules look no further there. */
  const mobileClasses = new Uint8Array(100)
  const isRussian = homeCountry === 'RU'
  const scratch = new Uint8Array(plainMaximum)

  function nationalOf(text: string): number {
    if (text.length > plainMaximum) return 0
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      if (code > 127) return 0
      scratch[index] = code
    }
    return plainNational(scratch, 0, text.length, isRussian)
  }

  function classOf(national: number): PlainClass {
    const isMobile = national >= 9_000_000_000 && (national < 9_300_000_000 || national >= 9_400_000_000)
    const memory = isMobile ? mobileClasses : classes
    const key = Math.floor(national / (isMobile ? 100_000_000 : 10_000))
    const known = memory[key] ?? 0
    if (known > 0) return plainClasses[known] ?? 'unknown'
    const found = classify(String(national).padStart(10, '0'))
    memory[key] = plainClasses.indexOf(found)
    return found
  }

  function readSlowly(text: string): PhoneVerdict {
    // Words, names and dashes: not worth the question.
    if (!anyDigit.test(text)) return { kind: 'invalid', reason: 'malformed' }
    const number = parsePhoneNumberFromString(text, { defaultCountry: homeCountry, extract: false })
    if (!number?.isValid()) return { kind: 'invalid', reason: 'malformed' }
    if (number.ext !== undefined) return { kind: 'invalid', reason: 'extension' }
    const digits = number.number.slice(1)
    if (number.getType() === 'PREMIUM_RATE') return { kind: 'premium', digits }
    return { kind: number.country === homeCountry ? 'callable' : 'foreign', digits }
  }

  function readPlainly(national: number): PhoneVerdict {
    const found = classOf(national)
    if (found === 'invalid') return { kind: 'invalid', reason: 'malformed' }
    const digits = String(7 * ten + national)
    if (found === 'RU premium' || found === 'KZ premium') return { kind: 'premium', digits }
    return { kind: found === homeCountry ? 'callable' : 'foreign', digits }
  }

  return {
    read(cell) {
      const plain = nationalOf(cell)
      if (plain > 0) return readPlainly(plain)
      const { text, isDestroyed } = readPhoneText(cell)
      if (isDestroyed) return { kind: 'invalid', reason: 'destroyed' }
      if (text === '') return { kind: 'empty' }
      const national = nationalOf(text)
      return national > 0 ? readPlainly(national) : readSlowly(text)
    },
    callable(bytes, start, end) {
      if (end - start > plainMaximum) return 0
      const national = plainNational(bytes, start, end, isRussian)
      return national > 0 && classOf(national) === homeCountry ? 7 * ten + national : 0
    },
  }
}

function classify(national: string): PlainClass {
  const number = parsePhoneNumberFromString(`+7${national}`, { extract: false })
  if (!number?.isValid()) return 'invalid'
  const country = number.country === 'KZ' ? 'KZ' : 'RU'
  return number.getType() === 'PREMIUM_RATE' ? `${country} premium` : country
}

const severalPhones = /[,;/\n|]/

/** @returns the parts of a cell that is no number as a whole, as people write several into one; null: there are none */
export const splitPhones = (cell: string): string[] | null =>
  severalPhones.test(cell) ? cell.split(severalPhones) : null
