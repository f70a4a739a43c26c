import { describe, expect, test } from 'vitest'
import { example, getAs, twin } from './call'

const cis = '/cis/api/v1/telephony'
const calls = '/analyse/api/v1/search/cis/calls'

async function jobOf(demo: Awaited<ReturnType<typeof twin>>, changes: object = {}): Promise<string> {
  const body = { ...example('auto-call'), startType: 'manual', ...changes }
  const answer = await demo.call('POST', `${cis}/autoCall`, body)
  return (answer.body as { id: { identity: string } }).id.identity
}

const contacts = (autoCallId: string, count: number, forceStart = false) => ({
  forceStart,
  batch: Array.from({ length: count }, (_, index) => ({
    autoCallId,
    phone: [`7999${String(index).padStart(7, '0')}`],
    clientExternalId: String(index),
  })),
})

describe('tokens', () => {
  test('carry the claims of the documented sample and last a week', async () => {
    const { login, clock } = await twin()
    const { token } = await login()
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
    const iat = clock.now / 1000
    expect(claims).toEqual({ iat, exp: iat + 604_800, version: 1, sub: '4217', company_id: 318 })
  })

  test('expire in the words that the SDK looks for, and can be refreshed until all are revoked', async () => {
    const demo = await twin()
    const { refreshToken } = await demo.login(60)
    expect((await demo.call('GET', '/iam/api/v1/users/me')).body).toMatchObject({
      companyId: 318,
      email: 'operator@example.com',
    })
    demo.clock.now += 60_000
    expect(await demo.call('GET', '/iam/api/v1/users/me')).toMatchObject({
      status: 401,
      body: { error: 'Token is expired.' },
    })
    const refresh = () => demo.call('POST', '/iam/api/v1/auth/refresh', { refreshToken })
    expect((await refresh()).body).toHaveProperty('token')
    demo.state.tokens.revokeAll()
    expect((await refresh()).status).toBe(401)
  })

  test('are refused to a wrong password, and without one nothing is answered', async () => {
    const { call, running } = await twin()
    const wrong = { email: running.twin.email, password: 'wrong' }
    expect((await call('POST', '/iam/api/v1/auth/login', wrong)).status).toBe(401)
    expect(await getAs('twin24.ai', `${cis}/autoCall`, running)).toBe(401)
  })

  test('both spellings of an address reach the same method', async () => {
    const { running } = await twin()
    expect(await getAs('cis.twin24.ai', '/api/v1/telephony/autoCall', running)).toBe(401)
    expect(await getAs('twin24.ai', '/api/v1/telephony/autoCall', running)).toBe(404)
    expect(await getAs('cis.twin24.ai', '/cis/api/v1/telephony/autoCall', running)).toBe(401)
  })
})

describe('numbers with an incoming rule', () => {
  test("the document's example is answered with 200 and nothing", async () => {
    const { call, state } = await twin()
    const answer = await call('POST', `${cis}/incomingRules/create/batch`, example('incoming-rules'))
    expect(answer).toEqual({ status: 200, text: '', body: undefined, assumed: false })
    expect(state.numbers).toMatchObject([
      { title: 'Название номера 1', number: '71234567001', did: '123', action: 'robot' },
      { number: '71234567002', numberAsDid: true },
    ])
  })

  test('what the document requires is required, and nothing is created then', async () => {
    const { call, state } = await twin()
    const answer = await call('POST', `${cis}/incomingRules/create/batch`, {
      ...example('incoming-rules'),
      notificationOptions: null,
      names: ['one'],
      incomingCallsOptions: { action: 'robot', reserveActionData: 'x' },
    })
    expect(answer.status).toBe(422)
    expect(Object.keys((answer.body as { details: object }).details)).toEqual([
      'incomingCallsOptions.botId',
      'incomingCallsOptions.cidAsName',
      'incomingCallsOptions.cidAsNumber',
      'incomingCallsOptions.reserveAction',
      'incomingCallsOptions.reserveCidAsName',
      'incomingCallsOptions.reserveCidAsNumber',
      'incomingCallsOptions.reserveActionData',
      'notificationOptions',
      'notificationOptions.type',
      'notificationOptions.condition',
      'notificationOptions.emailReceivers',
      'notificationOptions.smsReceivers',
      'names',
    ])
    expect(state.numbers).toEqual([])
    expect((await call('POST', `${cis}/incomingRules/create/batch`, '{"names":')).status).toBe(400)
  })
})

