import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectTable } from '../../../src-main/imports/table-reader'
import type { TableRow } from '../../../src-main/imports/table'
import type { ArchiveLimits } from '../../../src-main/imports/xlsx-archive'
import { readXlsxRows } from '../../../src-main/imports/xlsx-rows'
import { temporaryFolder } from '../storage/temporary-folder'
import { sheetXml, workbookParts, writeXlsx, zip, type Cell, type Part } from './xlsx-file'

async function readAll(path: string, options: { sheet?: number; limits?: ArchiveLimits } = {}): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const part of readXlsxRows(path, { sheet: 0, onProgress: () => undefined, ...options })) rows.push(...part)
  return rows
}

const file = (rows: readonly (readonly Cell[] | null)[]): string => writeXlsx(join(temporaryFolder(), 'a.xlsx'), rows)
const archive = (parts: readonly Part[]): string => {
  const path = join(temporaryFolder(), 'a.xlsx')
  writeFileSync(path, zip(parts))
  return path
}
const cells = async (rows: readonly (readonly Cell[])[]) => (await readAll(file(rows))).map((row) => row.cells)

describe('cells', () => {
  test('shared, inline and formula texts, numbers, booleans', async () => {
    const row = [
      'Офис & "склад" <1>',
      74951234567,
      { xml: '<c r="{r}" t="inlineStr"><is><t>in</t><t>line</t></is></c>' },
      { xml: '<c r="{r}" t="str"><f>A1</f><v>made</v></c>' },
      { xml: '<c r="{r}" t="b"><v>1</v></c>' },
      { xml: '<c r="{r}"/>' },
    ]
    expect(await cells([row])).toEqual([['Офис & "склад" <1>', '74951234567', 'inline', 'made', 'true', '']])
  })

  test('numbers are written out with all their digits', async () => {
    const number = (value: string) => ({ xml: `<c r="{r}"><v>${value}</v></c>` })
    expect(
      await cells([[number('7.4951234567E10'), number('883140123456789'), number('30.5'), number('1E300')]]),
    ).toEqual([['74951234567', '883140123456789', '30.5', '1E300']])
  })

  test('a formula that failed is a problem of its row', async () => {
    const [row] = await readAll(file([[{ xml: '<c r="{r}" t="e"><v>#N/A</v></c>' }]]))
    expect(row?.problem).toMatchObject({ code: 'import.excelError', params: { written: '#N/A' } })
  })

  test('empty cells and rows that the sheet leaves out keep their places', async () => {
    const rows = await readAll(file([['a', '', 'c'], null, null, ['', 'b']]))
    expect(rows).toEqual([
      { line: 1, cells: ['a', '', 'c'] },
      { line: 4, cells: ['', 'b'] },
    ])
  })

  test('a row may have no more than 1,000 cells', async () => {
    const [row] = await readAll(file([[{ xml: '<c r="ZZZ1"><v>1</v></c>' }]]))
    expect(row?.problem?.code).toBe('import.tooManyCells')
  })

  test('elements with a prefix, and cells without references', async () => {
    const xml =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await readAll(archive(workbookParts([{ name: 'S', xml }], [])))).toEqual([{ line: 1, cells: ['1', '2'] }])
  })
})

test('sheets are listed and chosen', async () => {
  const shared: string[] = []
  const sheets = ['Один', 'Два'].map((name) => ({ name, xml: sheetXml([['номер'], [name]], shared) }))
  const path = archive(workbookParts(sheets, shared))
  const inspection = await inspectTable(path, null, 'forwarding')
  expect(inspection).toMatchObject({
    sheets: ['Один', 'Два'],
    reading: { sheet: 0, hasHeader: true },
    header: ['номер'],
  })
  expect(await inspectTable(path, { format: 'xlsx', sheet: 1, hasHeader: true }, 'forwarding')).toMatchObject({
    sample: [{ line: 2, cells: ['Два'], problem: null }],
  })
})

describe('hostile files', () => {
  const bomb = (size: number, claimedSize?: number): string => {
    const parts = workbookParts([{ name: 'S', xml: '' }], [])
    const head = '<worksheet><sheetData>'
    const content = Buffer.alloc(size, '<row></row>')
    content.write(head)
    return archive(
      parts.map((part) =>
        part.name.includes('sheet1') ? { ...part, content, ...(claimedSize && { claimedSize }) } : part,
      ),
    )
  }
  const limits: ArchiveLimits = { entries: 100, partSize: 2 ** 23, ratio: 50, ratioFrom: 2 ** 20 }

  test('a part that unpacks to far more than it is packed in is not read on', async () => {
    await expect(readAll(bomb(4 * 2 ** 20), { limits })).rejects.toMatchObject({ error: { code: 'file.tooLarge' } })
  })

  test('a part has a largest size, however it is packed', async () => {
    const limit = { ...limits, ratio: 1e9 }
    await expect(readAll(bomb(9 * 2 ** 20), { limits: limit })).rejects.toMatchObject({
      error: { code: 'file.tooLarge' },
    })
  })

  test('the size that the archive claims is not believed', async () => {
    await expect(readAll(bomb(4 * 2 ** 20, 100))).rejects.toMatchObject({ error: { code: 'file.damaged' } })
  })

  test('thousands of parts are refused unread', async () => {
    const parts = Array.from({ length: 101 }, (_, index) => ({ name: `a${index}`, content: '' }))
    await expect(readAll(archive(parts), { limits })).rejects.toMatchObject({ error: { code: 'file.tooLarge' } })
  })

  test.each([
    ['entities that multiply', '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'],
    ['endless nesting', '<a>'.repeat(1000)],
    ['an endless text', `<worksheet><c><v>${'1'.repeat(3 * 2 ** 20)}</v></c></worksheet>`],
    ['no XML', 'hello'],
    ['cut off', '<worksheet><sheetData><row>'],
  ])('%s', async (_name, xml) => {
    const path = archive(workbookParts([{ name: 'S', xml }], []))
    await expect(readAll(path)).rejects.toMatchObject({ error: { code: 'file.damaged' } })
  })

  test('a zip that is no workbook', async () => {
    await expect(readAll(archive([{ name: 'a.txt', content: 'a' }]))).rejects.toMatchObject({
      error: { code: 'file.notATable' },
    })
  })

  test('a workbook cut off in the middle', async () => {
    const path = file(Array.from({ length: 1000 }, (_, index) => [`text ${index}`]))
    const { readFileSync } = await import('node:fs')
    writeFileSync(path, readFileSync(path).subarray(0, 3000))
    await expect(readAll(path)).rejects.toMatchObject({ error: { code: 'file.damaged' } })
  })
})
