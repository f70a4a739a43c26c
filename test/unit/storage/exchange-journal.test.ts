import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Exchange, ExchangeFilter } from '@shared/domain/exchange'
import type { Log } from '../../../src-main/log/log'
import { createExchangeJournal, type ExchangeJournal } from '../../../src-main/storage/exchange-journal'
import { exchanges } from '../../../src-main/storage/migrations/005-exchanges'
import { createInlineReader } from '../../../src-main/storage/reader'

let folder: string
let database: DatabaseSync
let journal: ExchangeJournal
let warnings: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-journal-'))
  database = new DatabaseSync(join(folder, 'test.sqlite'))
  database.exec(exchanges.sql)
  warnings = []
  const log: Log = { info: () => undefined, warn: (message) => warnings.push(message), error: () => undefined }
  journal = createExchangeJournal({ database, reader: createInlineReader(database), log })
})
afterEach(() => {
  if (database.isOpen) database.close()
  rmSync(folder, { recursive: true, force: true })
})

const exchange = (id: string, details: Partial<Exchange> = {}): Exchange => ({
  id,
  accountId: 'a',
  step: null,
  method: 'POST',
  url: 'https://api.exolve.ru/number/v1/GetAttributes',
  requestBody: '{"number_code":74951112233}',
  status: 200,
  responseBody: '{}',
  milliseconds: 12,
  errorCode: null,
  startedAt: 1000,
  ...details,
})
const everything: ExchangeFilter = {
  accountId: null,
  text: '',
  outcomes: [],
  from: null,
  to: null,
  changeId: null,
  step: null,
}
const idsOf = async (filter: Partial<ExchangeFilter>) =>
  (await journal.list({ ...everything, ...filter }, { offset: 0, limit: 100 })).exchanges.map(({ id }) => id)
const stored = () => Number(database.prepare('SELECT count(*) AS count FROM exchanges').get()?.['count'])

describe('exchange journal', () => {
  it('gives back an exchange as it was added, before any batch is due', async () => {
    const whole = exchange('1', { step: 'c1/4', errorCode: 'provider.validation', status: 400 })
    journal.add(whole)
    expect(stored()).toBe(0)
    expect(await journal.read('1')).toEqual(whole)
    expect(await journal.read('2')).toBeUndefined()
  })

  it('writes a full batch at once and the rest at the end', () => {
    for (let index = 0; index < 501; index += 1) journal.add(exchange(String(index)))
    expect(stored()).toBe(500)
    journal.close()
    expect(stored()).toBe(501)
  })

  it('filters by account, words, outcome, time and change', async () => {
    journal.add(exchange('ok', { startedAt: 1 }))
    journal.add(exchange('refused', { startedAt: 2, status: 404, accountId: 'b' }))
    journal.add(exchange('failed', { startedAt: 3, status: 502, responseBody: '100%_sure' }))
    journal.add(exchange('cut', { startedAt: 4, status: null, responseBody: null, step: 'c1/7' }))
    expect(await idsOf({})).toEqual(['cut', 'failed', 'refused', 'ok'])
    expect(await idsOf({ accountId: 'b' })).toEqual(['refused'])
    expect(await idsOf({ text: '%_s' })).toEqual(['failed'])
    expect(await idsOf({ text: 'getattributes' })).toHaveLength(4)
    expect(await idsOf({ outcomes: ['failed', 'unanswered'] })).toEqual(['cut', 'failed'])
    expect(await idsOf({ from: 2, to: 4 })).toEqual(['failed', 'refused'])
    expect(await idsOf({ text: '+7 495 111-22-33' })).toHaveLength(4)
    expect(await idsOf({ changeId: 'c1' })).toEqual(['cut'])
    expect(await idsOf({ step: 'c1/7' })).toEqual(['cut'])
    expect(await idsOf({ step: 'c1/70' })).toEqual([])
  })

  it('pages with the total of all pages', async () => {
    for (let index = 0; index < 25; index += 1) journal.add(exchange(String(index), { startedAt: index }))
    const page = await journal.list(everything, { offset: 20, limit: 10 })
    expect(page.total).toBe(25)
    expect(page.exchanges.map(({ id }) => id)).toEqual(['4', '3', '2', '1', '0'])
  })

  it('removes what is older than a moment, in portions', async () => {
    for (let index = 0; index < 5000; index += 1) journal.add(exchange(String(index), { startedAt: index }))
    expect(await journal.removeBefore(4500)).toBe(4500)
    expect(stored()).toBe(500)
  })

  it('survives a database that takes nothing, and says so', () => {
    journal.add(exchange('1'))
    database.exec('DROP TABLE exchanges')
    journal.close()
    expect(warnings).toEqual(['exchanges not written to the journal'])
  })
})