describe('autocall jobs', () => {
  test("the document's example is answered with a nested id, or a plain one when told so", async () => {
    const { call, state } = await twin()
    const answer = await call('POST', `${cis}/autoCall`, example('auto-call'))
    expect(answer).toMatchObject({ status: 200, assumed: false, body: { id: { identity: expect.any(String) } } })
    state.idForm = 'plain'
    expect((await call('POST', `${cis}/autoCall`, example('auto-call'))).body).toEqual({ id: expect.any(String) })
  })

  test('dial at the decoded rate, as the clock moves, and end', async () => {
    const demo = await twin()
    const id = await jobOf(demo, { cps: 0.4 })
    const added = await demo.call('POST', `${cis}/autoCallCandidate/batch`, contacts(id, 5))
    expect(added).toMatchObject({ status: 200, assumed: true })
    const read = async () => (await demo.call('GET', `${cis}/autoCall/${id}`)).body
    expect(await read()).toMatchObject({ status: 'READY', candidateCount: 5, callCount: 0, cps: 0.4 })
    await demo.call('POST', `${cis}/autoCall/${id}/play`)
    expect(await read()).toMatchObject({ status: 'PROCESS', callCount: 1 })
    demo.clock.now += 59_999
    expect(await read()).toMatchObject({ callCount: 1 })
    demo.clock.now += 1
    expect(await read()).toMatchObject({ callCount: 2 })
    await demo.call('POST', `${cis}/autoCall/${id}/pause`)
    demo.clock.now += 3_600_000
    expect(await read()).toMatchObject({ status: 'PAUSED', callCount: 2 })
    await demo.call('POST', `${cis}/autoCall/${id}/play`)
    demo.clock.now += 3_600_000
    expect(await read()).toMatchObject({ status: 'FINISHED', callCount: 5 })
    expect((await demo.call('POST', `${cis}/autoCall/${id}/play`)).status).toBe(409)
  })

  test('the same number of calls per second gives the same calls, and the outcomes are of all kinds', async () => {
    const demo = await twin()
    const id = await jobOf(demo, { cps: '1.10' })
    await demo.call('POST', `${cis}/autoCallCandidate/batch`, contacts(id, 300, true))
    demo.clock.now += 600_000
    const { body } = await demo.call('GET', `${calls}?taskId=${id}&limit=1000&fields=status,duration,startedAt,phone`)
    const { count, items } = body as { count: number; items: { status: string; duration: number; startedAt: string }[] }
    expect(count).toBe(300)
    const first = Date.parse(items[0]?.startedAt ?? '')
    expect(Date.parse(items[299]?.startedAt ?? '') - first).toBe(29_900)
    const statuses = Map.groupBy(items, ({ status }) => status)
    expect([...statuses.keys()].sort()).toEqual(['ANSWERED', 'BUSY', 'CHANUNAVAIL', 'CONGESTION', 'NOANSWER'])
    expect(statuses.get('ANSWERED')?.length).toBeGreaterThan(140)
    expect(statuses.get('ANSWERED')?.every(({ duration }) => duration > 0)).toBe(true)
    expect(statuses.get('BUSY')?.every(({ duration }) => duration === 0)).toBe(true)
  })

  test('redials come after their delay and not more often than wanted', async () => {
    const demo = await twin()
    const off = { redial: false, time: 1, count: 1 }
    const redialStrategyOptions = {
      redialStrategyEn: true,
      busy: off,
      noAnswer: { redial: true, time: 600, count: 2 },
      answerMash: off,
      congestion: off,
      answerNoList: off,
    }
    const id = await jobOf(demo, { cps: 1.5, redialStrategyOptions })
    await demo.call('POST', `${cis}/autoCallCandidate/batch`, contacts(id, 100, true))
    demo.clock.now += 7_200_000
    const { calls: made } = demo.state.jobs.get(id)?.dialing ?? { calls: [] }
    await demo.call('GET', `${cis}/autoCall/${id}`)
    const tries = [...Map.groupBy(made, ({ phone }) => phone).values()]
    expect(Math.max(...tries.map(({ length }) => length))).toBe(3)
    for (const [one, other] of tries) {
      if (!one || !other) continue
      expect(one.finalStatus).toBe('NOANSWER')
      expect(other.startedAt - one.endedAt).toBeGreaterThanOrEqual(600_000)
    }
  })

  test("the callee's own time is kept, and a start by time is in the company's zone", async () => {
    const demo = await twin()
    const options = {
      ...(example('auto-call')['additionalOptions'] as object),
      useTr: true,
      allowCallTimeFrom: 36_000,
      allowCallTimeTo: 72_000,
    }
    // 12:30 in Moscow is 09:30 UTC, half an hour from now.
    const id = await jobOf(demo, { startType: 'time', startMoment: '2026-01-12 12:30', additionalOptions: options })
    const batch = [
      { autoCallId: id, phone: ['79990000001'] },
      { autoCallId: id, phone: ['79990000002'], timezone: 0 },
    ]
    await demo.call('POST', `${cis}/autoCallCandidate/batch`, { forceStart: false, batch })
    demo.clock.now += 1_799_000
    expect((await demo.call('GET', `${cis}/autoCall/${id}`)).body).toMatchObject({ status: 'READY', callCount: 0 })
    demo.clock.now += 1_000
    expect((await demo.call('GET', `${cis}/autoCall/${id}`)).body).toMatchObject({ status: 'PROCESS', callCount: 1 })
    demo.clock.now += 1_799_000
    expect((await demo.call('GET', `${cis}/autoCall/${id}`)).body).toMatchObject({ callCount: 1 })
    demo.clock.now += 1_000
    expect((await demo.call('GET', `${cis}/autoCall/${id}`)).body).toMatchObject({ callCount: 2 })
  })

  test('a phone that is there already is answered with 200 and added once; a stopped job takes none', async () => {
    const demo = await twin()
    const id = await jobOf(demo)
    for (let time = 0; time < 2; time += 1) await demo.call('POST', `${cis}/autoCallCandidate/batch`, contacts(id, 3))
    expect(demo.state.jobs.get(id)?.candidates).toHaveLength(3)
    await demo.call('POST', `${cis}/autoCall/${id}/halted`)
    expect((await demo.call('POST', `${cis}/autoCallCandidate/batch`, contacts(id, 4))).status).toBe(409)
    expect(demo.state.jobs.get(id)).toMatchObject({ status: 'HALTED', candidates: { length: 3 } })
  })

  test('are listed by status, text and period, in parts by offset or by page, never by both', async () => {
    const { call } = await twin({ jobs: 6 })
    const list = async (query: string) => (await call('GET', `${cis}/autoCall?${query}`)).body
    expect(await list('')).toMatchObject({ count: 6 })
    expect(await list('status=PAUSED%2CBLANK&sort=status')).toMatchObject({
      count: 2,
      items: [{ status: 'BLANK' }, { status: 'PAUSED' }],
    })
    expect(await list('from=2026-01-11T00%3A00%3A00.000Z')).toMatchObject({ count: 1 })
    expect(await list('offset=4&limit=10')).toMatchObject({ count: 6, items: { length: 2 } })
    expect(await list('page=1&limit=4')).toMatchObject({ items: { length: 2 } })
    expect((await call('GET', `${cis}/autoCall?page=1&offset=4`)).status).toBe(422)
    expect((await call('GET', `${cis}/autoCall?limit=1001`)).status).toBe(422)
  })
})

test('statistics give no more than the documented number of calls per period', async () => {
  const { call, state } = await twin({ jobs: 2 })
  const total = (await call('GET', calls)).body as { count: number }
  expect(total.count).toBeGreaterThan(240)
  state.statisticsLimit = 50
  expect((await call('GET', `${calls}?limit=1000`)).body).toMatchObject({ count: 50, items: { length: 50 } })
})

test('bots are listed, trunks too but not as a documented answer', async () => {
  const { call } = await twin()
  expect(await call('GET', '/bot/api/v1/bots')).toMatchObject({ assumed: false, body: { count: 5 } })
  expect(await call('GET', `${cis}/providers`)).toMatchObject({ assumed: true, body: { count: 3 } })
  expect((await call('GET', `${cis}/nothing`)).status).toBe(404)
})
