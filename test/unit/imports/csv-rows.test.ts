import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CsvReading } from '@shared/contract/imports'
import { readCsvRows } from '../../../src-main/imports/csv-rows'
import { recogniseFile } from '../../../src-main/imports/file-format'
import { inspectTable } from '../../../src-main/imports/table-reader'
import type { TableRow } from '../../../src-main/imports/table'
import { temporaryFolder } from '../storage/temporary-folder'

function file(content: string | Buffer): string {
  const path = join(temporaryFolder(), 'a.csv')
  writeFileSync(path, content)
  return path
}

async function readAll(content: string | Buffer, reading?: Partial<CsvReading>): Promise<TableRow[]> {
  const rows: TableRow[] = []
  const whole: CsvReading = { encoding: 'utf-8', delimiter: ';', ...reading }
  for await (const part of readCsvRows(file(content), whole, { onProgress: () => undefined })) rows.push(...part)
  return rows
}

const cells = async (content: string | Buffer, reading?: Partial<CsvReading>) =>
  (await readAll(content, reading)).map((row) => row.cells)
const problems = (rows: readonly TableRow[]) =>
  rows.filter(({ problem }) => problem).map(({ line, problem }) => [line, problem?.code])

/** Windows-1251 has the Russian letters in one run, but for Ё and ё. */
const windows1251 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0
      if (letter === 'Ё') return 0xa8
      if (letter === 'ё') return 0xb8
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
    }),
  )

describe('rows', () => {
  test('with every kind of line break, with and without one at the end', async () => {
    const rows = [
      ['1', 'a'],
      ['2', 'b'],
    ]
    for (const text of ['1;a\n2;b', '1;a\n2;b\n', '1;a\r\n2;b\r\n', '1;a\r2;b\r', '1;a\r\n2;b\n']) {
      expect(await cells(text), JSON.stringify(text)).toEqual(rows)
    }
  })

  test('quoted cells hold delimiters, quotes and line breaks', async () => {
    expect(await cells('"a;b";"say ""no""";"two\r\nlines"\r\n"last"\r\n')).toEqual([
      ['a;b', 'say "no"', 'two\r\nlines'],
      ['last'],
    ])
  })

  test('blank rows keep their place', async () => {
    expect(await readAll('1\n\n;;\n2\n')).toEqual([
      { line: 1, cells: ['1'] },
      { line: 2, cells: [''] },
      { line: 3, cells: ['', '', ''] },
      { line: 4, cells: ['2'] },
    ])
  })

  test('across the pieces in which a file is read', async () => {
    const wanted = Array.from({ length: 20_000 }, (_, index) => [
      `7495${index}`,
      `имя "${index}"; и ещё`,
      'x'.repeat(index % 50),
    ])
    const text = wanted.map(([number, name, rest]) => `${number};"${name?.replaceAll('"', '""')}";${rest}`).join('\r\n')
    expect(await cells(text)).toEqual(wanted)
    expect(await cells(Buffer.from(`\uFEFF${text}`, 'utf16le'), { encoding: 'utf-16le' })).toEqual(wanted)
  })

  test('nothing but a header', async () => {
    expect(await readAll('number;kind')).toEqual([{ line: 1, cells: ['number', 'kind'] }])
  })
})

describe('a broken row costs itself and no other', () => {
  test('a quotation mark that is not closed', async () => {
    const rows = await readAll('1;a\n2;"b\n3;c\n4;d\n')
    expect(problems(rows)).toEqual([[2, 'import.quotesBroken']])
    expect(rows.map((row) => row.cells[0])).toEqual(['1', '2', '3', '4'])
  })

  test('one that is not closed before megabytes of other rows', async () => {
    const others = Array.from({ length: 100_000 }, (_, index) => `${index};some more text`)
    const rows = await readAll(['0;"open', ...others].join('\n'))
    expect(problems(rows)).toEqual([[1, 'import.quotesBroken']])
    expect(rows.slice(1).map((row) => row.cells)).toEqual(others.map((row) => row.split(';')))
  })

  test('text after a closing quotation mark', async () => {
    const rows = await readAll('1;"a"b\n2;"c"d;"e"\n3;f\n')
    expect(problems(rows)).toEqual([
      [1, 'import.quotesBroken'],
      [2, 'import.quotesBroken'],
    ])
    expect(rows).toHaveLength(3)
  })

  test('every row of many', async () => {
    const rows = await readAll(Array.from({ length: 30_000 }, (_, index) => `${index};"open`).join('\n'))
    expect(rows).toHaveLength(30_000)
    expect(problems(rows)).toHaveLength(30_000)
  })

  test('lines of 10 MB', async () => {
    const long = 'x'.repeat(10 * 2 ** 20)
    const rows = await readAll(`1;a\n2;${long}\n3;c\n${long}`)
    expect(problems(rows)).toEqual([
      [2, 'import.rowTooLong'],
      [4, 'import.rowTooLong'],
    ])
    expect(rows[2]).toEqual({ line: 3, cells: ['3', 'c'] })
  })

  test('a million cells in one row', async () => {
    expect(problems(await readAll(`${';'.repeat(2000)}\n1;a\n`))).toEqual([[1, 'import.tooManyCells']])
  })

  test('bytes that are no characters of the encoding', async () => {
    const rows = await readAll(
      Buffer.concat([Buffer.from('1;офис\n2;'), windows1251('склад'), Buffer.from('\n3;дом\n')]),
    )
    expect(problems(rows)).toEqual([[2, 'import.charactersLost']])
    expect(rows[2]?.cells).toEqual(['3', 'дом'])
  })

  test('a NUL stays in its cell, to be refused there', async () => {
    expect(await cells('1;a\0b\n2;c\n')).toEqual([
      ['1', 'a\0b'],
      ['2', 'c'],
    ])
  })
})

