import { afterEach, describe, expect, it } from 'vitest'
import { differenceLine, operationName } from '@shared/text/difference'
import { contactParts, contactsOfPart, createTwinPlace, settings, type TwinPlace } from './twin-place'
import { accountId } from './workplace'

let place: TwinPlace
const open = async () => (place = await createTwinPlace())
afterEach(() => place.close())

const create = (name = 'Опрос') => ({
  operation: 'twin.createJob',
  settings: settings({ name }),
  names: { '228cc4fa-92f2-4709-94e3-7344a96a5903': 'Вежливый бот' },
  companyZone: 'Europe/Moscow',
})

async function apply(intents: Parameters<TwinPlace['plan']>[0]) {
  const { id } = await place.plan(intents)
  await place.changes.apply({ changeId: id })
  return { id, settled: await place.settled(id) }
}

const requests = (path: string) => place.sandbox.ledger.entries({ path }).filter(({ method }) => method === 'POST')

/** A job in the demo Twin with so many contacts. */
async function job(contacts = 2): Promise<{ jobId: string; jobName: string }> {
  const jobId = await place.client.createJob(settings())
  const people = Array.from({ length: contacts }, (_, index) => ({
    phones: [`7999000000${index}`],
    variables: {},
    externalId: '',
    zoneOffset: null,
  }))
  if (contacts > 0) await place.client.addContacts(jobId, people, false)
  return { jobId, jobName: 'Опрос' }
}
const statusOf = (jobId: string) => place.sandbox.twin.state.jobs.get(jobId)?.status

describe('a new job', () => {
  it('is told in a sentence, created once and found in the list', async () => {
    await open()
    const { id, settled } = await apply([create()])
    expect(settled).toMatchObject({ state: 'finished', counts: { done: 1 }, irreversibleCount: 1 })
    expect(place.sandbox.twin.state.jobs.size).toBe(1)
    const [step] = await place.steps(id)
    const lines = step?.differences.map((difference) => differenceLine(difference, 'en')) ?? []
    expect(lines[0]).toBe('Jobs of this name: 0 → 1')
    expect(lines[1]).toMatch(/^The job: not set → Rate: 3 per second, with the bot Вежливый бот, /)
    expect(operationName('twin.createJob', 'en')).toBe('Create autocall job')
  })

  it('whose answer is lost is found in the list and not created again', async () => {
    await open()
    await apply([create()])
    place.sandbox.faults.add({ kind: 'cutAfter', match: { path: '/telephony/autoCall', body: 'defaultExec' } })
    const { settled } = await apply([create()])
    expect(settled).toMatchObject({ counts: { done: 1 } })
    expect(place.sandbox.twin.state.jobs.size).toBe(2)
    expect(requests('/telephony/autoCall')).toHaveLength(2)
  })

  it('with a mistake is refused before anything is sent', async () => {
    await open()
    const { id } = await place.plan([{ ...create(), settings: settings({ rate: null }) }])
    expect((await place.steps(id))[0]).toMatchObject({
      state: 'refused',
      findings: [{ code: 'autocall.rateMissing' }],
    })
  })
})

