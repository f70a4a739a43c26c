import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../src-main/files/atomic-file'
import { xlsxFile } from '../../../src-main/files/xlsx-file'
import { readSheetNames, readXlsxRows } from '../../../src-main/imports/xlsx-rows'
import { temporaryFolder } from '../storage/temporary-folder'

interface Row {
  text: string | null
  count: number | null
}
const columns = [
  { title: 'Text', value: ({ text }: Row) => text },
  { title: 'Count', value: ({ count }: Row) => count },
]
let path: string
beforeEach(() => {
  path = join(temporaryFolder(), 'rows.xlsx')
})

async function* of(...rows: Row[]) {
  yield* rows
}
const texts = (...values: string[]) => of(...values.map((text) => ({ text, count: null })))

async function cells(sheet = 0): Promise<string[][]> {
  const read: string[][] = []
  for await (const rows of readXlsxRows(path, { sheet, onProgress: () => undefined }))
    read.push(...rows.map((row) => row.cells))
  return read
}
async function raw(rows: AsyncIterable<Row>): Promise<string> {
  await writeAtomically(path, xlsxFile(columns, rows))
  const { open } = await import('yauzl')
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry) => {
        if (entry.fileName !== 'xl/worksheets/sheet1.xml') return zip.readEntry()
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure)
          let text = ''
          stream.on('data', (piece: Buffer) => (text += piece.toString()))
          stream.on('end', () => resolve(text))
        })
      })
      zip.readEntry()
    })
  })
}

describe('xlsxFile', () => {
  it('is read back cell by cell: texts as they are, numbers as numbers', async () => {
    const rows = of({ text: '+79161234567', count: 31.5 }, { text: ' "a" & <b>\nв две строки ', count: null })
    await writeAtomically(path, xlsxFile(columns, rows))
    expect(await readSheetNames(path)).toEqual(['1'])
    expect(await cells()).toEqual([['Text', 'Count'], ['+79161234567', '31.5'], [' "a" & <b>\nв две строки ']])
  })

  it('holds no formula: what looks like one is an inline text', async () => {
    const xml = await raw(texts('=1+1', '+7495', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")'))
    expect(xml).not.toContain('<f>')
    expect(xml.match(/<c [^>]*>/g)?.every((cell) => cell.includes('t="inlineStr"'))).toBe(true)
    expect((await cells()).slice(1).flat()).toEqual(['=1+1', '+7495', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")'])
  })

  it('takes what XML and spreadsheets do not', async () => {
    const xml = await raw(texts('a\u0000b\u001F', '\uD800', '_x0041_', 'x'.repeat(40_000)))
    expect(xml).toContain('a\uFFFDb\uFFFD')
    expect(xml).toContain('_x005F_x0041_')
    expect((await cells()).at(-1)?.[0]).toHaveLength(32_767)
  })

  it('goes on in a further sheet when one is full', async () => {
    await writeAtomically(path, xlsxFile(columns, texts('1', '2', '3', '4', '5'), 3))
    expect(await readSheetNames(path)).toEqual(['1', '2', '3'])
    expect(await cells(1)).toEqual([['Text', 'Count'], ['3'], ['4']])
    expect(await cells(2)).toEqual([['Text', 'Count'], ['5']])
  })

  it('without rows is a header, and many rows come in their order', async () => {
    await writeAtomically(path, xlsxFile(columns, of()))
    expect(await cells()).toEqual([['Text', 'Count']])
    const many = Array.from({ length: 20_000 }, (_, count) => ({ text: `${count}`, count }))
    await writeAtomically(path, xlsxFile(columns, of(...many)))
    expect((await cells()).slice(1)).toEqual(many.map(({ text, count }) => [text, String(count)]))
  })

  it('rows that fail leave no file, and are not read on after the writing ended', async () => {
    const place = join(temporaryFolder(), 'failed.xlsx')
    let ended = false
    async function* failing() {
      try {
        for (let count = 0; ; count += 1) {
          if (count === 5000) throw new Error('no more calls')
          yield { text: 'x', count }
        }
      } finally {
        ended = true
      }
    }
    await expect(writeAtomically(place, xlsxFile(columns, failing()))).rejects.toThrow('no more calls')
    expect(ended).toBe(true)
    await expect(readSheetNames(place)).rejects.toThrow()
  })
})
