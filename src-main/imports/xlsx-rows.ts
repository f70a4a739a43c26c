/** Rows of one sheet of an XLSX file (ECMA-376, SpreadsheetML), as a stream: only the texts that cells share are kept in memory. */
import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { AppFailure } from '@shared/domain/app-error'
import { archiveLimits, openArchive, type Archive, type ArchiveLimits } from './xlsx-archive'
import { cellMaximum, rowProblem, type ReadOptions, type TableRow } from './table'

/** Bytes of text that cells share; more than a full sheet of numbers with names. */
const sharedTextMaximum = 256 * 2 ** 20
/** Characters between two tags: the longest text of a cell is 32,767. */
const textMaximum = 1 << 20
const depthMaximum = 100
const rowsAtOnce = 1000

/** Elements and text of an XML part, names without their prefix. */
interface XmlHandlers {
  open(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** @yields after each piece that was read, its size in bytes */
async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  let depth = 0
  let sinceTag = 0
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    sinceTag = 0
    if (depth > depthMaximum) throw new AppFailure('file.damaged', { params: { reason: 'XML nesting' } })
    handlers.open(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    sinceTag = 0
    handlers.close?.(local(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  stream.setEncoding('utf8')
  try {
    for await (const piece of stream as AsyncIterable<string>) {
      sinceTag += piece.length
      if (sinceTag > textMaximum + piece.length)
        throw new AppFailure('file.damaged', { params: { reason: 'XML text' } })
      parser.write(piece)
      yield piece.length
    }
    parser.close()
  } catch (error) {
    if (error instanceof AppFailure) throw error
    throw new AppFailure('file.damaged', { params: { reason: 'XML' } }, { cause: error })
  } finally {
    stream.destroy()
  }
}

async function readXml(archive: Archive, name: string, handlers: XmlHandlers): Promise<void> {
  for await (const piece of parseXml(await archive.read(name), handlers)) void piece
}

interface Sheet {
  name: string
  part: string
}

interface Workbook {
  sheets: Sheet[]
  /** Part with the texts that cells share; absent when there are none. */
  sharedTexts: string | undefined
}

async function readWorkbook(archive: Archive): Promise<Workbook> {
  const relations = async (part: string) => {
    const found: { id: string; type: string; target: string }[] = []
    const { dir, base } = posix.parse(part)
    const name = posix.join(dir, '_rels', `${base}.rels`)
    if (!archive.has(name)) return found
    await readXml(archive, name, {
      open(element, { Id = '', Type = '', Target = '' }) {
        if (element !== 'Relationship') return
        const target = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target)
        found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target })
      },
    })
    return found
  }
  const root = (await relations('')).find(({ type }) => type === 'officeDocument')
  // Any other zip, such as a text document or a program, has no workbook.
  if (!root) throw new AppFailure('file.notATable')
  const parts = await relations(root.target)
  const sheets: Sheet[] = []
  await readXml(archive, root.target, {
    open(element, attributes) {
      if (element !== 'sheet') return
      const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
      const part = parts.find((relation) => relation.id === id && relation.type === 'worksheet')
      if (part) sheets.push({ name: attributes['name'] ?? '', part: part.target })
    },
  })
  if (sheets.length === 0) throw new AppFailure('file.notATable')
  return { sheets, sharedTexts: parts.find(({ type }) => type === 'sharedStrings')?.target }
}

async function readSharedTexts(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = []
  if (!part || !archive.has(part)) return texts
  let text = ''
  let size = 0
  let inText = false
  let inPhonetic = false
  await readXml(archive, part, {
    open(element) {
      if (element === 'si') text = ''
      else if (element === 't') inText = true
      else if (element === 'rPh') inPhonetic = true
    },
    close(element) {
      if (element === 't') inText = false
      else if (element === 'rPh') inPhonetic = false
      else if (element === 'si') {
        size += 2 * text.length + 16
        if (size > sharedTextMaximum) throw new AppFailure('file.tooLarge', { params: { reason: 'shared texts' } })
        texts.push(text)
      }
    },
    text(piece) {
      // Readings of Japanese words stand beside the words themselves.
      if (inText && !inPhonetic) text += piece
    },
  })
  return texts
}

/** @returns the column of a cell reference, from 0: `B7` → 1 */
function columnOf(reference: string): number {
  let column = 0
  for (const character of reference) {
    const letter = character.charCodeAt(0) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

/** Excel stores numbers as doubles of 15 digits; up to there a whole number is exact, in whatever notation it is written. */
function writtenOut(value: string): string {
  const number = Number(value)
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : value
}

export interface XlsxOptions extends ReadOptions {
  /** Index among the sheets. */
  sheet: number
  limits?: ArchiveLimits
}

/** @throws AppFailure `file.notATable`, `file.damaged`, `file.tooLarge` */
export async function readSheetNames(path: string): Promise<string[]> {
  const archive = await openArchive(path)
  try {
    return (await readWorkbook(archive)).sheets.map(({ name }) => name)
  } finally {
    archive.close()
  }
}

/** Rows that the sheet leaves out are blank ones. @throws as `readSheetNames` */
export async function* readXlsxRows(path: string, options: XlsxOptions): AsyncGenerator<TableRow[]> {
  const archive = await openArchive(path, options.limits ?? archiveLimits)
  try {
    const workbook = await readWorkbook(archive)
    const sheet = workbook.sheets[options.sheet]
    if (!sheet) throw new AppFailure('notFound')
    const texts = await readSharedTexts(archive, workbook.sharedTexts)
    const total = archive.sizeOf(sheet.part)
    const collector = collectRows(texts)
    let done = 0
    for await (const size of parseXml(await archive.read(sheet.part), collector.handlers)) {
      done += size
      options.onProgress(Math.min(done, total), total)
      if (collector.rows.length >= rowsAtOnce) yield collector.rows.splice(0)
    }
    yield collector.rows.splice(0)
  } finally {
    archive.close()
  }
}

function collectRows(texts: readonly string[]): { rows: TableRow[]; handlers: XmlHandlers } {
  const rows: TableRow[] = []
  let line = 0
  let cells: string[] = []
  let problem: TableRow['problem']
  let column = -1
  let type = ''
  let value = ''
  let inValue = false

  function setCell() {
    if (column >= cellMaximum) {
      problem = rowProblem('import.tooManyCells', { maximum: cellMaximum })
      return
    }
    while (cells.length < column) cells.push('')
    cells[column] = cellText()
  }
  function cellText(): string {
    switch (type) {
      case 's':
        return texts[Number(value)] ?? ''
      case 'b':
        return value === '1' ? 'true' : 'false'
      case 'e':
        problem ??= rowProblem('import.excelError', { written: value })
        return value
      case 'inlineStr':
      case 'str':
        return value
      default:
        return value === '' ? '' : writtenOut(value)
    }
  }

  return {
    rows,
    handlers: {
      open(element, attributes) {
        if (element === 'row') {
          // Blank rows are counted by the next row's position; a position that goes back cannot be meant.
          line = Math.max(line + 1, Number(attributes['r']) || 0)
          cells = []
          problem = undefined
          column = -1
        } else if (element === 'c') {
          column = attributes['r'] ? columnOf(attributes['r']) : column + 1
          type = attributes['t'] ?? 'n'
          value = ''
        } else if (element === 'v' || element === 't') inValue = true
      },
      close(element) {
        if (element === 'v' || element === 't') inValue = false
        else if (element === 'c') setCell()
        else if (element === 'row') rows.push(problem ? { line, cells, problem } : { line, cells })
      },
      text(text) {
        if (inValue) value += text
      },
    },
  }
}