describe('what a file is', () => {
  const reading = async (content: string | Buffer) => recogniseFile(file(content))
  const code = (content: string | Buffer) =>
    reading(content).then(
      () => undefined,
      (error: { error: { code: string } }) => error.error.code,
    )

  test('the encoding', async () => {
    expect(await reading('номер;имя\n')).toMatchObject({ encoding: 'utf-8' })
    expect(await reading('\uFEFFnumber;name\n')).toMatchObject({ encoding: 'utf-8' })
    expect(await reading(windows1251('номер;имя\n1;Ёлка\n'))).toMatchObject({ encoding: 'windows-1251' })
    expect(await reading(Buffer.from('\uFEFFномер;имя\n', 'utf16le'))).toMatchObject({ encoding: 'utf-16le' })
    expect(await reading(Buffer.from('\uFEFFномер;имя\n', 'utf16le').swap16())).toMatchObject({ encoding: 'utf-16be' })
    const mixed = Buffer.concat([Buffer.from('номер;имя\n1;офис\n2;'), windows1251('дом\n')])
    expect(await reading(mixed)).toMatchObject({ encoding: 'utf-8' })
  })

  test('the delimiter, whatever stands in quotation marks', async () => {
    expect(await reading('a;b\n1;"x, y, z"\n')).toMatchObject({ delimiter: ';' })
    expect(await reading('a,b\n1,"x; y; z"\n')).toMatchObject({ delimiter: ',' })
    expect(await reading('a\tb\n1, 2\t3\n')).toMatchObject({ delimiter: '\t' })
    expect(await reading('number\n74951234567\n')).toMatchObject({ delimiter: ';' })
  })

  test('what is no table', async () => {
    expect(await code('')).toBe('file.empty')
    expect(await code('\n \n')).toBe('file.empty')
    expect(await code(Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)))).toBe(
      'file.notATable',
    )
    expect(
      await code(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])),
    ).toBe('file.oldExcel')
  })
})

describe('a first look', () => {
  test('names the columns and shows the first rows', async () => {
    const inspection = await inspectTable(file('Номер;Куда;Звонит\n84951234567;74957654321;20\n'), null, 'forwarding')
    expect(inspection).toEqual({
      subject: 'forwarding',
      reading: { format: 'csv', encoding: 'utf-8', delimiter: ';', hasHeader: true },
      sheets: [],
      header: ['Номер', 'Куда', 'Звонит'],
      sample: [{ line: 2, cells: ['84951234567', '74957654321', '20'], problem: null }],
      mapping: ['number', 'target1_number', null],
    })
  })

  test('without a header goes by what the columns hold', async () => {
    const inspection = await inspectTable(file('office,+7 495 123-45-67,+7 495 765-43-21\n'), null, 'forwarding')
    expect(inspection).toMatchObject({
      reading: { hasHeader: false },
      header: [],
      mapping: [null, 'number', 'target1_number'],
    })
  })

  test('again as the operator says', async () => {
    const path = file(windows1251('номер,имя\n1,дом\n'))
    const again = await inspectTable(
      path,
      { format: 'csv', encoding: 'windows-1251', delimiter: ',', hasHeader: false },
      'forwarding',
    )
    expect(again.sample[0]?.cells).toEqual(['номер', 'имя'])
  })
})
