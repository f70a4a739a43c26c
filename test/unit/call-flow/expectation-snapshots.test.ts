/** Expectations of calls in snapshot files: saved with their account, compared, taken over, also in another company. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createExpectationSnapshots } from '../../../src-main/call-flow/expectation-snapshots'
import { createExpectationStore } from '../../../src-main/call-flow/expectation-store'
import { emptyHoldings, type Holdings } from '../../../src-main/pbx/pbx-store'
import { createPartSnapshots, type PartContents } from '../../../src-main/snapshots/part-snapshots'
import { openDatabase } from '../../../src-main/storage/database'
import { readExpectationSection } from '../../../src-shared/domain/call-flow/expectation-section'
import type { Expectation } from '../../../src-shared/domain/call-flow/expectation'
import type { Extension } from '../../../src-shared/domain/pbx/extension'
import { extension } from '../domain/call-flow/world'
import { temporaryFolder } from '../storage/temporary-folder'
import { z } from 'zod'

const company = {
  id: 1,
  name: 'C',
  prefix: '000',
  domain: '',
  domainPrefix: '',
  extensionLength: 3,
  timeZone: 'UTC',
  rest: {},
}

function holdingsWith(...extensions: Extension[]): Holdings {
  return { ...emptyHoldings(company), extensions: new Map(extensions.map((one) => [one.id, one])) }
}

const expectation: Expectation = {
  name: 'Reception answers',
  called: { kind: 'extension', accountId: 'here', extensionId: 1101 },
  caller: null,
  weekday: 1,
  minute: 600,
  timeZone: 'Europe/Moscow',
  keys: '1',
  behaviours: { '101': { kind: 'busy' } },
  end: { kind: 'connected', address: '102' },
}
const ofNumber: Expectation = { ...expectation, name: 'Number', called: { kind: 'number', digits: '78120000001' } }

function setUp(holdings: Record<string, Holdings>, owners: Record<string, string> = {}) {
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(close)
  const store = createExpectationStore(database)
  const keeper = createExpectationSnapshots({
    store,
    holdingsOf: (accountId) => holdings[accountId] ?? null,
    ownerOf: async (called) => (called.kind === 'number' ? owners[called.digits] : undefined),
  })
  return { store, keeper }
}

const here = { here: holdingsWith(extension('101')) }
const accountId = 'here'

test('only what belongs to the account is saved, an extension by its number', async () => {
  const { store, keeper } = setUp(here, { '78120000001': 'here', '74990000001': 'other' })
  store.save(null, expectation)
  store.save(null, ofNumber)
  store.save(null, { ...ofNumber, called: { kind: 'number', digits: '74990000001' } })
  store.save(null, { ...ofNumber, called: { kind: 'number', digits: '70000000000' } })
  store.save(null, { ...expectation, called: { kind: 'extension', accountId: 'other', extensionId: 1101 } })
  store.save(null, { ...expectation, called: { kind: 'extension', accountId: 'here', extensionId: 9 } })
  const { expectations } = await keeper.sectionOf('here')
  expect(expectations.map(({ called }) => called)).toEqual([
    { kind: 'extension', number: '101' },
    { kind: 'number', digits: '78120000001' },
  ])
})

test('taken over in another company: by the number of the extension, what is different is replaced, the rest stays', async () => {
  const first = setUp(here)
  first.store.save(null, expectation)
  first.store.save(null, { ...expectation, name: 'Evening', minute: 1200 })
  const section = await first.keeper.sectionOf('here')

  const other = setUp({ there: holdingsWith(extension('101', { id: 77 })) })
  const called = { kind: 'extension' as const, accountId: 'there', extensionId: 77 }
  const { id } = other.store.save(null, { ...expectation, called, end: { kind: 'voicemail' } })
  const own = other.store.save(null, { ...expectation, called, weekday: 7 })
  expect(other.keeper.compared({ accountId: 'there' })).toBeNull()
  expect(() => other.keeper.take({ accountId: 'there', places: null })).toThrow('notFound')
  other.keeper.remember('there', section)
  expect(other.keeper.compared({ accountId: 'there' })?.map(({ status, presentEnd }) => [status, presentEnd])).toEqual([
    ['different', { kind: 'voicemail' }],
    ['missing', null],
  ])
  expect(other.keeper.take({ accountId: 'there', places: [1] })).toEqual({ taken: 1 })
  expect(other.keeper.take({ accountId: 'there', places: null })).toEqual({ taken: 1 })
  expect(other.keeper.take({ accountId: 'there', places: null })).toEqual({ taken: 0 })
  expect(other.keeper.compared({ accountId: 'there' })?.map(({ status }) => status)).toEqual(['same', 'same'])
  expect(other.store.list().map(({ id: kept, expectation: { end, weekday } }) => [kept, end.kind, weekday])).toEqual([
    [id, 'connected', 1],
    [own.id, 'connected', 7],
    [expect.any(Number), 'connected', 1],
  ])

  const without = setUp({ there: holdingsWith() })
  without.keeper.remember('there', section)
  expect(without.keeper.compared({ accountId: 'there' })?.map(({ status }) => status)).toEqual([
    'unknownExtension',
    'unknownExtension',
  ])
  expect(without.keeper.take({ accountId: 'there', places: null })).toEqual({ taken: 0 })
})

test('a section of a later version, or a damaged one, is refused by name; a file without one is fine', () => {
  expect(readExpectationSection({ pbx: {} })).toBeNull()
  expect(() => readExpectationSection({ expectations: { version: 2, whatever: 1 } })).toThrow('snapshot.newer')
  expect(() => readExpectationSection({ expectations: [] })).toThrow('file.damaged')
  expect(() => readExpectationSection({ expectations: { version: 1, expectations: [{ name: 'a' }] } })).toThrow(
    'file.damaged',
  )
})

/** An account that holds nothing. */
const nothing: PartContents<object> = {
  section: 'pbx',
  schema: z.object({}),
  read: () => Promise.resolve({}),
  compare: () => [],
  unread: () => 0,
  isOtherCompany: () => null,
  restore: () => Promise.resolve({ entries: [], abandon: () => undefined }),
  secretsNeeded: () => [],
  enter: () => 0,
}

test('the file has them as a section of its own, and gives them back', async () => {
  const { store, keeper } = setUp(here)
  const kept = store.save(null, expectation)
  const file = join(temporaryFolder(), 'snapshot.json')
  const snapshots = createPartSnapshots(nothing, {
    planEntries: () => Promise.reject(new Error('nothing is planned')),
    accountOf: () => ({ provider: 'pbx', label: 'Company' }),
    chooseSnapshot: () => Promise.resolve(file),
    choosePlace: () => Promise.resolve(file),
    expectations: keeper,
    emit: () => undefined,
    now: Date.now,
  })
  await snapshots.save({ accountId })
  const written = JSON.parse(readFileSync(file, 'utf8'))
  expect(written.sections.expectations).toMatchObject({
    version: 1,
    expectations: [{ name: 'Reception answers', called: { kind: 'extension', number: '101' } }],
  })
  store.remove(kept.id)
  await snapshots.compare({ accountId })
  expect(keeper.take({ accountId, places: null })).toEqual({ taken: 1 })
  expect(store.list().map((one) => one.expectation)).toEqual([expectation])

  delete written.sections.expectations
  writeFileSync(file, JSON.stringify(written))
  await snapshots.compare({ accountId })
  expect(keeper.compared({ accountId })).toBeNull()
})
