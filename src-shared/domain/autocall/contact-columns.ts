/** What the columns of a file of contacts hold, and what the cells of one row say. */
import { z } from 'zod'
import type { Finding, FindingCode } from '../finding'
import { readSpreadsheetText, readText } from '../import/cell'

export const contactColumnSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phone') }),
  z.object({ kind: z.literal('externalId') }),
  z.object({ kind: z.literal('zone') }),
  z.object({ kind: z.literal('variable'), name: z.string().max(200) }),
])
export type ContactColumn = z.infer<typeof contactColumnSchema>

/** From the left; null: left out. */
export const contactMappingSchema = z.array(contactColumnSchema.nullable()).max(1000)
export type ContactMapping = z.infer<typeof contactMappingSchema>

const plain = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const phoneHeader =
  /^(phones?|tel|telephone|mobile|msisdn|number|тел|телефоны?|номер|номер телефона|мобильный|сотовый)( \d| [а-яa-z]+)?$/
const idHeader = /^(id|ид|external id|client external id|crm id|код|код клиента|id клиента|внешний id|внешний код)$/
const zoneHeader = /^(zone|time ?zone|tz|utc|gmt|utc offset|зона|пояс|часовой пояс|часовая зона)$/

/** Cells of a table whose first row names the columns hold no numbers there. */
export const looksLikeContactHeader = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.trim() !== '') && !cells.some(looksLikePhone)

const looksLikePhone = (cell: string): boolean => {
  const digits = cell.replaceAll(/\D/g, '').length
  return digits >= 7 && digits * 2 > cell.trim().length
}

/**
 * By the headers; without any, or when none of them names phones, the first column of phone numbers. Other columns with a header
 * are variables of that name, since a scenario finds them by it.
 */
export function guessContactMapping(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
): ContactMapping {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length))
  const taken = new Set<string>()
  const once = <Column extends ContactColumn>(key: string, column: Column): Column | null => {
    if (taken.has(key)) return null
    taken.add(key)
    return column
  }
  const mapping = Array.from({ length: width }, (_, index): ContactColumn | null => {
    const written = (header?.[index] ?? '').trim()
    const name = plain(written)
    if (name === '') return null
    if (phoneHeader.test(name)) return { kind: 'phone' }
    if (idHeader.test(name)) return once('id', { kind: 'externalId' })
    if (zoneHeader.test(name)) return once('zone', { kind: 'zone' })
    return once(`variable ${written}`, { kind: 'variable', name: written })
  })
  if (mapping.some((column) => column?.kind === 'phone')) return mapping
  const phones = mapping.findIndex((_, index) => {
    const filled = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
    return filled.length > 0 && filled.every(looksLikePhone)
  })
  if (phones >= 0) mapping[phones] = { kind: 'phone' }
  return mapping
}

/** Paths are `mapping.2`. */
export function checkContactMapping(mapping: ContactMapping): Finding[] {
  const findings: Finding[] = []
  const report = (path: string, code: FindingCode) => findings.push({ path, severity: 'error', code, params: {} })
  if (!mapping.some((column) => column?.kind === 'phone')) report('mapping', 'contacts.phoneColumnMissing')
  const seen = new Set<string>()
  for (const [index, column] of mapping.entries()) {
    if (!column || column.kind === 'phone') continue
    const key = column.kind === 'variable' ? `variable ${column.name}` : column.kind
    if (column.kind === 'variable' && column.name.trim() === '') report(`mapping.${index}`, 'field.required')
    else if (seen.has(key)) report(`mapping.${index}`, 'contacts.columnRepeated')
    seen.add(key)
  }
  return findings
}

/** Where the rows keep what: made once per file. */
export interface ContactLayout {
  phones: readonly number[]
  externalId: number | undefined
  zone: number | undefined
  variables: readonly { index: number; name: string }[]
}

export function layOutContacts(mapping: ContactMapping): ContactLayout {
  const find = (kind: ContactColumn['kind']) => mapping.findIndex((column) => column?.kind === kind)
  const at = (index: number) => (index < 0 ? undefined : index)
  return {
    phones: mapping.flatMap((column, index) => (column?.kind === 'phone' ? [index] : [])),
    externalId: at(find('externalId')),
    zone: at(find('zone')),
    variables: mapping.flatMap((column, index) => (column?.kind === 'variable' ? [{ index, name: column.name }] : [])),
  }
}

/** @returns the values of the variables in the order of the layout; empty: not there */
export const readValues = (cells: readonly string[], { variables }: ContactLayout): string[] =>
  variables.map(({ index }) => readText(cells[index] ?? '').trim())

/** @returns the id, its digits restored from what Excel made of them; null when they are gone */
export function readExternalId(cells: readonly string[], { externalId }: ContactLayout): string | null {
  return externalId === undefined ? '' : readSpreadsheetText(cells[externalId] ?? '')
}

/** @returns the cell of the zone; empty without one */
export const zoneCell = (cells: readonly string[], { zone }: ContactLayout): string =>
  zone === undefined ? '' : readText(cells[zone] ?? '').trim()
