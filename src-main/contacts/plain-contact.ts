/** Contacts read from bytes: rows with one number that may be called, and cells that are kept just as they are written. */
import type { ContactLayout } from '@shared/domain/autocall/contact-columns'
import type { PhoneReader } from '@shared/domain/autocall/contact-phone'
import type { PlainLine } from '../imports/csv-line'

/** Valid until the next line is read. */
export interface PlainContact {
  line: PlainLine
  /** Position of the row, from 1. */
  row: number
  /** E.164 digits as a number, and in ASCII. */
  phone: number
  digits: Uint8Array
  /** As in `ReadContact`: undefined: not readable. */
  zone: number | null | undefined
  /** Which cells hold what; −1: none. Values beyond the end of a short line are empty. */
  phoneCell: number
  idCell: number
  valueCells: readonly number[]
}

export interface PlainContactReader {
  /** @returns null for a row that must be read as a text */
  read(line: PlainLine, row: number): PlainContact | null
}

/** What `readText` or `trim` would take off. */
const apostrophe = 39
const equalsSign = 61
const space = 32
/** First bytes of the spaces beyond ASCII, and of many characters that are none. */
const mayBeginSpace = new Set([0xc2, 0xe1, 0xe2, 0xe3])

/** @returns whether a cell is kept as it is written; false also for some that are */
function isKept(bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end) return true
  const first = bytes[start] ?? 0
  if (first <= space || first === apostrophe || first === equalsSign) return false
  let last = end - 1
  if ((bytes[last] ?? 0) <= space) return false
  while (last > start && ((bytes[last] ?? 0) & 0xc0) === 0x80) last -= 1
  return !isSpace(bytes, start) && !isSpace(bytes, last)
}

function isSpace(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] ?? 0
  if (lead < 0xc2 || !mayBeginSpace.has(lead)) return false
  // Beside the no-break space there are quotation marks.
  return lead !== 0xc2 || bytes[at + 1] === 0xa0
}

/** @returns whether a kept cell may be a number that a spreadsheet has rewritten, such as `7.9E+10` */
function mayBeRewritten(bytes: Uint8Array, start: number, end: number): boolean {
  let hasMark = false
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0
    const isMark = byte === 44 || byte === 46 || byte === 69 || byte === 101
    if (!isMark && byte !== 43 && (byte < 48 || byte > 57)) return false
    hasMark ||= isMark
  }
  return hasMark
}

/** @param zoneOf reads the text of a zone cell */
export function createPlainContactReader(
  layout: ContactLayout,
  { callable }: PhoneReader,
  zoneOf: (written: string) => number | null | undefined,
): PlainContactReader {
  const [phoneCell = -1, ...furtherPhones] = layout.phones
  const [idCell, zoneCell] = [layout.externalId ?? -1, layout.zone ?? -1]
  const valueCells = layout.variables.map(({ index }) => index)
  const rememberedZone = createCellMemory(zoneOf)
  if (phoneCell < 0 || furtherPhones.length > 0) return { read: () => null }
  const contact: PlainContact = {
    line: { bytes: new Uint8Array(), count: 0, starts: new Int32Array(), ends: new Int32Array() },
    row: 0,
    phone: 0,
    digits: new Uint8Array(phoneLength),
    zone: null,
    phoneCell,
    idCell,
    valueCells,
  }

  return {
    read(line, row) {
      const { bytes, count, starts, ends } = line
      if (phoneCell >= count) return null
      const phone = callable(bytes, starts[phoneCell] ?? 0, ends[phoneCell] ?? 0)
      if (phone === 0) return null
      if (idCell >= 0 && idCell < count) {
        const [start, end] = [starts[idCell] ?? 0, ends[idCell] ?? 0]
        if (!isKept(bytes, start, end) || mayBeRewritten(bytes, start, end)) return null
      }
      for (const cell of valueCells) {
        if (cell < count && !isKept(bytes, starts[cell] ?? 0, ends[cell] ?? 0)) return null
      }
      contact.line = line
      contact.row = row
      contact.phone = phone
      writeDigits(phone, contact.digits)
      contact.zone =
        zoneCell >= 0 && zoneCell < count ? rememberedZone(bytes, starts[zoneCell] ?? 0, ends[zoneCell] ?? 0) : null
      return contact
    },
  }
}

/** Digits of a number of Russia or Kazakhstan, the only ones that `callable` knows. */
const phoneLength = 11
const million = 1_000_000

function writeDigits(phone: number, digits: Uint8Array): void {
  const high = Math.floor(phone / million)
  let rest = phone - high * million
  for (let place = phoneLength - 1; place >= 0; place -= 1) {
    if (place === phoneLength - 7) rest = high
    const tens = (rest / 10) | 0
    digits[place] = 48 + rest - tens * 10
    rest = tens
  }
}

/** Cells remembered at once. */
const memorySize = 1024
/** Bytes of a cell that is remembered. */
const rememberedLength = 64

/** What a function says of the text of a cell, without asking again for cells that were there of late. */
function createCellMemory<Value>(read: (written: string) => Value) {
  const decoder = new TextDecoder()
  const places: ({ cell: Uint8Array; value: Value } | undefined)[] = Array.from({ length: memorySize }, () => undefined)
  return (bytes: Uint8Array, start: number, end: number): Value => {
    if (end - start > rememberedLength) return read(decoder.decode(bytes.subarray(start, end)))
    let mixed = end - start
    for (let index = start; index < end; index += 1) mixed = (Math.imul(mixed, 31) + (bytes[index] ?? 0)) | 0
    const place = (mixed ^ (mixed >>> 10)) & (memorySize - 1)
    const known = places[place]
    if (known && isSame(known.cell, bytes, start, end)) return known.value
    const cell = bytes.slice(start, end)
    const value = read(decoder.decode(cell))
    places[place] = { cell, value }
    return value
  }
}

function isSame(cell: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (cell.length !== end - start) return false
  for (let index = 0; index < cell.length; index += 1) if (cell[index] !== bytes[start + index]) return false
  return true
}
