import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import type { CsvReading } from '@shared/contract/imports'
import type { PlainLine } from '../../../src-main/imports/csv-line'
import { readCsvRows, visitCsvRows } from '../../../src-main/imports/csv-rows'
import type { TableRow } from '../../../src-main/imports/table'
import { temporaryFolder } from '../storage/temporary-folder'

const onProgress = () => undefined
const cellsOf = ({ bytes, count, starts, ends }: PlainLine): string[] =>
  Array.from({ length: count }, (_, cell) => Buffer.from(bytes).toString('utf8', starts[cell], ends[cell]))

/** All rows, those that are plain by way of their lines. @param refused every so many of them is wanted as a row; 0: none */
async function visited(path: string, reading: CsvReading, blockSize: number, refused: number) {
  const rows: TableRow[] = []
  let [offered, taken] = [0, 0]
  const visitor = {
    row: (row: TableRow) => rows.push(row),
    line(line: PlainLine, row: number): boolean {
      offered += 1
      if (offered % refused === 0) return false
      taken += 1
      rows.push({ line: row, cells: cellsOf(line) })
      return true
    },
  }
  for await (const block of visitCsvRows(path, reading, visitor, { onProgress, blockSize })) void block
  return { rows, taken }
}

async function read(path: string, reading: CsvReading): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const part of readCsvRows(path, reading, { onProgress })) rows.push(...part)
  return rows
}

const piece = fc.constantFrom(
  'a',
  'Анна',
  '"',
  '""',
  ';',
  ',',
  '\t',
  '\n',
  '\r',
  '\\',
  ' ',
  '\uFFFD',
  '\uFEFF',
  '😀',
  '8916',
)
const plainLine = fc.constantFrom('89161234567;Анна;1', '"1";"б";""', ';;', '', 'a,b\tc;d')
const oddLine = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
const text = fc.array(fc.oneof({ weight: 8, arbitrary: plainLine }, { weight: 1, arbitrary: oddLine }), {
  maxLength: 40,
})
const delimiters = fc.constantFrom(';' as const, ',' as const, '\t' as const)
const blocks = fc.integer({ min: 64, max: 400 })
const refusals = fc.integer({ min: 0, max: 4 })

test('the lines of a file are its rows, whatever is in it', async () => {
  const path = join(temporaryFolder(), 'a.csv')
  let lines = 0
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.constantFrom('\n', '\r\n', '\r'),
      delimiters,
      fc.constantFrom('utf-8' as const, 'utf-16le' as const),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0x80, max: 0xff })), { maxLength: 3 }),
      blocks,
      refusals,
      async (parts, newline, delimiter, encoding, strays, blockSize, refused) => {
        // Which line break a file has is told by its first piece, so that there is the same one in all sizes of it.
        const joined = ['phone', ...parts.map((part) => (newline === '\r' ? part.replaceAll('\n', '') : part))].join(
          newline,
        )
        const content = Buffer.from(joined, encoding === 'utf-8' ? 'utf8' : 'utf16le')
        // Bytes of another encoding in the middle of it.
        for (const [place, byte] of strays)
          if (content.length > 20) content[20 + (place % (content.length - 20))] = byte
        writeFileSync(path, content)
        const reading: CsvReading = { encoding, delimiter }
        const { rows, taken } = await visited(path, reading, blockSize, refused)
        expect(rows).toEqual(await read(path, reading))
        lines += taken
      },
    ),
    { numRuns: 1500 },
  )
  // That plain lines are met at all; by chance about 1,050 are.
  expect(lines).toBeGreaterThan(500)
})

test('and what papaparse writes is read as papaparse reads it', async () => {
  const path = join(temporaryFolder(), 'a.csv')
  const cell = fc.oneof(
    fc.constantFrom('', 'Анна', '7'),
    fc.string({ unit: fc.constantFrom('a', 'я', '"', ';', '\n', ' ', '7') }),
  )
  const tables = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(
      tables,
      fc.constantFrom('\n', '\r\n'),
      delimiters,
      fc.boolean(),
      blocks,
      refusals,
      async (table, newline, delimiter, quotes, blockSize, refused) => {
        const content = Papa.unparse(table, { delimiter, newline, quotes }) + newline
        writeFileSync(path, content)
        const { rows } = await visited(path, { encoding: 'utf-8', delimiter }, blockSize, refused)
        expect(rows.map(({ cells }) => cells)).toEqual(table)
        expect(Papa.parse<string[]>(content, { delimiter, newline }).data.slice(0, -1)).toEqual(table)
      },
    ),
    { numRuns: 500 },
  )
})
