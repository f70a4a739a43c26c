/** What the columns of a table of numbers hold, and what the cells of one row say. */
import { z } from 'zod'
import type { Finding, FindingCode } from '../finding'
import { readBoolean, readPhone, readSpreadsheetText, readText } from '../import/cell'
import { emptyRow, type EnteredRow } from './batch'

export const numberColumns = [
  'title',
  'number',
  'trunkId',
  'did',
  'numberAsDid',
  'login',
  'password',
  'authUser',
  'fromDomain',
  'forceOut',
] as const
export type NumberColumn = (typeof numberColumns)[number]

/** From the left; null: left out. */
export const numberMappingSchema = z.array(z.enum(numberColumns).nullable()).max(1000)
export type NumberMapping = z.infer<typeof numberMappingSchema>

/** What a row has where the table has no column, or an empty cell. */
export type RowDefaults = Pick<EnteredRow, 'trunkId' | 'numberAsDid' | 'forceOut'>
export const rowDefaultsSchema = z.object({ trunkId: z.string(), numberAsDid: z.boolean(), forceOut: z.boolean() })

/** A cell of a file as it was mended before the review. Passwords do not leave main: they are mended in the file. */
export const cellCorrectionSchema = z.object({
  /** Of the file, from 1. */
  line: z.int().min(1),
  column: z.enum(numberColumns).exclude(['password']),
  text: z.string().max(1000),
})
export type CellCorrection = z.infer<typeof cellCorrectionSchema>

/** The cells of a row with what was mended in them. A column that the file does not have cannot be. */
export function correctedCells(
  cells: readonly string[],
  mapping: NumberMapping,
  corrections: readonly CellCorrection[],
): string[] {
  const corrected = [...cells]
  for (const { column, text } of corrections) {
    const index = mapping.indexOf(column)
    if (index >= 0) corrected[index] = text
  }
  // A short row that was mended at its end has no holes.
  return Array.from(corrected, (cell) => cell ?? '')
}

const plain = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const headers: readonly [NumberColumn, RegExp][] = [
  ['numberAsDid', /^(number ?as ?did|номер как did|did номер|did сам номер)$/],
  ['number', /^(numbers?|phones?|phone number|номер|номер телефона|телефон)$/],
  ['title', /^(titles?|names?|label|название|название номера|имя|заголовок)$/],
  ['trunkId', /^(trunk|trunk ?id|provider|provider ?id|operator|транк|оператор|провайдер|id транка)$/],
  ['did', /^did$/],
  ['login', /^(login|user|username|sip login|логин|пользователь|sip логин)$/],
  ['password', /^(.*password.*|passwd|pass|secret|.*пароль.*|секрет)$/],
  ['authUser', /^(auth ?user|auth|пользователь для аутентификации|пользователь аутентификации)$/],
  ['fromDomain', /^(from ?domain|domain|домен)$/],
  ['forceOut', /^(force ?out|force ?out ?over ?channel|исходящие|исходящие через транк)$/],
]

const columnOf = (header: string): NumberColumn | null => {
  const name = plain(header)
  return headers.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

const looksLikePhone = (cell: string): boolean => {
  const digits = cell.replaceAll(/\D/g, '').length
  return digits >= 7 && digits * 2 > cell.trim().length
}

/** A first row that names columns has no number in it. */
export const looksLikeNumberHeader = (cells: readonly string[]): boolean =>
  cells.some((cell) => columnOf(cell) !== null) && !cells.some(looksLikePhone)

/** By the headers; without any, the first column of phone numbers, and the text before or after it as the title. */
export function guessNumberMapping(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
): NumberMapping {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length))
  const taken = new Set<NumberColumn>()
  const mapping = Array.from({ length: width }, (_, index): NumberColumn | null => {
    const column = columnOf(header?.[index] ?? '')
    if (column === null || taken.has(column)) return null
    taken.add(column)
    return column
  })
  if (taken.has('number')) return mapping
  const numbers = mapping.findIndex((column, index) => {
    const filled = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
    return column === null && filled.length > 0 && filled.every(looksLikePhone)
  })
  if (numbers < 0) return mapping
  mapping[numbers] = 'number'
  const beside = [numbers - 1, numbers + 1].find((index) => mapping[index] === null)
  if (header === null && beside !== undefined && !taken.has('title')) mapping[beside] = 'title'
  return mapping
}

