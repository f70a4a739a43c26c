/** Questions about the fetched numbers, answered by the reader, so that a search over a million rows delays nothing in main. */
import { z } from 'zod'
import type { Output, ParsedInput } from '@shared/contract'
import {
  numberRowSchema,
  type NumberFilter,
  type NumberRow,
  type NumberSelection,
  type NumberSort,
} from '@shared/contract/numbers'
import { AppFailure } from '@shared/domain/app-error'
import type { Reader, SqlParameters } from '../storage/reader'
import type { NumberStore, PresentList } from './number-store'
import { searchTerms } from '../storage/search-text'

export interface NumberQuery {
  /** An account that was never fetched has an empty list; that it was not fetched is said by the state of its refresh. */
  query(input: ParsedInput<'numbers.query'>): Promise<Output<'numbers.query'>>
  facets(accountId: string): Promise<Output<'numbers.facets'>>
  /** @throws AppFailure `notFound` for a number that is not among the fetched ones */
  read(accountId: string, number: string): Promise<NumberRow>
  /**
   * All numbers as one value, joined by commas: a million rows would hold up whoever takes them.
   * @returns null for an account that was never fetched
   */
  joined(accountId: string): Promise<string | null>
  /**
   * The same of those that are selected, each once, in their order. What is named need not be in the list any more: then
   * the provider's answer says so when it is planned.
   */
  selected(accountId: string, selection: NumberSelection): Promise<string | null>
}

interface Part {
  sql: string
  parameters: SqlParameters
}

/** Totals that are remembered: counting reads the whole list, and a scroll asks for the same total again and again. */
const rememberedTotals = 50

export function createNumberQuery(reader: Reader, store: NumberStore): NumberQuery {
  const totals = new Map<string, number>()

  async function query({ accountId, filter, sort, offset, limit }: ParsedInput<'numbers.query'>) {
    const list = store.present(accountId)
    if (!list) return { total: 0, rows: [] }
    const where = condition(list, accountId, filter)
    const key = JSON.stringify([list.id, store.revision(), filter])
    const known = where.sql === wholeList ? list.count : totals.get(key)

    const rows = await readRows(reader, accountId, where, sort, pageOf(offset, limit, known))
    const total = known ?? (await countWith(reader, where, sort, { offset, limit }, rows))
    totals.set(key, total)
    const [oldest] = totals.keys()
    if (oldest !== undefined && totals.size > rememberedTotals) totals.delete(oldest)
    return { total, rows }
  }

  return {
    query,
    async facets(accountId) {
      const list = store.present(accountId)
      const rows = await reader.all(
        'SELECT kind, value, label, count FROM number_terms WHERE list = ? AND count > 0 ORDER BY position',
        [list?.id ?? null],
      )
      const terms = z.array(termSchema).parse(rows)
      const ofKind = (kind: string) =>
        terms.filter((term) => term.kind === kind).map(({ value, label, count }) => ({ value, label, count }))
      return {
        types: ofKind('type'),
        regions: ofKind('region'),
        categories: ofKind('category'),
        applications: ofKind('application'),
      }
    },
    async read(accountId, number) {
      const list = store.present(accountId)
      const where = { sql: `${wholeList} AND n.number = ?`, parameters: [list?.id ?? null, number] }
      const page = { offset: 0, limit: 1, fromEnd: false }
      const [row] = await readRows(reader, accountId, where, { key: 'number', descending: false }, page)
      if (!row) throw new AppFailure('notFound')
      return row
    },
    async joined(accountId) {
      const list = store.present(accountId)
      if (!list) return null
      const [row] = await reader.all('SELECT group_concat(number) AS joined FROM numbers WHERE list = ?', [list.id])
      return joinedRow.parse(row).joined ?? ''
    },
    async selected(accountId, selection) {
      const list = store.present(accountId)
      if (!list) return null
      if (selection.kind === 'named') return [...new Set(selection.keys)].sort().join(',')
      const { sql, parameters } = condition(list, accountId, selection.filter)
      const [row] = await reader.all(
        `SELECT group_concat(n.number, ',' ORDER BY n.number) AS joined FROM numbers AS n
         WHERE ${sql} AND n.number NOT IN (SELECT value FROM json_each(?))`,
        [...parameters, JSON.stringify(selection.except)],
      )
      return joinedRow.parse(row).joined ?? ''
    },
  }
}

const joinedRow = z.object({ joined: z.string().nullable() })
const wholeList = 'n.list = ?'

