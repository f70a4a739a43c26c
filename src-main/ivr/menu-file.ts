/** Menus as YAML or JSON files. What a file says is believed only as far as its schema goes; a mistake is told with line and column. */
import { open, stat } from 'node:fs/promises'
import { LineCounter, parseDocument, stringify, type Document } from 'yaml'
import { z } from 'zod'
import { AppFailure } from '@shared/domain/app-error'
import {
  fromMenuFile,
  menuFileSchema,
  type Directory,
  type MenuFile,
  type MissingReference,
} from '@shared/domain/ivr/menu-file'
import type { Menu } from '@shared/domain/ivr/menu'

/** Bytes. A menu of 1,000 contexts takes less than half of it. */
const sizeMaximum = 4_000_000
/** A file of ours has no aliases; a bomb is made of them. */
const aliasesMaximum = 100

export const menuFileText = (file: MenuFile, isJson: boolean): string =>
  isJson ? `${JSON.stringify(file, null, 2)}\n` : stringify(file, { lineWidth: 120, aliasDuplicateObjects: false })

/** @throws AppFailure `file.unreadable`, `file.tooLarge`, `file.damaged` with `line:column: what is wrong` */
export async function readMenuFile(
  path: string,
  directory: Directory,
): Promise<{ file: MenuFile; menu: Menu; missing: MissingReference[] }> {
  return parseMenuFile(await readText(path), directory)
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > sizeMaximum) throw new AppFailure('file.tooLarge', { params: { maximum: sizeMaximum / 1_000_000 } })
    const file = await open(path)
    try {
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof AppFailure) throw error
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new AppFailure('file.unreadable', { params: { reason: code } })
  }
}

/** @throws AppFailure as `readMenuFile` */
export function parseMenuFile(
  text: string,
  directory: Directory,
): { file: MenuFile; menu: Menu; missing: MissingReference[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const at = (offset: number, problem: string): AppFailure => {
    const { line, col } = lines.linePos(offset)
    return new AppFailure('file.damaged', { params: { reason: `${line}:${col}: ${problem}` } })
  }
  const [broken] = document.errors
  if (broken) throw at(broken.pos[0], broken.message)
  let data: unknown
  try {
    data = document.toJS({ maxAliasCount: aliasesMaximum })
  } catch (error) {
    throw at(0, error instanceof Error ? error.message : String(error))
  }
  try {
    const file = menuFileSchema.parse(data)
    return { file, ...fromMenuFile(file, directory) }
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const [issue] = error.issues
    const place = issue?.path ?? []
    throw at(offsetOf(document, place), `${place.map(String).join('.')}: ${issue?.message ?? ''}`)
  }
}

/** @returns where in the text the path is, or the nearest thing around it */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    const range = node !== null && typeof node === 'object' && 'range' in node ? node.range : undefined
    if (Array.isArray(range) && typeof range[0] === 'number') return range[0]
  }
  return 0
}