/** Paths are `mapping` and `mapping.2`. */
export function checkNumberMapping(mapping: NumberMapping): Finding[] {
  const report = (path: string, code: FindingCode): Finding => ({ path, severity: 'error', code, params: {} })
  return [
    ...(mapping.includes('number') ? [] : [report('mapping', 'numberBatch.numberColumn')]),
    ...mapping.flatMap((column, index) =>
      column !== null && mapping.indexOf(column) < index ? [report(`mapping.${index}`, 'numberBatch.columnTwice')] : [],
    ),
  ]
}

export interface RowReader {
  mapping: NumberMapping
  defaults: RowDefaults
  /** The id of a trunk by its name; undefined: no name of one. */
  trunkNamed(name: string): string | undefined
}

/**
 * @returns the row as it would be entered, and what is wrong with its cells; a row without a title gets its number as one.
 * Paths are those of the row.
 */
export function readNumberRow(
  cells: readonly string[],
  { mapping, defaults, trunkNamed }: RowReader,
): { row: EnteredRow; findings: Finding[] } {
  const findings: Finding[] = []
  const report = (path: NumberColumn, code: FindingCode, params: Finding['params'] = {}) =>
    findings.push({ path, severity: 'error', code, params })
  const cellOf = (column: NumberColumn): string => cells[mapping.indexOf(column)] ?? ''
  const text = (column: NumberColumn): string => readText(cellOf(column)).trim()
  const flag = (column: 'numberAsDid' | 'forceOut'): boolean => {
    const value = readBoolean(cellOf(column))
    if (value === undefined) report(column, 'field.malformed')
    return value ?? defaults[column]
  }

  const phone = readPhone(cellOf('number'))
  if (phone.finding) report('number', phone.finding, { count: text('number').replaceAll(/\D/g, '').length })
  const did = readSpreadsheetText(cellOf('did'))
  if (did === null) report('did', 'import.numberDestroyed')
  const trunk = text('trunkId')
  const named = trunk === '' ? defaults.trunkId : trunkNamed(trunk)
  if (named === undefined && !looksLikeId(trunk)) report('trunkId', 'numberBatch.trunkUnknown', { name: trunk })
  const number = phone.digits ?? text('number')
  return {
    row: {
      ...emptyRow(),
      title: text('title') || number,
      number,
      trunkId: named ?? trunk,
      did: (did ?? text('did')).trim(),
      // Who gives a DID means it.
      numberAsDid: mapping.includes('numberAsDid') ? flag('numberAsDid') : text('did') === '' && defaults.numberAsDid,
      login: text('login'),
      // A password may begin or end with a space.
      password: readText(cellOf('password')),
      authUser: text('authUser'),
      fromDomain: text('fromDomain'),
      forceOut: flag('forceOut'),
    },
    findings,
  }
}

const looksLikeId = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** Cells of a spreadsheet as the clipboard has them. */
export function pastedCells(text: string): string[][] {
  const lines = text.replaceAll('\r\n', '\n').replace(/\n+$/, '').split('\n')
  const delimiter = text.includes('\t') ? '\t' : text.includes(';') ? ';' : '\t'
  return lines.map((line) => line.split(delimiter)).filter((cells) => cells.some((cell) => cell.trim() !== ''))
}

/** Rows out of pasted cells; a first row of headings names the columns. */
export function rowsOfCells(cells: readonly (readonly string[])[], reader: Omit<RowReader, 'mapping'>): EnteredRow[] {
  const [first] = cells
  const hasHeader = first !== undefined && looksLikeNumberHeader(first)
  const body = hasHeader ? cells.slice(1) : cells
  const mapping = guessNumberMapping(hasHeader ? first : null, body)
  return body.map((row) => readNumberRow(row, { ...reader, mapping }).row)
}
