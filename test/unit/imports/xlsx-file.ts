/** XLSX files made by hand, the ones that no program would write included. */
import { writeFileSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'

export interface Part {
  name: string
  content: Buffer | string
  /** What the archive claims, when that is not the truth. */
  claimedSize?: number
}

/** A ZIP archive of deflated parts (APPNOTE 4.3). */
export function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimedSize } of parts) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes, { level: 9 })
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(claimedSize ?? bytes.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    const central = Buffer.alloc(18)
    central.writeUInt32LE(offset, 14)
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, central.subarray(4), Buffer.from(name)]),
    )
    files.push(local)
    offset += local.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end])
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const relations = (...entries: [id: string, type: string, target: string][]) =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A number goes into the file as one, a text as one that cells share, and XML as it is. */
export type Cell = string | number | { xml: string }

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

export function sheetXml(rows: readonly (readonly Cell[] | null)[], shared: string[]): string {
  const written = rows.map((cells, index) => {
    if (!cells) return ''
    const line = index + 1
    const inside = cells.map((cell, column) => {
      const reference = `${letters(column)}${line}`
      if (typeof cell === 'object') return cell.xml.replaceAll('{r}', reference)
      if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
      if (cell === '') return ''
      shared.push(cell)
      return `<c r="${reference}" t="s"><v>${shared.length - 1}</v></c>`
    })
    return `<row r="${line}">${inside.join('')}</row>`
  })
  return `${declaration}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${written.join('')}</sheetData></worksheet>`
}

export function workbookParts(sheets: readonly { name: string; xml: string }[], shared: readonly string[]): Part[] {
  const ids = sheets.map((_, index) => `rId${index + 1}`)
  return [
    { name: '_rels/.rels', content: relations(['rId1', 'officeDocument', 'xl/workbook.xml']) },
    {
      name: 'xl/workbook.xml',
      content: `${declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets
        .map(
          ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="${ids[index] ?? ''}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        ...sheets.map((_, index): [string, string, string] => [
          ids[index] ?? '',
          'worksheet',
          `worksheets/sheet${index + 1}.xml`,
        ]),
        ['rIdS', 'sharedStrings', 'sharedStrings.xml'],
      ),
    },
    ...sheets.map(({ xml }, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: xml })),
    {
      name: 'xl/sharedStrings.xml',
      content: `${declaration}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${shared
        .map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`)
        .join('')}</sst>`,
    },
  ]
}

/** Writes a workbook of one sheet; null is a row that the sheet leaves out. */
export function writeXlsx(path: string, rows: readonly (readonly Cell[] | null)[]): string {
  const shared: string[] = []
  const xml = sheetXml(rows, shared)
  writeFileSync(path, zip(workbookParts([{ name: 'Sheet1', xml }], shared)))
  return path
}
