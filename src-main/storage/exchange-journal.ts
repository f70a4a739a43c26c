/** The journal of exchanges with providers. Written in batches behind the requests, so that no request waits for the disk. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import {
  exchangeSchema,
  exchangeSummarySchema,
  type Exchange,
  type ExchangeFilter,
  type ExchangeSummary,
} from '@shared/domain/exchange'
import type { Log } from '../log/log'
import type { Reader } from './reader'
import { inTransaction } from './transaction'

export interface ExchangeJournal {
  /** Keeps the exchange; it is with the operating system at most a second later. */
  add(exchange: Exchange): void
  /** The newest first. */
  list(filter: ExchangeFilter, page: { offset: number; limit: number }): Promise<ExchangePage>
  /** As `list`, with the bodies and without the count. */
  listWhole(filter: ExchangeFilter, page: { offset: number; limit: number }): Promise<Exchange[]>
  /** @returns one exchange with its bodies, or undefined. */
  read(id: string): Promise<Exchange | undefined>
  /** Removes what started before that moment, ms since 1970. @returns how many. */
  removeBefore(moment: number): Promise<number>
  /** Writes what waits; called before the database is closed. */
  close(): void
}

export interface ExchangePage {
  total: number
  exchanges: ExchangeSummary[]
}

interface JournalOptions {
  database: DatabaseSync
  reader: Reader
  log: Log
}

const batchSize = 500
/** ms that an exchange may wait for others to be written with it. */
const batchDelay = 1000
/** Rows removed at a time, so that a clean-up of a year does not hold up the window. */
const removalSize = 2000

const summaryColumns = `id, account_id AS accountId, step, method, url, status, milliseconds,
  error_code AS errorCode, started_at AS startedAt`
const allColumns = `${summaryColumns}, request_body AS requestBody, response_body AS responseBody`

const newestFirst = 'ORDER BY started_at DESC, sequence DESC LIMIT ? OFFSET ?'

const outcomeConditions: Record<ExchangeFilter['outcomes'][number], string> = {
  success: 'status BETWEEN 200 AND 299',
  refused: 'status BETWEEN 300 AND 499',
  failed: 'status >= 500',
  unanswered: 'status IS NULL',
}

export function createExchangeJournal({ database, reader, log }: JournalOptions): ExchangeJournal {
  const insert = database.prepare(
    `INSERT INTO exchanges (id, account_id, change_id, step, method, url, request_body, status, response_body,
       milliseconds, error_code, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  let waiting: Exchange[] = []
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      const insertAll = () => batch.forEach((exchange) => insert.run(...columnsOf(exchange)))
      inTransaction(database, insertAll, { outlives: 'crash' })
    } catch (error) {
      // The journal informs; a full disk must not stop the change whose requests it describes.
      log.warn('exchanges not written to the journal', { count: batch.length, error })
    }
  }

  return {
    add(exchange) {
      waiting.push(exchange)
      if (waiting.length >= batchSize) flush()
      else timer ??= setTimeout(flush, batchDelay).unref()
    },
    async list(filter, { offset, limit }) {
      flush()
      const { where, parameters } = conditionOf(filter)
      const [counts, rows] = await Promise.all([
        reader.all(`SELECT count(*) AS total FROM exchanges ${where}`, parameters),
        reader.all(`SELECT ${summaryColumns} FROM exchanges ${where} ${newestFirst}`, [...parameters, limit, offset]),
      ])
      const [{ total }] = z.tuple([z.object({ total: z.number() })]).parse(counts)
      return { total, exchanges: z.array(exchangeSummarySchema).parse(rows) }
    },
    async listWhole(filter, { offset, limit }) {
      flush()
      const { where, parameters } = conditionOf(filter)
      const rows = await reader.all(`SELECT ${allColumns} FROM exchanges ${where} ${newestFirst}`, [
        ...parameters,
        limit,
        offset,
      ])
      return z.array(exchangeSchema).parse(rows)
    },
    async read(id) {
      flush()
      const [row] = await reader.all(`SELECT ${allColumns} FROM exchanges WHERE id = ?`, [id])
      return row === undefined ? undefined : exchangeSchema.parse(row)
    },
    async removeBefore(moment) {
      flush()
      const remove = database.prepare(
        'DELETE FROM exchanges WHERE sequence IN (SELECT sequence FROM exchanges WHERE started_at < ? LIMIT ?)',
      )
      for (let removed = 0; ; await new Promise(setImmediate)) {
        const changes = Number(remove.run(moment, removalSize).changes)
        removed += changes
        if (changes < removalSize) return removed
      }
    },
    close: flush,
  }
}

const columnsOf = (exchange: Exchange): SQLInputValue[] => [
  exchange.id,
  exchange.accountId,
  exchange.step?.split('/')[0] ?? null,
  exchange.step,
  exchange.method,
  exchange.url,
  exchange.requestBody,
  exchange.status,
  exchange.responseBody,
  exchange.milliseconds,
  exchange.errorCode,
  exchange.startedAt,
]

function conditionOf(filter: ExchangeFilter): { where: string; parameters: SQLInputValue[] } {
  const conditions: string[] = []
  const parameters: SQLInputValue[] = []
  const add = (condition: string, ...values: SQLInputValue[]) => {
    conditions.push(condition)
    parameters.push(...values)
  }
  if (filter.accountId !== null) add('account_id = ?', filter.accountId)
  if (filter.changeId !== null) add('change_id = ?', filter.changeId)
  // The index is that of the change.
  if (filter.step !== null) add('change_id = ? AND step = ?', filter.step.split('/')[0] ?? '', filter.step)
  if (filter.from !== null) add('started_at >= ?', filter.from)
  if (filter.to !== null) add('started_at < ?', filter.to)
  if (filter.outcomes.length > 0) add(`(${filter.outcomes.map((outcome) => outcomeConditions[outcome]).join(' OR ')})`)
  if (filter.text) {
    // Grouped digits are a phone number as people write it; bodies have the bare digits.
    const plain = /^[\d\s()+-]+$/.test(filter.text) ? filter.text.replaceAll(/\D/g, '') : filter.text
    const pattern = `%${plain.replace(/[\\%_]/g, String.raw`\$&`)}%`
    const like = String.raw`LIKE ? ESCAPE '\'`
    add(`(url ${like} OR request_body ${like} OR response_body ${like})`, pattern, pattern, pattern)
  }
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', parameters }
}
