/** Rows of a CSV file of any size, in constant memory. */
import { isUtf8 } from 'node:buffer'
import { open, type FileHandle } from 'node:fs/promises'
import type { CsvReading } from '@shared/contract/imports'
import { createLineScanner, type PlainLine } from './csv-line'
import { createCsvSplitter } from './csv-splitter'
import type { ReadOptions, TableRow } from './table'

/** Takes the rows of a file in their order. */
export interface RowVisitor {
  row(row: TableRow): void
  /**
   * Offered each plain line first, which is many times faster than a row. @returns false: wants it as a row
   * @param row position of the row, from 1
   */
  line?(line: PlainLine, row: number): boolean
}

export interface CsvOptions extends ReadOptions {
  /** Bytes read at once. */
  blockSize?: number
}

const usualBlock = 256 * 1024
/** Lines leave nothing behind, so that more of them can be taken at once. */
const lineBlock = 1024 * 1024
const lineFeed = 10

/**
 * Hands all rows to the visitor.
 * @yields after each block, when all rows so far were handed over
 * @throws errors of the file system as they are
 */
export async function* visitCsvRows(
  path: string,
  reading: CsvReading,
  visitor: RowVisitor,
  { onProgress, blockSize = visitor.line ? lineBlock : usualBlock }: CsvOptions,
): AsyncGenerator<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(blockSize)
    const source = createUtf8Source(file, reading.encoding, blockSize)
    const lines = createLineVisitor(buffer, reading, visitor)
    /** Bytes of the buffer that belong to a line whose end has not been read yet. */
    let kept = 0
    for (;;) {
      const { filled, isEnd } = await source.fill(buffer, kept)
      const end = visitor.line && filled > 0 ? buffer.lastIndexOf(lineFeed, filled - 1) + 1 : 0
      lines.visit(end)
      kept = filled - end
      // A long line goes over in pieces; without anybody for plain lines all of them do.
      if (isEnd || !visitor.line || kept > blockSize / 2) {
        lines.pass(end, filled)
        kept = 0
      } else buffer.copyWithin(0, end, filled)
      if (isEnd) lines.finish()
      onProgress(source.done(), size)
      yield
      if (isEnd) return
    }
  } finally {
    await file.close()
  }
}

/** @throws errors of the file system as they are */
export async function* readCsvRows(path: string, reading: CsvReading, options: CsvOptions): AsyncGenerator<TableRow[]> {
  let rows: TableRow[] = []
  for await (const block of visitCsvRows(path, reading, { row: (row) => rows.push(row) }, options)) {
    void block
    yield rows
    rows = []
  }
}

/** The bytes of a file as UTF-8, whatever they were. */
function createUtf8Source(file: FileHandle, encoding: CsvReading['encoding'], blockSize: number) {
  let done = 0
  const read = async (target: Uint8Array, offset: number, length: number): Promise<number> => {
    const { bytesRead } = await file.read(target, offset, length, null)
    done += bytesRead
    return bytesRead
  }
  if (encoding === 'utf-8') {
    return {
      done: () => done,
      async fill(buffer: Uint8Array, from: number) {
        const length = await read(buffer, from, buffer.length - from)
        return { filled: from + length, isEnd: length === 0 }
      },
    }
  }
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  const raw = new Uint8Array(blockSize)
  /** Bytes that a byte can become, a character that was cut in two included. */
  const growth = 3
  return {
    done: () => done,
    async fill(buffer: Uint8Array, from: number) {
      const room = Math.max(1, Math.floor((buffer.length - from) / growth) - 2)
      const length = await read(raw, 0, room)
      const isEnd = length === 0
      const text = isEnd ? decoder.decode() : decoder.decode(raw.subarray(0, length), { stream: true })
      return { filled: from + encoder.encodeInto(text, buffer.subarray(from)).written, isEnd }
    },
  }
}

/** Hands over what is in the buffer: plain lines as they are, the rest by way of the splitter. */
function createLineVisitor(buffer: Buffer, reading: CsvReading, visitor: RowVisitor) {
  const splitter = createCsvSplitter(reading)
  const scanner = createLineScanner(reading.delimiter)
  // What was decoded before has lost its mark already; another one after it is a character.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: reading.encoding !== 'utf-8' })

  function pass(from: number, end: number): void {
    const text = decoder.decode(buffer.subarray(from, end), { stream: true })
    for (const row of splitter.add(text, false)) visitor.row(row)
  }

  return {
    pass,
    /** Hands over the first bytes of the buffer. @param end after a line feed */
    visit(end: number): void {
      const isSound = isUtf8(buffer.subarray(0, end))
      let from = 0
      /** Bytes that went to the splitter since the last plain line: as many again cost it less than line by line. */
      let passed = 0
      while (from < end) {
        const next = splitter.isAtLine() ? scanner.scan(buffer, from, isSound) : 0
        if (next > 0 && visitor.line?.(scanner.line, splitter.rowCount() + 1)) {
          splitter.skipRow()
          from = next
          passed = 0
        } else {
          const stop = Math.min(end, buffer.indexOf(lineFeed, from + passed) + 1 || end)
          pass(from, stop)
          passed += stop - from
          from = stop
        }
      }
    },
    finish(): void {
      for (const row of splitter.add(decoder.decode(), true)) visitor.row(row)
    },
  }
}

/** Rows of the beginning of a file, for a preview; a last one that may be cut off in the middle is left out. */
export function splitSample(bytes: Buffer, isWhole: boolean, reading: CsvReading): TableRow[] {
  const text = new TextDecoder(reading.encoding).decode(bytes, { stream: !isWhole })
  return createCsvSplitter(reading).add(text, isWhole)
}