describe('starting, pausing, stopping', () => {
  it('is read back by the status', async () => {
    await open()
    const subject = await job()
    expect((await apply([{ operation: 'twin.playJob', ...subject }])).settled.counts).toMatchObject({ done: 1 })
    expect(statusOf(subject.jobId)).toBe('PROCESS')
    expect((await apply([{ operation: 'twin.pauseJob', ...subject }])).settled.counts).toMatchObject({ done: 1 })
    const { id, settled } = await apply([{ operation: 'twin.haltJob', ...subject }])
    expect(settled.irreversibleCount).toBe(1)
    expect((await place.steps(id))[0]?.differences).toEqual([
      { path: 'autocall.status', before: 'PAUSED', after: 'HALTED' },
    ])
    expect(statusOf(subject.jobId)).toBe('HALTED')
  })

  it('a lost answer of a start is settled by the status, and nobody is started twice', async () => {
    await open()
    const subject = await job()
    place.sandbox.faults.add({ kind: 'cutAfter', match: { path: '/play' } })
    expect((await apply([{ operation: 'twin.playJob', ...subject }])).settled.counts).toMatchObject({ done: 1 })
    expect(requests('/play')).toHaveLength(1)
  })

  it('a start of a job that is over, or has nobody to call, is refused', async () => {
    await open()
    const empty = await job(0)
    const over = await job()
    await place.client.haltJob(over.jobId)
    const finished = await job()
    const atProvider = place.sandbox.twin.state.jobs.get(finished.jobId)
    if (atProvider) atProvider.status = 'FINISHED'
    const { id } = await place.plan([
      { operation: 'twin.playJob', ...empty },
      { operation: 'twin.playJob', ...over, jobName: 'Другой' },
      { operation: 'twin.playJob', ...finished, jobName: 'Третий' },
    ])
    const steps = await place.steps(id)
    expect(steps.map(({ state, findings }) => [state, findings[0]?.code])).toEqual([
      ['refused', 'twin.notInThisStatus'],
      ['refused', 'twin.notInThisStatus'],
      ['refused', 'twin.notInThisStatus'],
    ])
    expect(requests('/play')).toHaveLength(0)
  })

  it('the history of a job is its own, also when another has its name', async () => {
    await open()
    const { id } = await apply([create()])
    const [mine] = place.sandbox.twin.state.jobs.values()
    const other = await job()
    await place.client.addContacts(mine?.id ?? '', contactsOfPart('', 1), false)
    await apply([{ operation: 'twin.playJob', jobId: mine?.id ?? '', jobName: 'Опрос' }])
    await apply([{ operation: 'twin.playJob', ...other }])
    await apply([{ operation: 'twin.pauseJob', ...other }])
    const stepsOf = (jobId = '') =>
      place.changes.stepsOf({ accountId, kinds: ['autocallName', 'autocallJob'], intentField: 'jobId', id: jobId })
    const history = await stepsOf(mine?.id)
    expect(history.map(({ operation, state }) => `${operation} ${state}`)).toEqual([
      'twin.playJob done',
      'twin.createJob done',
    ])
    expect(history[1]?.changeId).toBe(id)
    expect((await stepsOf(other.jobId)).map(({ operation }) => operation)).toEqual(['twin.pauseJob', 'twin.playJob'])
  })

  it('is a conflict when the job was stopped meanwhile, and calls nobody', async () => {
    await open()
    const subject = await job()
    const { id } = await place.plan([{ operation: 'twin.playJob', ...subject }])
    await place.client.haltJob(subject.jobId)
    await place.changes.apply({ changeId: id })
    expect((await place.settled(id)).counts).toMatchObject({ conflict: 1 })
    expect(requests('/play')).toHaveLength(0)
  })

  it('a start is taken back by a pause; a pause is not taken back by calling people', async () => {
    await open()
    const subject = await job()
    const { id } = await apply([{ operation: 'twin.playJob', ...subject }])
    const undo = await place.changes.undo({ changeId: id })
    expect((await place.steps(undo.id))[0]).toMatchObject({ operation: 'twin.pauseJob', state: 'pending' })
    await place.changes.apply({ changeId: undo.id })
    expect((await place.settled(undo.id)).counts).toMatchObject({ done: 1 })
    const again = await place.changes.undo({ changeId: undo.id })
    expect(again.counts).toMatchObject({ pending: 0, refused: 1 })
  })
})

