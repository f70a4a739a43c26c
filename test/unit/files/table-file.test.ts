import { describe, expect, it } from 'vitest'
import { allPages, csvFile, jsonFile } from '../../../src-main/files/table-file'

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
async function* of<Row>(...rows: Row[]) {
  yield* rows
}
const columns = [
  { title: 'Number', value: ({ number }: { number: string; note: string | null }) => number },
  { title: 'Note; more', value: ({ note }: { number: string; note: string | null }) => note },
]

describe('csvFile', () => {
  it('quotes what needs it, in the delimiter that the language’s spreadsheet expects', async () => {
    const rows = () => of({ number: '74951112233', note: 'a "b"; c\nd' }, { number: '1', note: null })
    expect(await textOf(csvFile(columns, rows(), 'ru'))).toBe(
      '\uFEFFNumber;"Note; more"\r\n74951112233;"a ""b""; c\nd"\r\n1;\r\n',
    )
    expect(await textOf(csvFile(columns, rows(), 'en'))).toContain('Number,"Note; more"\r\n74951112233,')
  })

  it('lets no cell be a formula', async () => {
    const formulas = ['=1+1', '+7495', '-1', '@SUM(A1)', '\t=1', '\r=1']
    const text = await textOf(csvFile(columns, of(...formulas.map((note) => ({ number: '1', note }))), 'en'))
    for (const cell of text.split('\r\n').slice(1, -1)) expect(cell).toMatch(/^1,"?'/)
  })
})

describe('jsonFile', () => {
  it('writes one valid document, with any number of rows', async () => {
    for (const rows of [[], [{ a: 1 }], [{ a: 1 }, { a: 'ж"]' }]]) {
      const text = await textOf(jsonFile({ format: 'x', list: [1] }, 'rows', of(...rows)))
      expect(JSON.parse(text)).toEqual({ format: 'x', list: [1], rows })
    }
  })
})

describe('allPages', () => {
  it('reads on until a page is empty', async () => {
    const rows = [1, 2, 3, 4, 5]
    const read: number[] = []
    for await (const row of allPages(async (offset) => rows.slice(offset, offset + 2))) read.push(row)
    expect(read).toEqual(rows)
  })
})