function condition(list: PresentList, accountId: string, filter: NumberFilter): Part {
  const clauses = [wholeList]
  const parameters: (string | number)[] = [list.id]
  const add = (clause: string, ...values: (string | number)[]) => {
    clauses.push(clause)
    parameters.push(...values)
  }
  const addTerms = (kind: string, values: readonly string[]) => {
    const [first] = values
    if (first === undefined) return
    if (values.length === 1) {
      // Compared with one number and not looked up in a set, for every row.
      add(`n.${kind} = (SELECT id FROM number_terms WHERE list = ? AND kind = ? AND value = ?)`, list.id, kind, first)
      return
    }
    const terms = `SELECT id FROM number_terms WHERE list = ? AND kind = ? AND value IN (SELECT value FROM json_each(?))`
    add(`n.${kind} IN (${terms})`, list.id, kind, JSON.stringify(values))
  }
  addTerms('type', filter.types)
  addTerms('region', filter.regions)
  addTerms('category', filter.categories)
  addTerms('application', filter.applicationIds)
  if (filter.hasSip !== null) add('n.has_sip = ?', Number(filter.hasSip))
  if (filter.hasForwarding !== null) add('n.has_forwarding = ?', Number(filter.hasForwarding))

  const { text, digits, national } = searchTerms(filter.text)
  if (text) {
    // instr and not LIKE: twice as fast, and nothing in the text has a meaning of its own.
    const places = ['instr(n.searched, ?)']
    const wanted = [digits ?? text]
    // A part of an IP address looks like a number with dots.
    if (digits && text.includes('.')) {
      places.push('instr(n.searched, ?)')
      wanted.push(text)
    }
    if (national) {
      places.push(`n.number GLOB ? || '*'`)
      wanted.push(national)
    }
    places.push('n.number IN (SELECT number FROM number_notes WHERE account_id = ? AND instr(searched, ?))')
    add(`(${places.join(' OR ')})`, ...wanted, accountId, text)
  }
  return { sql: clauses.join(' AND '), parameters }
}

const sortColumns: Record<NumberSort['key'], readonly string[]> = {
  number: [],
  type: ['(SELECT position FROM number_terms WHERE id = n.type)'],
  region: ['(SELECT position FROM number_terms WHERE id = n.region)'],
  category: ['(SELECT position FROM number_terms WHERE id = n.category)'],
  application: ['(SELECT position FROM number_terms WHERE id = n.application)'],
  boughtAt: ['n.bought_at'],
  forwarding: ['n.forwarding_kind', 'n.forwarding_target'],
}

interface Page {
  offset: number
  limit: number
  /** The offset counts from the end. */
  fromEnd: boolean
}

/** SQLite walks over all that an offset skips, so a page of the second half is read from the end. */
function pageOf(offset: number, limit: number, total: number | undefined): Page {
  if (total === undefined || offset <= total / 2) return { offset, limit, fromEnd: false }
  const size = Math.max(0, Math.min(limit, total - offset))
  return { offset: total - offset - size, limit: size, fromEnd: true }
}

async function readRows(
  reader: Reader,
  accountId: string,
  where: Part,
  { key, descending }: NumberSort,
  { offset, limit, fromEnd }: Page,
): Promise<NumberRow[]> {
  const orderBy = (reversed: boolean) =>
    [...sortColumns[key], 'n.number'].map((column) => `${column} ${reversed ? 'DESC' : 'ASC'}`).join(', ')
  // First the keys alone: whole rows would go through the sorter a million times to be thrown away.
  const keys = `SELECT n.list, n.number FROM numbers AS n WHERE ${where.sql}
    ORDER BY ${orderBy(descending !== fromEnd)} LIMIT ? OFFSET ?`
  const rows = await reader.all(
    `SELECT n.number, type.value AS type, region.value AS region, category.value AS category,
       application.value AS applicationId, application.label AS applicationName,
       n.subscription_fee AS subscriptionFee, n.install_fee AS installFee, n.bought_at AS boughtAt,
       n.has_forwarding AS hasForwarding, n.forwarding_kind AS forwardingKind, n.forwarding_target AS forwardingTarget,
       n.has_sip AS hasSip, coalesce(notes.note, '') AS note
     FROM (${keys}) AS page
     CROSS JOIN numbers AS n ON n.list = page.list AND n.number = page.number
     JOIN number_terms AS type ON type.id = n.type
     JOIN number_terms AS region ON region.id = n.region
     JOIN number_terms AS category ON category.id = n.category
     JOIN number_terms AS application ON application.id = n.application
     LEFT JOIN number_notes AS notes ON notes.account_id = ? AND notes.number = n.number
     ORDER BY ${orderBy(descending)}`,
    [...where.parameters, limit, offset, accountId],
  )
  return z.array(rowSchema).parse(rows)
}

/** Counts what is not counted yet by the rows that were read: a search reads the whole list, and once is enough. */
async function countWith(
  reader: Reader,
  where: Part,
  { key, descending }: NumberSort,
  { offset, limit }: Pick<Page, 'offset' | 'limit'>,
  rows: readonly NumberRow[],
): Promise<number> {
  const last = rows.at(-1)
  if (offset === 0 && rows.length < limit) return rows.length
  if (key !== 'number' || !last) return count(reader, where)
  const rest = {
    sql: `${where.sql} AND n.number ${descending ? '<' : '>'} ?`,
    parameters: [...where.parameters, last.number],
  }
  return offset + rows.length + (await count(reader, rest))
}

async function count(reader: Reader, where: Part): Promise<number> {
  const [row] = await reader.all(`SELECT count(*) AS total FROM numbers AS n WHERE ${where.sql}`, where.parameters)
  return z.object({ total: z.number() }).parse(row).total
}

const flag = z
  .number()
  .nullable()
  .transform((value) => (value === null ? null : value !== 0))
const rowSchema = numberRowSchema.extend({ hasForwarding: flag, hasSip: flag })
const termSchema = z.object({ kind: z.string(), value: z.string(), label: z.string(), count: z.number() })
