/** One cell of a table as people and spreadsheets write it. */
import { normalisePhone } from '../phone'
import type { FindingCode } from '../finding'

/** A spreadsheet would take a text that begins so for a formula, or for our own mark. */
const needsMark = /^[=+\-@\t\r']/

/** @returns the text with a mark in front that keeps spreadsheets from calculating it; `readText` takes it off again */
export const neutralise = (text: string): string => (needsMark.test(text) ? `'${text}` : text)

/** @returns the text of a cell without the mark of `neutralise`, and without Excel's own `="…"` */
export function readText(cell: string): string {
  // Nearly all cells begin with neither; a file has millions of them.
  const first = cell.charCodeAt(0)
  if (first !== 39 && first !== 61) return cell
  if (first === 39 && needsMark.test(cell.slice(1))) return cell.slice(1)
  return /^="(.*)"$/s.exec(cell)?.[1] ?? cell
}

type Digits = { digits: string; finding?: undefined } | { digits?: undefined; finding: FindingCode }

/** `7.4951E+10` and `7,4951E+10`. */
const scientific = /^\+?(\d)(?:[.,](\d*))?E\+?(\d{1,3})$/i

/**
 * Undoes what Excel makes of long numbers: the scientific notation as long as it has all digits, and a fraction of zeros.
 * @returns null for a text that is nothing of the kind; `import.numberDestroyed` when digits are gone
 */
function readSpreadsheetNumber(text: string): Digits | null {
  if (!text.includes('.') && !text.includes(',') && !text.includes('E') && !text.includes('e')) return null
  const [, first, decimals = '', exponent] = scientific.exec(text) ?? []
  if (first !== undefined) {
    const length = Number(exponent)
    // Fewer decimals than places means that the rest was rounded away, or may have been.
    if (decimals.length < length || /[^0]/.test(decimals.slice(length))) return { finding: 'import.numberDestroyed' }
    return { digits: first + decimals.slice(0, length) }
  }
  const whole = /^(\d{4,})[.,]0+$/.exec(text)?.[1]
  return whole === undefined ? null : { digits: whole }
}

/** The text of a cell with a phone number, long numbers restored; `isDestroyed` when Excel has rounded digits away. */
export function readPhoneText(cell: string): { text: string; isDestroyed: boolean } {
  const trimmed = readText(cell).trim()
  const text = trimmed.startsWith("'") ? trimmed.slice(1) : trimmed
  const number = readSpreadsheetNumber(text)
  return { text: number?.digits ?? text, isDestroyed: number?.finding !== undefined }
}

/** @returns E.164 digits or a SIP ID; else why it is neither */
export function readPhone(cell: string): Digits {
  const { text, isDestroyed } = readPhoneText(cell)
  return isDestroyed ? { finding: 'import.numberDestroyed' } : normalisePhone(text)
}

/** @returns the text of a cell, long numbers restored; null when their digits are gone */
export function readSpreadsheetText(cell: string): string | null {
  const { text, isDestroyed } = readPhoneText(cell)
  return isDestroyed ? null : text
}

/**
 * @returns a cell that `readPhone` reads as exactly these digits: bare, or with `+` where they would be taken for the
 *   national form; what is no phone number stays as it is
 */
export function writePhone(digits: string): string {
  if (normalisePhone(digits).digits === digits) return digits
  return normalisePhone(`+${digits}`).digits === digits ? `+${digits}` : digits
}

/** @returns digits of an identifier that may be long; null: empty; a finding when they are none any more */
export function readDigits(cell: string): string | null | FindingCode {
  const text = readText(cell).trim()
  if (text === '') return null
  const number = readSpreadsheetNumber(text)
  return number ? (number.finding ?? number.digits) : text
}

/** @returns undefined for what is no whole number; null: empty */
export function readInteger(cell: string): number | null | undefined {
  const text = readText(cell).trim()
  if (text === '') return null
  const value = Number(/^(\d{1,15})(?:[.,]0+)?$/.exec(text)?.[1] ?? Number.NaN)
  return Number.isNaN(value) ? undefined : value
}

const yes = new Set(['true', 'yes', 'y', '1', 'on', 'да', 'вкл', 'истина'])
const no = new Set(['false', 'no', 'n', '0', 'off', 'нет', 'выкл', 'ложь'])

/** @returns undefined for what is neither; null: empty */
export function readBoolean(cell: string): boolean | null | undefined {
  const text = readText(cell).trim().toLowerCase()
  if (text === '') return null
  return yes.has(text) ? true : no.has(text) ? false : undefined
}

export const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')
