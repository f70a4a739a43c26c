import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventName, EventPayload } from '@shared/contract'
import { snapshotSchema } from '@shared/domain/snapshot'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createExolveClient } from '../../../src-main/providers/exolve/client'
import type { ExpectationSection } from '@shared/domain/call-flow/expectation-section'
import { createSnapshots, type Snapshots } from '../../../src-main/snapshots/snapshots'
import { createInlineReader } from '../../../src-main/storage/reader'
import { accountId, createWorkplace, removeForwarding, setForwarding, type Workplace } from '../changes/workplace'
import { until } from '../until'

const workerPath = resolve(import.meta.dirname, 'worker-script.mjs')
const everything = { accountId, statuses: [], text: '', offset: 0, limit: 500 }

let place: Workplace
let snapshots: Snapshots
let folder: string
let file: string
/** What the account is said to own. */
let owned: string[]
let section: ExpectationSection
let remembered: ExpectationSection | null | undefined
let events: { name: EventName; payload: unknown }[]

beforeEach(async () => {
  place = await createWorkplace()
  folder = mkdtempSync(join(tmpdir(), 'switchboard-snapshots-'))
  file = join(folder, 'snapshot.json')
  owned = place.numbers.slice(0, 6)
  events = []
  section = { version: 1, expectations: [] }
  remembered = undefined
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const { baseUrl, apiKey } = place.sandbox.exolve
  const exolve = createExolveClient({ gateway, accountId, baseUrl, apiKey: async () => apiKey })
  snapshots = createSnapshots({
    database: place.opened.database,
    reader: createInlineReader(place.opened.database),
    workerPath,
    planEntries: place.changes.planEntries,
    accountOf: () => ({ provider: 'exolve', label: 'Офис' }),
    ownedNumbers: async () => owned.join(','),
    readForwarding: async (_account, number, signal) =>
      (await exolve.readAttributes(number, { signal })).present.forwarding,
    chooseSnapshot: async () => file,
    choosePlace: async () => file,
    expectations: { sectionOf: async () => section, remember: (_account, read) => (remembered = read) },
    emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => events.push({ name, payload }),
    now: Date.now,
  })
})
afterEach(async () => {
  snapshots.close()
  await place.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = (index: number): string => owned[index] ?? ''
async function carryOut(changeId: string) {
  await place.changes.apply({ changeId })
  return place.settled(changeId)
}
const change = async (...intents: Parameters<Workplace['plan']>[0]) => carryOut((await place.plan(intents)).id)
const statuses = async () =>
  Object.fromEntries((await snapshots.numbers(everything)).numbers.map(({ number, status }) => [number, status]))

describe('a snapshot', () => {
  it('is a readable file of all numbers, one per line, without a secret', async () => {
    await change(setForwarding(at(0)))
    expect(await snapshots.save({ accountId })).toEqual({ fileName: 'snapshot.json', written: 6, unread: 0 })
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain(place.sandbox.exolve.apiKey)
    const content = snapshotSchema.parse(JSON.parse(text))
    expect(content).toMatchObject({ version: 1, account: { provider: 'exolve', label: 'Офис' } })
    expect(content.sections.forwarding.numbers.map(({ number }) => number)).toEqual(owned)
    expect(text.split('\n').filter((line) => line.includes('"number":"'))).toHaveLength(6)
  })

  it('keeps expectations of calls as a section of its own, which comparing gives back', async () => {
    section.expectations.push({
      name: 'Night',
      called: { kind: 'number', digits: at(0) },
      caller: null,
      weekday: 1,
      minute: 0,
      timeZone: 'UTC',
      keys: '',
      behaviours: {},
      end: { kind: 'voicemail' },
    })
    await snapshots.save({ accountId })
    await snapshots.compare({ accountId })
    expect(remembered).toEqual(section)
    const content = JSON.parse(readFileSync(file, 'utf8'))
    content.sections.expectations = { version: 2 }
    writeFileSync(file, JSON.stringify(content))
    await expect(snapshots.compare({ accountId })).rejects.toMatchObject({ error: { code: 'snapshot.newer' } })
    delete content.sections.expectations
    writeFileSync(file, JSON.stringify(content))
    await snapshots.compare({ accountId })
    expect(remembered).toBeNull()
  })

  it('names the numbers that could not be read', async () => {
    place.sandbox.faults.add({ kind: 'status', status: 403, match: { path: 'GetAttributes', body: at(1) } })
    expect(await snapshots.save({ accountId })).toMatchObject({ written: 5, unread: 1 })
    expect(snapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).sections.forwarding.unread).toEqual([at(1)])
  })

  it('that is cancelled, or meets a refused key, leaves the earlier file as it was', async () => {
    writeFileSync(file, 'before')
    place.sandbox.ledger.clear()
    place.sandbox.faults.add({ kind: 'latency', ms: 500 })
    const saving = snapshots.save({ accountId })
    await until(() => place.sandbox.ledger.total > 0)
    snapshots.cancel({ accountId })
    await expect(saving).rejects.toMatchObject({ error: { code: 'cancelled' } })
    place.sandbox.faults.add({ kind: 'status', status: 401 })
    await expect(snapshots.save({ accountId })).rejects.toMatchObject({ error: { code: 'auth.rejected' } })
    expect(readFileSync(file, 'utf8')).toBe('before')
    expect(readdirSync(folder)).toEqual(['snapshot.json'])
  })
})

describe('comparing', () => {
  it('tells each number apart, and restores what was chosen as a change to be reviewed', async () => {
    await change(setForwarding(at(0)), setForwarding(at(1)))
    await snapshots.save({ accountId })
    await change(removeForwarding(at(0)), setForwarding(at(1), '74957654321'), setForwarding(at(2)))
    const content = snapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    content.sections.forwarding.numbers.push({ number: '74990000000', forwarding: { kind: 'none' } })
    writeFileSync(file, JSON.stringify(content))
    const bought = place.numbers[6] ?? ''
    owned = [...owned, bought]

    const comparison = await snapshots.compare({ accountId })
    expect(comparison).toMatchObject({
      fileName: 'snapshot.json',
      accountLabel: 'Офис',
      counts: { different: 3, same: 3, missing: 1, added: 1, unread: 0 },
    })
    expect(await statuses()).toMatchObject({
      [at(0)]: 'different',
      [at(3)]: 'same',
      74990000000: 'missing',
      [bought]: 'added',
    })
    expect(await snapshots.comparison({ accountId })).toEqual(comparison)
    const [different] = (await snapshots.numbers({ ...everything, text: at(1) })).numbers
    expect(different?.differences).toEqual([{ path: 'targets.0.number', before: '74957654321', after: '74951234567' }])

    place.sandbox.ledger.clear()
    const { changeId } = await snapshots.restore({ accountId, all: true, numbers: [at(1)] })
    const planned = await place.changes.read({ changeId })
    expect(planned).toMatchObject({ state: 'planned', origin: 'restore', counts: { pending: 2 } })
    expect((await carryOut(changeId)).counts.done).toBe(2)
    const one = await snapshots.restore({ accountId, all: false, numbers: [at(1)] })
    await carryOut(one.changeId)
    expect((await snapshots.compare({ accountId }))?.counts).toMatchObject({ different: 0, same: 6 })
  })

  it('keeps the earlier comparison when a later one fails', async () => {
    await snapshots.save({ accountId })
    await snapshots.compare({ accountId })
    place.sandbox.faults.add({ kind: 'status', status: 401, match: { path: 'GetAttributes', skip: 2 } })
    await expect(snapshots.compare({ accountId })).rejects.toMatchObject({ error: { code: 'auth.rejected' } })
    expect(await snapshots.comparison({ accountId })).toMatchObject({ counts: { same: 6 } })
    expect((await snapshots.numbers(everything)).total).toBe(6)
  })

  it.each([
    ['an empty file', '', 'snapshot.notOne'],
    ['binary', Buffer.from([0, 255, 254, 0, 1]), 'snapshot.notOne'],
    ['other JSON', '{"format":"other","version":1}', 'snapshot.notOne'],
    ['a cut file', '{"format":"switchboard-snapshot","version":1,"sect', 'snapshot.notOne'],
    ['a newer version', '{"format":"switchboard-snapshot","version":2}', 'snapshot.newer'],
    ['missing sections', '{"format":"switchboard-snapshot","version":1}', 'file.damaged'],
    ['deep nesting', '['.repeat(200_000), 'snapshot.notOne'],
  ])('refuses %s with a reason', async (_name, content, code) => {
    writeFileSync(file, content)
    await expect(snapshots.compare({ accountId })).rejects.toMatchObject({ error: { code } })
    expect(await snapshots.comparison({ accountId })).toBeNull()
  })

  it('refuses a number that stands there twice, and names that are no numbers', async () => {
    await snapshots.save({ accountId })
    const content = snapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    const { numbers } = content.sections.forwarding
    numbers.push({ number: at(0), forwarding: { kind: 'none' } })
    writeFileSync(file, JSON.stringify(content))
    await expect(snapshots.compare({ accountId })).rejects.toMatchObject({
      error: { code: 'snapshot.repeated', params: { number: at(0) } },
    })
    numbers.splice(-1, 1, { number: "1'; DROP TABLE changes", forwarding: { kind: 'none' } })
    writeFileSync(file, JSON.stringify(content))
    await expect(snapshots.compare({ accountId })).rejects.toMatchObject({
      error: { code: 'file.damaged', params: { reason: 'sections.forwarding.numbers.6.number' } },
    })
  })
})
