import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyAutocallSettings, type AutocallSettings } from '@shared/domain/autocall/settings'
import { emptyNumberRule, emptyRow, type EnteredRow, type NumberRule } from '@shared/domain/number-batch/batch'
import { twinRequests } from '../../../../src-main/providers/twin/requests'
import { connect } from './connect'

const example = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/twin', `${name}.json`), 'utf8')
/** The same text whatever the spaces, so that the order of the fields counts too. */
const compact = (text: string): string => JSON.stringify(JSON.parse(text))

const bot = 'bce7d22e-dde6-4427-b391-ebbdfda44de6'
const rule: NumberRule = {
  ...emptyNumberRule(),
  botId: bot,
  comment: 'Комментарий',
  webhookUrls: ['https://sample.com'],
}
const row = (values: Partial<EnteredRow>): EnteredRow => ({ ...emptyRow(), trunkId: bot, forceOut: true, ...values })
const rows = [
  row({ title: 'Название номера 1', number: '71234567001', did: '123', numberAsDid: false }),
  row({ title: 'Название номера 2', number: '71234567002', did: '456', numberAsDid: true }),
]

const settings: AutocallSettings = {
  ...emptyAutocallSettings(),
  name: 'test_autocall',
  botId: '228cc4fa-92f2-4709-94e3-7344a96a5903',
  transfer: { kind: 'channel', channelId: '48a77bd7-8762-4e0f-a277-4ef77e36c41b' },
  callerId: { kind: 'number', numberId: '9a67dee5-398e-4570-9426-fbb3f067b270' },
  start: { kind: 'at', moment: '2023-06-02 10:00' },
  rate: { kind: 'perSecond', calls: 3 },
  comment: 'Тестовое задание для демонстрации работы API',
  webhookUrls: ['https://webhook.site/6f44...2aa287f', 'https://typedwebhook.tools/webhook/4c6d9...8720ab39'],
  effectiveAfterSeconds: 0,
  calleeWindow: { enabled: false, fromSecond: 0, toSecond: 86_399 },
  recording: { enabled: true, trimSeconds: 0 },
  machineDetection: { enabled: true, mode: 'back' },
}
const manual: AutocallSettings = { ...settings, start: { kind: 'manual' } }
const contact = (phone: string) => ({
  phones: [phone],
  variables: { имя: 'Анна' },
  externalId: '42',
  zoneOffset: 18_000,
})

describe('numbers with an incoming rule', () => {
  it("sends the page's example to the letter and takes 200 without a body", async () => {
    const { client, requests } = await connect()
    await client.createNumbers(rule, rows)
    expect(requests('/incomingRules/create/batch').map(({ body }) => body)).toEqual([
      compact(example('incoming-rules')),
    ])
  })

  it('leaves out what belongs to another action, and what is empty', () => {
    const { body } = twinRequests.createNumbers(
      { ...rule, action: 'end', comment: '', webhookUrls: [], record: false },
      [],
    )
    expect(body).toMatchObject({ additionalOptions: { callRecord: 'off' }, incomingCallsOptions: { action: 'end' } })
    expect(Object.keys(body ?? {})).not.toContain('webhookUrls')
  })

  it('names the fields that the provider refuses', async () => {
    const { client } = await connect()
    await expect(client.createNumbers({ ...rule, botId: 'x' }, rows)).rejects.toMatchObject({
      error: {
        code: 'provider.validation',
        providerMessage: 'Validation failed.; incomingCallsOptions.botId: This is not a valid UUID.',
      },
    })
  })

  it('hides SIP passwords in the journal', async () => {
    const { client, exchanges } = await connect()
    await client.createNumbers(rule, [row({ number: '71234567001', did: '1', login: 'line1', password: 'S1p-pass' })])
    expect(JSON.stringify(exchanges)).not.toContain('S1p-pass')
    expect(JSON.stringify(exchanges)).toContain('line1')
  })
})

describe('autocall jobs', () => {
  it("sends the page's example to the letter", async () => {
    const { client, requests, state } = await connect()
    const id = await client.createJob(settings)
    expect(state.jobs.has(id)).toBe(true)
    expect(requests('/telephony/autoCall')[0]?.body).toBe(compact(example('auto-call')))
  })

  it('reads a plain id as well as a nested one', async () => {
    const { client, state } = await connect()
    state.idForm = 'plain'
    expect(state.jobs.has(await client.createJob(settings))).toBe(true)
  })

  it('reads back the settings it sent, a rate as text too', async () => {
    const { client, state } = await connect()
    const id = await client.createJob(settings)
    expect((await client.readJob(id)).settings).toEqual(settings)
    const job = state.jobs.get(id)
    if (job) job.body['cps'] = '0.4'
    expect(await client.readJob(id)).toMatchObject({
      rate: { kind: 'everySeconds', seconds: 60 },
      settings: { rate: { kind: 'everySeconds', seconds: 60 } },
    })
  })

  it('adds contacts, dials them, and tells the calls', async () => {
    const { client, state, pass } = await connect()
    const id = await client.createJob(manual)
    await client.addContacts(id, [contact('79990000001'), contact('79990000002')], false)
    expect(state.jobs.get(id)?.candidates).toMatchObject([
      { phones: ['79990000001'], variables: { имя: 'Анна' }, externalId: '42', offset: null },
      { phones: ['79990000002'] },
    ])
    expect(await client.readJob(id)).toMatchObject({ status: 'READY', contactCount: 2, callCount: 0 })
    await client.playJob(id)
    await client.pauseJob(id)
    expect(await client.readJob(id)).toMatchObject({ status: 'PAUSED' })
    await client.playJob(id)
    pass(600_000)
    expect(await client.readJob(id)).toMatchObject({ status: 'FINISHED', callCount: 2 })
    await expect(client.playJob(id)).rejects.toMatchObject({ error: { fields: [{ code: 'twin.notInThisStatus' }] } })
    const { calls, total } = await client.listCalls({ jobId: id, offset: 0, limit: 100 })
    expect(total).toBe(2)
    expect(calls[0]).toMatchObject({
      phone: '79990000001',
      jobId: id,
      jobName: 'test_autocall',
      startedAt: expect.any(Number),
    })
  })

  it('lists by status, text and period, by offset alone', async () => {
    const { client, requests } = await connect({ jobs: 6 })
    const filter = { statuses: ['PAUSED', 'BLANK'], text: '', offset: 0, limit: 1 }
    const { jobs, total } = await client.listJobs({ ...filter, sort: 'status', from: 0, to: Date.UTC(2030, 0) })
    expect([total, jobs.map(({ status }) => status)]).toEqual([2, ['BLANK']])
    expect(requests('/telephony/autoCall')[0]?.query).toBe(
      'status=PAUSED%2CBLANK&from=1970-01-01T00%3A00%3A00.000Z&to=2030-01-01T00%3A00%3A00.000Z&sort=status&offset=0&limit=1',
    )
  })
})

it('lists bots and trunks, and says who is signed in', async () => {
  const { client } = await connect()
  expect((await client.listBots())[0]).toEqual({ id: bot, name: 'Приём заявок' })
  expect(await client.listTrunks()).toHaveLength(3)
  expect(await client.readUser()).toEqual({
    id: 4217,
    companyId: 318,
    name: 'Анна Демидова',
    email: 'operator@example.com',
  })
})

it('an answer of another shape is no empty list', async () => {
  const { client, sandbox } = await connect()
  sandbox.faults.add({ kind: 'wrongShape', match: { path: '/bots' } })
  await expect(client.listBots()).rejects.toMatchObject({ error: { code: 'provider.badAnswer' } })
})
