/** Columns of a forwarding file: one row per number. English machine names are stable; Russian and friendlier names are recognised. */
import { z } from 'zod'
import { normalisePhone } from '../phone'
import { columnTitles, targetTitle } from './columns.text'
import { headerNames, plainHeader } from './header-names'

export const rowColumns = [
  'number',
  'kind',
  'redirect',
  'masking',
  'display_number',
  'event_url',
  'extended_events',
  'client_id',
  'prompt_to_caller',
  'prompt_to_callee',
  'url',
  'reserve',
  'static_ip',
  'port',
  'timeout',
  'did',
  'sip_uri',
] as const
export type RowColumn = (typeof rowColumns)[number]

export const targetColumns = ['number', 'timeout', 'active', 'name', 'period', 'period_description'] as const
export type TargetColumn = (typeof targetColumns)[number]

/** More than any documented use; a bound for what one row can hold. */
export const targetMaximum = 50

/** `target2_period`: positions count from 1. */
export type Column = RowColumn | `target${number}_${TargetColumn}`

const targetPattern = new RegExp(`^target([1-9]\\d?)_(${targetColumns.join('|')})$`)

/** @returns position (from 1) and field of a target's column; null for a column of the row itself */
export function targetOf(column: string): { position: number; field: TargetColumn } | null {
  const [, digits, field] = targetPattern.exec(column) ?? []
  const position = Number(digits)
  return digits && position <= targetMaximum ? { position, field: field as TargetColumn } : null
}

export const isColumn = (value: unknown): value is Column =>
  typeof value === 'string' && ((rowColumns as readonly string[]).includes(value) || targetOf(value) !== null)

/** What each column of the file holds, from the left; null: left out. */
export const mappingSchema = z.array(z.custom<Column>(isColumn).nullable()).max(1000)
export type Mapping = z.infer<typeof mappingSchema>

/** Columns of the file, in its order, for forwarding with up to `targets` targets. */
export const columnsFor = (targets: number): Column[] => [
  ...rowColumns,
  ...Array.from({ length: targets }, (_, index) =>
    targetColumns.map((field): Column => `target${index + 1}_${field}`),
  ).flat(),
]

/** Names that people give to columns, beside the machine names and the titles on screen. */
const rowAliases: Record<RowColumn, readonly string[]> = {
  number: ['phone', 'phone_number', 'телефон', 'номер', 'номер_телефона', 'number_code'],
  kind: ['type', 'forwarding', 'тип', 'вид', 'переадресация', 'тип_переадресации', 'call_forwarding_type'],
  redirect: ['redirect_type', 'порядок'],
  masking: ['mask', 'маскировка', 'скрывать_номер'],
  display_number: ['подменный_номер', 'подмена'],
  event_url: ['events', 'уведомления'],
  extended_events: ['event_extended'],
  client_id: ['client', 'клиент'],
  prompt_to_caller: ['file_to_a'],
  prompt_to_callee: ['file_to_b'],
  url: ['адрес', 'ссылка'],
  reserve: ['reserve_number', 'резерв'],
  static_ip: ['ip', 'ip_address', 'ip_адрес'],
  port: ['порт'],
  timeout: ['timeout_s', 'таймаут'],
  did: ['did_name'],
  sip_uri: ['sip', 'uri'],
}
const targetAliases: Record<TargetColumn, readonly string[]> = {
  number: ['phone', 'телефон', 'номер', 'redirect_number'],
  timeout: ['timeout_s', 'таймаут', 'таймаут_с'],
  active: ['активно', 'включено', 'вкл'],
  name: ['имя'],
  period: ['расписание'],
  period_description: ['description', 'описание', 'описание_периода'],
}
/** A column with nothing but a target's number. */
const targetAlone = ['target', 'redirect_number', 'куда', 'направление', 'на_номер']

const rowNames = headerNames(rowColumns, rowAliases, { en: columnTitles.en.row, ru: columnTitles.ru.row })
const targetNames = headerNames(targetColumns, targetAliases, {
  en: columnTitles.en.target,
  ru: columnTitles.ru.target,
})

/** @returns the column that a header means; null when it is not recognised */
export function recogniseHeader(header: string): Column | null {
  const name = plainHeader(header)
  if (isColumn(name)) return name
  const [, digits, field] = /^(?:target|направление|цель)_?(\d{1,2})_(.+)$/.exec(name) ?? []
  if (digits && field) {
    const target = targetNames.get(field)
    const column = `target${Number(digits)}_${target ?? ''}`
    return isColumn(column) ? column : null
  }
  const alone = /^(\D+?)_?(\d{0,2})$/.exec(name)
  if (alone?.[1] && targetAlone.includes(alone[1])) {
    const column = `target${alone[2] ? Number(alone[2]) : 1}_number`
    return isColumn(column) ? column : null
  }
  return rowNames.get(name) ?? null
}

const looksLikePhone = (cell: string): boolean => normalisePhone(cell).digits !== undefined

/** true when the first row names columns instead of holding values. */
export const looksLikeHeader = (row: readonly string[]): boolean =>
  row.some((cell) => recogniseHeader(cell) !== null) ||
  (row.some((cell) => cell.trim() !== '') && !row.some(looksLikePhone))

/**
 * What the columns are likely to hold: by their headers, or, in a file without any, the first column of phone numbers as the
 * number and the second as where it is forwarded. No column is taken twice.
 */
export function guessMapping(header: readonly string[] | null, rows: readonly (readonly string[])[]): Mapping {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length))
  const taken = new Set<Column>()
  const take = (column: Column | null): Column | null => {
    if (column === null || taken.has(column)) return null
    taken.add(column)
    return column
  }
  const mapping: Mapping = Array.from({ length: width }, (_, index) => take(recogniseHeader(header?.[index] ?? '')))
  if (taken.has('number')) return mapping
  const phones = mapping.flatMap((column, index) => {
    const filled = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
    return column === null && filled.length > 0 && filled.every(looksLikePhone) ? [index] : []
  })
  for (const [position, index] of phones.slice(0, header ? 1 : 2).entries()) {
    mapping[index] = take(position === 0 ? 'number' : 'target1_number')
  }
  return mapping
}

/** @returns the name of a column in the operator's language: `Target 2: period` */
export function columnTitle(column: Column, locale: 'ru' | 'en'): string {
  const target = targetOf(column)
  if (!target) return columnTitles[locale].row[column as RowColumn]
  return `${targetTitle(target.position, locale)}: ${columnTitles[locale].target[target.field]}`
}
