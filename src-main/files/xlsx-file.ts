/** Rows as a workbook (ECMA-376, Office Open XML), written piece by piece. Every text is a text: nothing in it is ever calculated. */
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { FileColumn } from './table-file'

/** Rows of a sheet, and characters of a cell, by Excel's limits; more rows go on in a further sheet. */
const rowsOfSheet = 1_048_576
const cellMaximum = 32_767
/** Characters gathered before they are handed on. */
const pieceLength = 64 * 1024

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/**
 * A header and one line per row.
 * @param rowMaximum rows of a sheet, header included; fewer in tests
 * @throws what `rows` throws
 */
export async function* xlsxFile<Row>(
  columns: readonly FileColumn<Row>[],
  rows: AsyncIterable<Row>,
  rowMaximum = rowsOfSheet,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const source = rows[Symbol.asyncIterator]()
  const output = Readable.from(zip.outputStream)
  const fail = (error: Error) => output.destroy(error)

  /** Sheets follow each other: the next one begins when this one is full. */
  function addSheet(position: number, first: IteratorResult<Row>): void {
    let next = first
    async function* sheet(): AsyncGenerator<string> {
      let text = opening(columns)
      let line = 1
      for (; !next.done && line < rowMaximum; next = await source.next()) {
        const { value: row } = next
        line += 1
        text += rowXml(
          line,
          columns.map(({ value }) => value(row)),
        )
        if (text.length < pieceLength) continue
        yield text
        text = ''
      }
      yield `${text}</sheetData></worksheet>`
      if (next.done) finish(position)
      else addSheet(position + 1, next)
    }
    const stream = Readable.from(sheet(), { objectMode: false })
    stream.on('error', fail)
    zip.addReadStream(stream, `xl/worksheets/sheet${position}.xml`)
  }

  function finish(sheets: number): void {
    for (const [path, content] of frame(sheets)) zip.addBuffer(Buffer.from(content), path)
    zip.end()
  }

  try {
    addSheet(1, await source.next())
    yield* output as AsyncIterable<Uint8Array>
  } finally {
    output.destroy()
    await source.return?.()
  }
}

const opening = (columns: readonly { title: string }[]): string =>
  `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns.length}" width="22" customWidth="1"/></cols><sheetData>${rowXml(
    1,
    columns.map(({ title }) => title),
  )}`

function rowXml(line: number, cells: readonly (string | number | null)[]): string {
  const inside = cells.map((cell, column) => {
    if (cell === null || cell === '') return ''
    const reference = `${letters(column)}${line}`
    return typeof cell === 'number'
      ? `<c r="${reference}"><v>${cell}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`
  })
  return `<row r="${line}">${inside.join('')}</row>`
}

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** Characters that XML cannot hold, and `_x0041_`, which a spreadsheet would read as a letter. */
const unfit = /[\p{Cc}\uFFFE\uFFFF]/gu
const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escape = (text: string): string =>
  text
    .slice(0, cellMaximum)
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll(unfit, (character) => ('\t\n'.includes(character) ? character : '\uFFFD'))
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>]/g, (character) => references[character] ?? character)

/** All parts of a workbook but its sheets. */
function frame(sheets: number): [path: string, content: string][] {
  const positions = Array.from({ length: sheets }, (_, index) => index + 1)
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`
  const relationFile = (inside: string) =>
    `${declaration}<Relationships xmlns="${packages}/relationships">${inside}</Relationships>`
  const type = (part: string, name: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml"/>`
  const named = positions.map((position) => `<sheet name="${position}" sheetId="${position}" r:id="rId${position}"/>`)
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('/xl/workbook.xml', 'sheet.main')}${positions
        .map((position) => type(`/xl/worksheets/sheet${position}.xml`, 'worksheet'))
        .join('')}</Types>`,
    ],
    ['_rels/.rels', relationFile(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${named.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationFile(
        positions
          .map((position) => relation(`rId${position}`, 'worksheet', `worksheets/sheet${position}.xml`))
          .join(''),
      ),
    ],
  ]
}