describe('contacts', () => {
  it('go out in parts, each once, and start nothing', async () => {
    await open()
    const { jobId } = await job(0)
    const { settled } = await apply(contactParts(jobId, 5))
    expect(settled).toMatchObject({ counts: { done: 5 }, irreversibleCount: 5 })
    expect(place.sandbox.twin.state.jobs.get(jobId)).toMatchObject({ status: 'READY', candidates: { length: 500 } })
  })

  it('a part whose answer was lost stays unknown, and is never sent again by itself', async () => {
    await open()
    const { jobId } = await job(0)
    place.sandbox.faults.add({ kind: 'cutAfter', match: { body: '"79990000300"', times: 1 } })
    const { id, settled } = await apply(contactParts(jobId, 12))
    expect(settled).toMatchObject({ state: 'paused', pausedBy: { code: 'network.cut' }, counts: { unknown: 1 } })
    await place.changes.apply({ changeId: id })
    expect(await place.settled(id)).toMatchObject({ state: 'finished', counts: { unknown: 1, done: 11 } })
    expect(requests('/autoCallCandidate/batch')).toHaveLength(12)
    expect((await place.steps(id)).find(({ state }) => state === 'unknown')?.object).toBe('Опрос 3/12')
  })

  it('several answers that are lost together leave just their parts unknown', async () => {
    await open()
    const { jobId } = await job(0)
    place.sandbox.faults.add({ kind: 'cutAfter', match: { path: '/autoCallCandidate/batch', skip: 10, times: 3 } })
    const { id } = await apply(contactParts(jobId, 60))
    for (let change = await place.settled(id); change.state === 'paused'; change = await place.settled(id))
      await place.changes.apply({ changeId: id })
    expect(await place.settled(id)).toMatchObject({ state: 'finished', counts: { unknown: 3, done: 57 } })
    expect(requests('/autoCallCandidate/batch')).toHaveLength(60)
    const added = place.sandbox.twin.state.jobs.get(jobId)?.candidates.flatMap(({ phones }) => phones) ?? []
    expect([added.length, new Set(added).size]).toEqual([6000, 6000])
  })

  it('a token that dies in the middle of 500 parts costs one signing in: each part arrives once', async () => {
    await open()
    const { jobId } = await job(0)
    const { id } = await place.plan(contactParts(jobId, 500))
    const { ledger, twin } = place.sandbox
    ledger.onSettled(() => {
      if (requests('/autoCallCandidate/batch').length === 200) twin.state.tokens.revokeAll()
    })
    await place.changes.apply({ changeId: id })
    expect(await place.settled(id)).toMatchObject({ state: 'finished', counts: { done: 500 } })
    expect(ledger.entries({ path: '/autoCallCandidate/batch' }).some(({ status }) => status === 401)).toBe(true)
    expect(requests('/auth/login').filter(({ acted }) => acted)).toHaveLength(2)
    expect(requests('/autoCallCandidate/batch').filter(({ acted }) => acted)).toHaveLength(500)
    expect(place.sandbox.twin.state.jobs.get(jobId)?.candidates).toHaveLength(50_000)
  })

  it('an accepted part may be answered with nothing at all', async () => {
    await open()
    const { jobId } = await job(0)
    place.sandbox.faults.add({ kind: 'rewritten', rewrite: () => '', match: { path: '/autoCallCandidate/batch' } })
    const { settled } = await apply(contactParts(jobId, 2))
    expect(settled).toMatchObject({ state: 'finished', counts: { done: 2 } })
  })

  it('a storm of refusals for haste leaves every part once', async () => {
    await open()
    const { jobId } = await job(0)
    place.sandbox.faults.add({
      kind: 'status',
      status: 429,
      retryAfter: '0',
      match: { path: '/autoCallCandidate/batch', skip: 3, times: 40 },
    })
    const { id } = await apply(contactParts(jobId, 30))
    for (let change = await place.settled(id); change.state === 'paused'; change = await place.settled(id)) {
      expect(change.counts.unknown).toBe(0)
      await place.changes.apply({ changeId: id })
    }
    expect(await place.settled(id)).toMatchObject({ counts: { done: 30 } })
    expect(requests('/autoCallCandidate/batch').filter(({ acted }) => acted)).toHaveLength(30)
  })
})
