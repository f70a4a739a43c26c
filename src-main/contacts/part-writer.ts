/** The rows of one part as they are stored: JSON in UTF-8, written byte by byte where a row was read so, and packed. */
import type { ContactRow } from '@shared/contract/contacts'
import type { PlainContact } from './plain-contact'
import { packRows, toStored, type ReadRow } from './stored-row'

export interface PartWriter {
  add(row: ReadRow): void
  /** What `add` would write of the same contact. */
  addPlain(contact: PlainContact, reason: ContactRow['reason'], otherLine: number | null): void
  /** Rows since the last part was taken. */
  count(): number
  /** @returns the part, packed, and begins the next one */
  take(): Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()
const ascii = (text: string): Uint8Array => encoder.encode(text)
const [comma, quote, bracketOpen, bracketClose, minus, zero] = [44, 34, 91, 93, 45, 48]
const nothing = ascii('null')
/** Bytes of a plain row beside its cells: numbers, marks and the reason. */
const besideCells = 120

export function createPartWriter(): PartWriter {
  let bytes = new Uint8Array(1 << 16)
  let used = 0
  let rows = 0

  function reserve(length: number): void {
    if (used + length <= bytes.length) return
    const larger = new Uint8Array(2 ** Math.ceil(Math.log2(used + length)))
    larger.set(bytes.subarray(0, used))
    bytes = larger
  }
  function put(byte: number): void {
    bytes[used] = byte
    used += 1
  }
  function copy(source: Uint8Array, start: number, end: number): void {
    const target = bytes
    const shift = used - start
    for (let index = start; index < end; index += 1) target[index + shift] = source[index] ?? 0
    used += end - start
  }
  /** @param value a whole number of 31 bits, not negative */
  function putSmall(value: number): void {
    let length = 1
    for (let rest = value; rest > 9; rest = (rest / 10) | 0) length += 1
    let rest = value
    for (let place = used + length - 1; place >= used; place -= 1) {
      const tens = (rest / 10) | 0
      bytes[place] = zero + rest - tens * 10
      rest = tens
    }
    used += length
  }
  function putWhole(value: number | null): void {
    if (value === null) return copy(nothing, 0, nothing.length)
    if (value < 0) put(minus)
    putSmall(Math.abs(value))
  }
  function putCell({ line: { bytes: source, count, starts, ends } }: PlainContact, cell: number): void {
    put(quote)
    if (cell >= 0 && cell < count) copy(source, starts[cell] ?? 0, ends[cell] ?? 0)
    put(quote)
  }
  function beginRow(): void {
    put(rows === 0 ? bracketOpen : comma)
    rows += 1
  }

  return {
    count: () => rows,
    add(row) {
      const text = JSON.stringify(toStored(row))
      reserve(3 * text.length + 2)
      beginRow()
      used += encoder.encodeInto(text, bytes.subarray(used)).written
    },
    addPlain(contact, reason, otherLine) {
      const { line, row, digits, zone, phoneCell, idCell, valueCells } = contact
      reserve((line.ends[line.count - 1] ?? 0) - (line.starts[0] ?? 0) + 3 * valueCells.length + besideCells)
      beginRow()
      put(bracketOpen)
      putWhole(row)
      put(comma)
      putCell(contact, phoneCell)
      put(comma)
      put(quote)
      copy(digits, 0, digits.length)
      put(quote)
      put(comma)
      putCell(contact, idCell)
      put(comma)
      putWhole(zone ?? null)
      put(comma)
      put(bracketOpen)
      for (let index = 0; index < valueCells.length; index += 1) {
        if (index > 0) put(comma)
        putCell(contact, valueCells[index] ?? -1)
      }
      put(bracketClose)
      put(comma)
      if (reason === null) putWhole(null)
      else {
        put(quote)
        for (let index = 0; index < reason.length; index += 1) put(reason.charCodeAt(index))
        put(quote)
      }
      put(comma)
      putWhole(otherLine)
      put(bracketClose)
    },
    take() {
      if (rows === 0) beginRow()
      reserve(1)
      put(bracketClose)
      const part = packRows(bytes.subarray(0, used))
      used = 0
      rows = 0
      return part
    },
  }
}
