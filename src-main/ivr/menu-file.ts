/** Menus as YAML or JSON texts. What a file says is believed only as far as its schema goes; a mistake is told with line and column. */
import { LineCounter, parseDocument, stringify, type Document } from 'yaml'
import { z } from 'zod'
import { AppFailure } from '@shared/domain/app-error'
import {
  fromMenuFile,
  menuFileSchema,
  type Directory,
  type MenuFile,
  type MenuOfFile,
} from '@shared/domain/ivr/menu-file'
import { menuSchemaFileName } from '@shared/domain/ivr/menu-file-schema'

/** A file of ours has no aliases; a bomb is made of them. */
const aliasesMaximum = 100
/** Where editors find the schema: beside the file. */
const schemaReference = `./${menuSchemaFileName}`

export type ReadMenuFile = MenuOfFile & { file: MenuFile }

export const menuFileText = (file: MenuFile, isJson: boolean): string =>
  isJson
    ? `${JSON.stringify({ $schema: schemaReference, ...file }, null, 2)}\n`
    : `# yaml-language-server: $schema=${schemaReference}\n${stringify(file, { lineWidth: 120, aliasDuplicateObjects: false })}`

/** @throws AppFailure `file.damaged` with `line:column: what is wrong` */
export function parseMenuFile(text: string, directory: Directory): ReadMenuFile {
  const lines = new LineCounter()
  const at = (offset: number, problem: string): AppFailure => {
    const { line, col } = lines.linePos(offset)
    return new AppFailure('file.damaged', { params: { reason: `${line || 1}:${col || 1}: ${problem}` } })
  }
  let document: Document.Parsed | undefined
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
    const [broken] = document.errors
    if (broken) throw at(broken.pos[0], broken.message)
    const file = menuFileSchema.parse(document.toJS({ maxAliasCount: aliasesMaximum }))
    return { file, ...fromMenuFile(file, directory) }
  } catch (error) {
    if (error instanceof AppFailure) throw error
    if (!(error instanceof z.ZodError)) throw at(0, error instanceof Error ? error.message : String(error))
    const [issue] = error.issues
    const place = issue?.path ?? []
    throw at(document ? offsetOf(document, place) : 0, `${place.map(String).join('.')}: ${issue?.message ?? ''}`)
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
