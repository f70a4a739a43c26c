/** Settings of jobs and the register of numbers as a file: saved, compared, put back as a reviewed change. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { emptyNumberRule, emptyRow, type EnteredRow } from '@shared/domain/number-batch/batch'
import type { TwinSection } from '@shared/domain/twin-snapshot'
import { differenceLine } from '@shared/text/difference'
import { noExpectations } from '../snapshots/no-expectations'
import { createPartSnapshots } from '../../../src-main/snapshots/part-snapshots'
import { createTwinContents } from '../../../src-main/twin/snapshot-contents'
import { settings } from '../changes/twin-place'
import { accountId } from '../changes/workplace'
import { temporaryFolder } from '../storage/temporary-folder'
import { createNumberPlace } from './number-place'

const bot = 'bce7d22e-dde6-4427-b391-ebbdfda44de6'
const rule = { ...emptyNumberRule(), botId: bot }
const row = (number: string, values: Partial<EnteredRow> = {}): EnteredRow => ({
  ...emptyRow(),
  trunkId: bot,
  title: `Касса ${number.slice(-2)}`,
  number,
  ...values,
})

type Place = Awaited<ReturnType<typeof createNumberPlace>>
const places: Place[] = []
afterEach(async () => {
  for (const { place } of places.splice(0)) await place.close()
})

async function open(jobs = 0): Promise<Place> {
  const opened = await createNumberPlace({ jobs })
  places.push(opened)
  return opened
}

const snapshotsOf = ({ place, batches, register, twin }: Place, file: string) =>
  createPartSnapshots(
    createTwinContents({
      twin,
      namedIds: () => [{ kind: 'trunk', id: bot, label: 'Основной', providerName: 'Основной', own: false }],
      register,
      prepareNumbers: batches.prepare,
    }),
    {
      planEntries: place.changes.planEntries,
      accountOf: () => ({ provider: 'twin', label: 'Clinic' }),
      chooseSnapshot: () => Promise.resolve(file),
      choosePlace: () => Promise.resolve(file),
      expectations: noExpectations,
      emit: () => undefined,
      now: Date.now,
    },
  )

const fileOf = () => join(temporaryFolder(), 'twin.json')
const sectionIn = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as { sections: { twin: TwinSection } }).sections.twin
const all = { accountId, all: true, parts: [] }

async function apply({ place }: Place, changeId: string) {
  await place.changes.apply({ changeId })
  return place.settled(changeId)
}
async function create(from: Place, rows: EnteredRow[], wanted = rule) {
  const { id } = await from.batches.plan({ accountId, rule: wanted, source: { kind: 'rows', rows } })
  await apply(from, id)
}

describe('a snapshot of a Twin account', () => {
  it('restored into an empty account creates the same jobs, started by hand, and the same numbers', async () => {
    const [full, empty] = [await open(), await open()]
    const client = await full.twin()
    await client.createJob(settings({ start: { kind: 'at', moment: '2031-01-01 10:00' }, comment: 'Каждый день' }))
    await client.createJob(settings({ name: 'Опрос', rate: { kind: 'everySeconds', seconds: 60 } }))
    await create(full, [row('74950000001', { login: 'one', password: 'S1p-pass' }), row('74950000002')])
    await create(full, [row('74950000003')], { ...rule, action: 'end' })
    const file = fileOf()
    expect(await snapshotsOf(full, file).save({ accountId })).toEqual({ fileName: 'twin.json', parts: 5, unread: 0 })
    expect(readFileSync(file, 'utf8')).not.toContain('S1p-pass')
    expect(sectionIn(file)).toMatchObject({ companyId: 318, names: { [bot]: 'Основной' } })

    const snapshots = snapshotsOf(empty, file)
    expect(await snapshots.compare({ accountId })).toMatchObject({ otherCompany: false, counts: { missing: 5 } })
    expect(snapshots.secretsNeeded(all).needed).toEqual([
      { kind: 'registered', key: '74950000001', name: '74950000001', login: 'one' },
    ])
    const secrets = [{ kind: 'registered' as const, key: '74950000001', secret: 'typed-again' }]
    const { changeId } = await snapshots.restore({ ...all, secrets })
    expect(empty.place.sandbox.twin.state.jobs.size).toBe(0)
    expect(await apply(empty, changeId)).toMatchObject({ origin: 'restore', counts: { done: 4 } })
    const jobs = [...empty.place.sandbox.twin.state.jobs.values()]
    expect(jobs.map(({ status, body }) => [status, body['startType'], body['cps']])).toEqual([
      ['BLANK', 'manual', 1.03],
      ['BLANK', 'manual', 0.4],
    ])
    expect(empty.place.sandbox.twin.state.numbers.map(({ number, action }) => `${number} ${action}`)).toEqual([
      '74950000001 robot',
      '74950000002 robot',
      '74950000003 end',
    ])
    const sent = empty.place.sandbox.ledger.entries({ path: '/incomingRules/create/batch' })
    expect(sent[0]?.body).toContain('typed-again')
    expect(empty.place.sandbox.ledger.entries({ path: '/play' })).toHaveLength(0)
    // Once more there is nothing to be put back.
    expect(await snapshots.compare({ accountId })).toMatchObject({ counts: { same: 5, missing: 0, different: 0 } })
  })

  it('tells a job that was changed in the cabinet field by field, and puts a new one beside it', async () => {
    const place = await open(3)
    const file = fileOf()
    const snapshots = snapshotsOf(place, file)
    await snapshots.save({ accountId })
    const [job] = place.place.sandbox.twin.state.jobs.values()
    if (!job) throw new Error('no job')
    const { cps } = job.body
    Object.assign(job.body, { cps: 1.05, taskComment: 'Быстрее' })
    expect(await snapshots.compare({ accountId })).toMatchObject({ counts: { different: 1, same: 2, added: 0 } })
    const [changed] = snapshots.parts({ accountId, statuses: ['different'], text: '', offset: 0, limit: 10 }).rows
    expect(changed).toMatchObject({ kind: 'job', key: job.id })
    const lines = changed?.differences.map((difference) => differenceLine(difference, 'en')) ?? []
    expect(lines[0]).toMatch(/^Rate: 5 per second → /)
    expect(lines.slice(1)).toEqual(['Comment: Быстрее → not set'])

    const { changeId } = await snapshots.restore({ ...all, secrets: [] })
    expect(await apply(place, changeId)).toMatchObject({ stepCount: 1, counts: { done: 1 } })
    const jobs = [...place.place.sandbox.twin.state.jobs.values()]
    expect(jobs).toHaveLength(4)
    expect([job.body['cps'], jobs[3]?.body['cps']]).toEqual([1.05, cps])
    expect(await snapshots.compare({ accountId })).toMatchObject({ counts: { different: 0, missing: 0, added: 1 } })
  })

  it('jobs of one name are told apart by their ids', async () => {
    const place = await open()
    const client = await place.twin()
    const first = await client.createJob(settings({ comment: 'Первый' }))
    await client.createJob(settings({ comment: 'Второй' }))
    const file = fileOf()
    const snapshots = snapshotsOf(place, file)
    await snapshots.save({ accountId })
    place.place.sandbox.twin.state.jobs.delete(first)
    expect(await snapshots.compare({ accountId })).toMatchObject({ counts: { missing: 1, same: 1 } })
    const { rows } = snapshots.parts({ accountId, statuses: ['missing'], text: '', offset: 0, limit: 10 })
    expect(rows).toMatchObject([{ key: first, name: 'Опрос' }])
  })

  it('without its password a number is left out, and nothing else is', async () => {
    const [full, empty] = [await open(), await open()]
    await create(full, [row('74950000001', { login: 'one', password: 'S1p-pass' }), row('74950000002')])
    const file = fileOf()
    await snapshotsOf(full, file).save({ accountId })
    const snapshots = snapshotsOf(empty, file)
    await snapshots.compare({ accountId })
    const { changeId } = await snapshots.restore({ ...all, secrets: [] })
    await apply(empty, changeId)
    expect(empty.place.sandbox.twin.state.numbers.map(({ number }) => number)).toEqual(['74950000002'])
    const only = { accountId, all: false, parts: [{ kind: 'registered' as const, key: '74950000001' }] }
    await expect(snapshots.restore({ ...only, secrets: [] })).rejects.toMatchObject({ error: { code: 'notFound' } })
    expect(empty.place.opened.database.prepare('SELECT COUNT(*) AS count FROM number_batches').get()).toEqual({
      count: 1,
    })
  })

  it('enters numbers in the register without sending anything, and says where they are from', async () => {
    const [full, empty] = [await open(), await open()]
    await create(full, [row('74950000001', { login: 'one', password: 'S1p-pass' }), row('74950000002')])
    full.place.sandbox.faults.add({ kind: 'cutAfter', match: { path: '/incomingRules/create/batch', times: 1 } })
    await create(full, [row('74950000003')])
    const file = fileOf()
    await snapshotsOf(full, file).save({ accountId })
    const snapshots = snapshotsOf(empty, file)
    await snapshots.compare({ accountId })
    const received = empty.place.sandbox.ledger.total
    expect(snapshots.enter(all)).toEqual({ entered: 3 })
    expect(empty.place.sandbox.ledger.total).toBe(received)
    const { numbers, counts } = empty.list()
    expect(counts).toEqual({ accepted: 2, sent: 1, refused: 0 })
    const enteredFrom = Date.parse((JSON.parse(readFileSync(file, 'utf8')) as { takenAt: string }).takenAt)
    expect(numbers.map((number) => number.enteredFrom)).toEqual([enteredFrom, enteredFrom, enteredFrom])
    expect(numbers.find(({ number }) => number === '74950000001')).toMatchObject({ login: 'one', hasPassword: true })
    expect(snapshots.comparison({ accountId })).toMatchObject({ counts: { same: 3, missing: 0 } })
    expect(await snapshots.compare({ accountId })).toMatchObject({ counts: { same: 3, missing: 0 } })
  })

  it('of another company warns, and is not entered in the register', async () => {
    const [full, empty] = [await open(), await open()]
    await create(full, [row('74950000001')])
    const file = fileOf()
    await snapshotsOf(full, file).save({ accountId })
    Object.assign(empty.place.sandbox.twin.state.user, { companyId: 999 })
    const snapshots = snapshotsOf(empty, file)
    expect(await snapshots.compare({ accountId })).toMatchObject({ otherCompany: true })
    expect(() => snapshots.enter(all)).toThrow('notFound')
    expect(empty.list().total).toBe(0)
  })

  it('a job that cannot be read is named in the file, a refused account is not written at all', async () => {
    const place = await open(3)
    const [job] = place.place.sandbox.twin.state.jobs.values()
    if (!job) throw new Error('no job')
    delete job.body['additionalOptions']
    const file = fileOf()
    expect(await snapshotsOf(place, file).save({ accountId })).toMatchObject({ parts: 2, unread: 1 })
    expect(sectionIn(file).unreadJobs).toEqual([{ id: job.id, name: job.settings.name }])
    place.place.sandbox.faults.add({ kind: 'status', status: 403, match: { path: '/telephony/autoCall' } })
    const other = fileOf()
    await expect(snapshotsOf(place, other).save({ accountId })).rejects.toMatchObject({
      error: { code: 'auth.forbidden' },
    })
    expect(() => readFileSync(other)).toThrow()
  })

  it.each([
    ['{"format":"switchboard-snapshot","version":1,"sections":{"pbx":{}}}', 'snapshot.otherProvider'],
    ['{"format":"switchboard-snapshot","version":1,"sections":{"twin":{}}}', 'file.damaged'],
  ])('%s is refused', async (text, code) => {
    const place = await open()
    const file = fileOf()
    writeFileSync(file, text)
    await expect(snapshotsOf(place, file).compare({ accountId })).rejects.toMatchObject({ error: { code } })
  })
})
