/** Columns of a file of extensions: one row per extension. English machine names are stable; other names are recognised. */
import { z } from 'zod'
import type { Locale } from '../../text/text'
import { extensionColumnTitles } from './extension-columns.text'
import { headerNames, plainHeader } from './header-names'

export const extensionColumns = [
  'name',
  'type',
  'label',
  'status',
  'caller_id_name',
  'transfer_caller_id',
  'asserts_called_number',
  'group_id',
  'dial_rule_id',
  'dial_rule_limit',
] as const
export type ExtensionColumn = (typeof extensionColumns)[number]

/** What each column of the file holds, from the left; null: left out. */
export const extensionMappingSchema = z.array(z.enum(extensionColumns).nullable()).max(1000)
export type ExtensionMapping = z.infer<typeof extensionMappingSchema>

/** Names that people give to columns, beside the machine names and the titles on screen. */
const aliases: Record<ExtensionColumn, readonly string[]> = {
  name: ['number', 'extension', 'ext', 'внутренний номер', 'добавочный', 'имя номера', 'name at the provider'],
  type: ['kind', 'вид', 'тип номера'],
  label: ['title', 'название', 'имя', 'сотрудник', 'описание'],
  status: ['state', 'состояние'],
  caller_id_name: ['caller name', 'имя звонящего'],
  transfer_caller_id: ['did_as_transfer_caller_id', 'public number', 'публичный номер'],
  asserts_called_number: ['ani_rfc3325'],
  group_id: ['extension_group_id', 'group', 'группа'],
  dial_rule_id: ['dial rule', 'правило набора'],
  dial_rule_limit: [],
}
const names = headerNames(extensionColumns, aliases, extensionColumnTitles)

const recogniseHeader = (header: string): ExtensionColumn | null => names.get(plainHeader(header)) ?? null

/** `071`, `000*071`: as long as extension numbers are, with any prefixes and domain. */
const looksLikeExtensionName = (cell: string): boolean => /^'?(?:[\w]+\*){0,2}\d{2,6}(?:@[\w.-]+)?$/.test(cell.trim())

/** true when the first row names columns instead of holding values. */
export const looksLikeExtensionHeader = (row: readonly string[]): boolean =>
  row.some((cell) => recogniseHeader(cell) !== null) ||
  (row.some((cell) => cell.trim() !== '') && !row.some(looksLikeExtensionName))

/** What the columns are likely to hold: by their headers; without one for it, the first column of numbers. No column is taken twice. */
export function guessExtensionMapping(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
): ExtensionMapping {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length))
  const taken = new Set<ExtensionColumn>()
  const mapping: ExtensionMapping = Array.from({ length: width }, (_, index) => {
    const column = recogniseHeader(header?.[index] ?? '')
    if (column === null || taken.has(column)) return null
    taken.add(column)
    return column
  })
  if (taken.has('name')) return mapping
  const numbers = mapping.findIndex((column, index) => {
    const filled = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
    return column === null && filled.length > 0 && filled.every(looksLikeExtensionName)
  })
  return mapping.map((column, index) => (index === numbers ? 'name' : column))
}

export const extensionColumnTitle = (column: ExtensionColumn, locale: Locale): string =>
  extensionColumnTitles[locale][column]
