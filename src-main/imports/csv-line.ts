/** One line of a CSV file as the places of its cells, found in its bytes without making a text of any of them. */
import type { CsvReading } from '@shared/contract/imports'

/** Valid until the next line is looked at. */
export interface PlainLine {
  /** UTF-8 */
  bytes: Uint8Array
  /** Cells. */
  count: number
  /** Where each cell begins and ends, without the quotation marks around it. */
  starts: Int32Array
  ends: Int32Array
}

const lineFeed = 10
const carriageReturn = 13
const quote = 34
const backslash = 92
/** Begins the characters from U+F000 on, among them the one that stands for bytes that are no character. */
const farCharacters = 0xef
/** Cells. A line of more is no plain one. */
const placeMaximum = 200

/** Bits of what a byte may be part of. */
const inBareCell = 1
const inQuotedCell = 2

/** By byte: in what kinds of cells it is text that needs no care in CSV, JSON or TextDecoder. */
function textBytes(delimiter: number, highest: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const isText = byte >= 32 && byte !== quote && byte !== backslash && byte !== farCharacters && byte <= highest
    return isText ? inQuotedCell | (byte === delimiter ? 0 : inBareCell) : 0
  })
}

export function createLineScanner(delimiter: CsvReading['delimiter']) {
  const separator = delimiter.charCodeAt(0)
  const soundText = textBytes(separator, 0xff)
  const asciiText = textBytes(separator, 0x7f)
  const starts = new Int32Array(placeMaximum)
  const ends = new Int32Array(placeMaximum)
  const line: PlainLine = { bytes: new Uint8Array(), count: 0, starts, ends }

  return {
    line,
    /**
     * Looks at the line that begins at `from`. Plain is one without control characters, backslashes and characters from U+F000
     * on, and with quotation marks around whole cells alone.
     * @param bytes a line feed follows somewhere
     * @param isUtf8 false: a line is plain only if it is ASCII
     * @returns where the next line begins; 0 for a line that is not plain
     */
    scan(bytes: Uint8Array, from: number, isUtf8: boolean): number {
      const text = isUtf8 ? soundText : asciiText
      let index = from
      let count = 0
      for (;;) {
        if (count === placeMaximum) return 0
        let byte = bytes[index] ?? 0
        if (byte === quote) {
          starts[count] = index + 1
          do byte = bytes[++index] ?? 0
          while (((text[byte] ?? 0) & inQuotedCell) !== 0)
          if (byte !== quote) return 0
          ends[count] = index
          byte = bytes[++index] ?? 0
        } else {
          starts[count] = index
          while (((text[byte] ?? 0) & inBareCell) !== 0) byte = bytes[++index] ?? 0
          ends[count] = index
        }
        count += 1
        if (byte === separator) {
          index += 1
          continue
        }
        if (byte === carriageReturn) byte = bytes[++index] ?? 0
        if (byte !== lineFeed) return 0
        line.bytes = bytes
        line.count = count
        return index + 1
      }
    },
  }
}
