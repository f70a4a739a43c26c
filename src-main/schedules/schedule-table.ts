/** Schedules of the fetched numbers, answered by a reader whose SQL knows schedules (`sql-functions.ts`). */
import { z } from 'zod'
import type { Output, ParsedInput } from '@shared/contract'
import { scheduledNumberSchema, scheduleFilters, type ScheduleFilter } from '@shared/contract/schedules'
import { forwardingSchema } from '@shared/domain/forwarding/forwarding'
import { monthAt } from '@shared/domain/schedule/calendar'
import { searchTerms } from '../storage/search-text'
import type { Reader, SqlParameters } from '../storage/reader'

type Question = ParsedInput<'schedules.counts'>

const known = 'n.forwarding_kind, n.forwarding_target, s.forwarding'
/** Parameters 1 to 5 are the question; what a filter or a page adds comes after them. */
const source = `(SELECT ?1 AS account, ?2 AS at, ?3 AS zone, ?4 AS month_start, ?5 AS month_end) AS ask
  CROSS JOIN number_lists AS list ON list.account_id = ask.account AND list.state = 'present'
  CROSS JOIN numbers AS n ON n.list = list.id
  LEFT JOIN forwarding_states AS s ON s.account_id = ask.account AND s.number = n.number`

const destination = `schedule_destination(${known}, ask.at, ask.zone)`
const gapTime = `schedule_gap_time(${known}, ask.month_start, ask.month_end, ask.zone)`
const conditions: Record<ScheduleFilter, string> = {
  all: 'TRUE',
  nobody: `${destination} = 'gap'`,
  dropped: `${destination} = 'dropped'`,
  gaps: `${gapTime} > 0`,
  unread: `${destination} IS NULL`,
}

const json = z.string().transform((text): unknown => JSON.parse(text))
const { state, gaps } = scheduledNumberSchema.shape
const rowsSchema = z.array(
  scheduledNumberSchema.extend({ state: json.pipe(state).nullable(), gaps: json.pipe(gaps).nullable() }),
)
const storedSchema = z.array(z.object({ forwarding: json.pipe(forwardingSchema), readAt: z.number() }))
const totalSchema = z.tuple([z.object({ total: z.number() })])

function parametersOf({ accountId, at, timeZone }: Question): SqlParameters {
  const month = monthAt(at, timeZone)
  return [accountId, at, timeZone, month.start, month.end]
}

type ShownQuestion = Omit<ParsedInput<'schedules.numbers'>, 'offset' | 'limit'>

function whereOf(question: ShownQuestion) {
  const wanted = searchTerms(question.text)
  const isSearched = wanted.text !== ''
  return {
    where: `${source} WHERE ${conditions[question.shown]}${isSearched ? ' AND instr(n.searched, ?6)' : ''}`,
    parameters: [...parametersOf(question), ...(isSearched ? [wanted.national ?? wanted.digits ?? wanted.text] : [])],
  }
}

const isWholeList = ({ shown, text }: ShownQuestion): boolean => shown === 'all' && searchTerms(text).text === ''
/** What the list was counted as when it was fetched: counting the rows again would read all of them. */
const wholeList = `SELECT coalesce(sum(count), 0) AS total FROM number_lists WHERE account_id = ? AND state = 'present'`

/** Read in one go: few ms. */
const numbersAtOnce = 500

export function createScheduleTable(reader: Reader) {
  return {
    async numbers(input: ParsedInput<'schedules.numbers'>): Promise<Output<'schedules.numbers'>> {
      const { offset, limit } = input
      const { where, parameters } = whereOf(input)
      const [[{ total }], rows] = await Promise.all([
        isWholeList(input)
          ? reader.all(wholeList, [input.accountId]).then(totalSchema.parse)
          : reader.all(`SELECT count(*) AS total FROM ${where}`, parameters).then(totalSchema.parse),
        reader.all(
          `SELECT n.number, schedule_state(${known}, ask.at, ask.zone) AS state,
             schedule_gaps(${known}, ask.month_start, ask.month_end, ask.zone) AS gaps, s.read_at AS readAt
           FROM ${where} ORDER BY n.number LIMIT ? OFFSET ?`,
          [...parameters, limit, offset],
        ),
      ])
      return { total, rows: rowsSchema.parse(rows) }
    },

    /** All numbers that a question shows, in their order, read as they are needed. @returns E.164 digits */
    async *matching(question: ShownQuestion): AsyncGenerator<string> {
      const { where, parameters } = whereOf(question)
      for (let after = ''; ;) {
        const rows = await reader.all(`SELECT n.number FROM ${where} AND n.number > ? ORDER BY n.number LIMIT ?`, [
          ...parameters,
          after,
          numbersAtOnce,
        ])
        const numbers = z.array(z.object({ number: z.string() })).parse(rows)
        yield* numbers.map(({ number }) => number)
        if (numbers.length < numbersAtOnce) return
        after = numbers.at(-1)?.number ?? ''
      }
    },

    async counts(question: Question): Promise<Output<'schedules.counts'>> {
      // Materialized, so that each schedule is asked for once and not by each count.
      const [row] = await reader.all(
        `WITH answers AS MATERIALIZED (SELECT ${destination} AS destination, ${gapTime} AS gap_time FROM ${source})
         SELECT count(*) AS "all", count(*) FILTER (WHERE destination = 'gap') AS nobody,
           count(*) FILTER (WHERE destination = 'dropped') AS dropped, count(*) FILTER (WHERE gap_time > 0) AS gaps,
           count(*) FILTER (WHERE destination IS NULL) AS unread
         FROM answers`,
        parametersOf(question),
      )
      return z.record(z.enum(scheduleFilters), z.number()).parse(row)
    },

    async stored({ accountId, number }: ParsedInput<'schedules.stored'>): Promise<Output<'schedules.stored'>> {
      const rows = await reader.all(
        'SELECT forwarding, read_at AS readAt FROM forwarding_states WHERE account_id = ? AND number = ?',
        [accountId, number],
      )
      return storedSchema.parse(rows)[0] ?? null
    },

    /**
     * @param which all that have targets, or those of which they are not known
     * @returns E.164 digits; null for an account that was never fetched
     */
    async toRead(accountId: string, which: 'unread' | 'all'): Promise<string[] | null> {
      const condition = which === 'unread' ? conditions.unread : `coalesce(n.forwarding_kind, 'number') = 'number'`
      const [row] = await reader.all(
        `SELECT count(DISTINCT list.id) AS lists, group_concat(n.number) FILTER (WHERE ${condition}) AS joined FROM ${source}`,
        parametersOf({ accountId, at: 0, timeZone: 'UTC' }),
      )
      const { lists, joined } = z.object({ lists: z.number(), joined: z.string().nullable() }).parse(row)
      if (lists === 0) return null
      return joined?.split(',') ?? []
    },
  }
}
