import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { systemClock } from '../../../../src-main/http/clock'
import { createExolveClient } from '../../../../src-main/providers/exolve/client'
import { startSandbox, type Sandbox } from '../../../../src-main/sandbox/sandbox'
import { createTestGateway, failureOf, startBadProvider } from '../../http/bad-provider'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterEach(() => {
  sandbox.faults.clear()
  sandbox.ledger.clear()
})
afterAll(() => sandbox.close())

const clientOf = ({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) =>
  createExolveClient({
    gateway: createTestGateway({ clock: systemClock }).gateway,
    accountId: 'a',
    baseUrl,
    apiKey: async () => apiKey,
  })
const client = () => clientOf(sandbox.exolve)
const example = '74991112233'

describe('against the demo provider', () => {
  it('reads the dictionaries', async () => {
    const { types, categories, regions } = await client().listReferences()
    expect(types).toContainEqual({ id: 1105, name: 'ABC' })
    expect(categories).toContainEqual({ id: 10001, typeId: 1105, name: 'REGULAR' })
    expect(regions.find(({ id }) => id === 10230)).toMatchObject({
      name: 'Moscow',
      localName: 'Москва',
      parentId: 10084,
    })
    expect(regions.find(({ id }) => id === 10084)?.parentId).toBeNull()
  })

  it('buys a number, switches its detection, and gives it up', async () => {
    const [free] = await client().listFreeNumbers({ typeId: 1105, limit: 1 })
    if (!free) throw new Error('nothing on sale')
    expect(free).toMatchObject({ type: 'ABC', subscriptionFee: expect.any(Number) as number })
    const first = await client().lockNumber(free.number, 60, 'test')
    await client().unlockNumber(free.number, first)
    await client().buyNumber(free.number, await client().lockNumber(free.number), { callTranscription: false })
    expect(await client().readNumberInfo(free.number)).toMatchObject({ number: free.number, hasForwarding: null })
    await client().setAnsweringMachineDetection(free.number, true)
    expect((await client().readAttributes(free.number)).answeringMachineDetection).toBe(true)
    await client().deleteNumber(free.number)
    await expect(client().readAttributes(free.number)).rejects.toMatchObject({
      error: { fields: [{ code: 'exolve.numberOfOtherApplication' }] },
    })
  })

  it('lists owned numbers page by page, and forwarding per application only', async () => {
    const first = await client().listOwnedNumbers({ limit: 10, offset: 0 })
    const second = await client().listOwnedNumbers({ limit: 10, offset: 10 })
    expect(first.total).toBeGreaterThan(20)
    expect(new Set([...first.numbers, ...second.numbers].map(({ number }) => number)).size).toBe(20)
    expect(first.numbers.every(({ hasForwarding }) => hasForwarding === null)).toBe(true)
    const applicationId = first.numbers[0]?.applicationId ?? ''
    const all = await client().listOwnedNumbers({ applicationId, limit: 500, offset: 0 })
    expect(all.numbers.every(({ hasForwarding }) => hasForwarding !== null)).toBe(true)
    const forwarded = all.numbers.filter(({ hasForwarding }) => hasForwarding)
    expect(forwarded.length).toBeGreaterThan(5)
    for (const { forwardingKind, forwardingTarget } of forwarded) {
      expect(forwardingKind).not.toBe('none')
      expect(forwardingTarget).not.toBe('')
    }
    expect(all.numbers.every(({ boughtAt }) => (boughtAt ?? 0) > Date.parse('2015-01-01'))).toBe(true)
  })

  it('narrows the list the way it was asked', async () => {
    const { numbers } = await client().listOwnedNumbers({
      search: example.slice(2, 9),
      typeName: 'ABC',
      hasSip: false,
      boughtFrom: 0,
      boughtTo: Date.now(),
      limit: 10,
      offset: 0,
    })
    expect(numbers).toMatchObject([{ number: example, hasSip: false }])
  })

  it.each<Exclude<Forwarding, { kind: 'none' }>>([
    { kind: 'url', url: 'https://example.com/', reserve: '74993334455' },
    { kind: 'staticIp', address: '203.0.113.10', port: 5060, timeoutSeconds: 30, did: '74990000001' },
    { kind: 'sip', sipUri: 'office@example.com' },
    {
      kind: 'number',
      redirect: 'sequential',
      targets: [
        {
          number: '74992223344',
          timeoutSeconds: 16,
          active: true,
          name: 'офис',
          period: 'wd {Mon-Fri}',
          periodDescription: '',
        },
        { number: '883140000000001', timeoutSeconds: null, active: false, name: '', period: '', periodDescription: '' },
      ],
      eventUrl: 'https://example.com/events',
      extendedEvents: true,
      clientId: '',
      promptToCaller: '12345',
      promptToCallee: '',
      masking: true,
      displayNumber: '74995556677',
    },
  ])('sets, reads back and deletes forwarding of kind $kind', async (forwarding) => {
    await client().setCallForwarding(example, forwarding)
    expect((await client().readAttributes(example)).present).toEqual({ forwarding, unsettable: [] })
    await client().deleteCallForwarding(example)
    expect((await client().readAttributes(example)).present.forwarding).toEqual({ kind: 'none' })
  })

  it('names a wrong key', async () => {
    const wrong = clientOf({ ...sandbox.exolve, apiKey: 'not-the-key' })
    const failure = await failureOf(wrong.listReferences())
    expect(failure).toMatchObject({
      delivery: 'answered',
      error: { code: 'auth.rejected', providerMessage: 'Unauthorized' },
    })
  })

  it('repeats reads and no write when the provider stumbles', async () => {
    sandbox.faults.add({ kind: 'status', status: 500, match: { times: 1 } })
    await client().readAttributes(example)
    sandbox.faults.add({ kind: 'status', status: 500, match: { times: 1 } })
    await failureOf(client().deleteCallForwarding(example))
    expect(sandbox.ledger.entries({ path: 'GetAttributes' })).toHaveLength(2)
    expect(sandbox.ledger.entries({ path: 'DeleteCallForwarding' })).toHaveLength(1)
  })

  it('tells the truth about an answer that was lost after the provider acted', async () => {
    sandbox.faults.add({ kind: 'cutAfter', match: { path: 'SetCallForwarding' } })
    const failure = await failureOf(
      client().setCallForwarding(example, { kind: 'url', url: 'https://example.com/', reserve: '' }),
    )
    expect(failure).toMatchObject({ delivery: 'unknown', error: { code: 'network.cut', retryable: false } })
    expect(sandbox.ledger.entries({ path: 'SetCallForwarding', acted: true })).toHaveLength(1)
  })

  it.each(['html', 'truncatedJson', 'brokenJson', 'wrongShape'] as const)('calls %s a bad answer', async (kind) => {
    sandbox.faults.add({ kind })
    const failure = await failureOf(client().listOwnedNumbers({ limit: 10, offset: 0 }))
    expect(failure).toMatchObject({ delivery: 'answered', error: { code: 'provider.badAnswer' } })
  })

  it('rejects, rather than throws, what cannot be sent', async () => {
    await expect(client().readAttributes('99999999999999999999')).rejects.toMatchObject({
      error: { code: 'input.invalid' },
    })
    expect(sandbox.ledger.total).toBe(0)
  })
})

describe('answers the documents leave open', () => {
  const answering = async (body: unknown) => {
    const provider = await startBadProvider((_request, response) => response.end(JSON.stringify(body)))
    return { client: clientOf({ baseUrl: provider.baseUrl, apiKey: 'some-key' }), close: provider.close }
  }

  it('takes integers as numbers and as strings, fees too, and ignores what is new', async () => {
    const { client: exolve, close } = await answering({
      numbers: [
        { number_name: 74990000001, subscription_fee: '150.5', install_fee: 590, brand_new: { a: [1] } },
        {
          number_name: '74990000002',
          call_forwarding_flag: true,
          call_forwarding_number: [{ redirect_number: '883140000000001' }],
        },
        { number_name: '74990000003', call_forwarding_flag: true, call_forwarding_ip_static: { ip: '203.0.113.1' } },
      ],
      total: '3',
      unknown: 1,
    })
    const { numbers, total } = await exolve.listOwnedNumbers({ applicationId: 'x', limit: 10, offset: 0 })
    expect(total).toBe(3)
    expect(numbers).toMatchObject([
      { number: '74990000001', subscriptionFee: 150.5, installFee: 590, hasForwarding: false, forwardingKind: 'none' },
      { number: '74990000002', forwardingKind: 'number', forwardingTarget: '883140000000001', boughtAt: null },
      { number: '74990000003', forwardingKind: 'staticIp', forwardingTarget: '203.0.113.1' },
    ])
    await close()
  })

  it('takes an empty list for an empty list, and a number without its wrapper for a number', async () => {
    const empty = await answering({})
    expect(await empty.client.listOwnedNumbers({ limit: 10, offset: 0 })).toEqual({ numbers: [], total: 0 })
    expect((await empty.client.readAttributes(example)).present.forwarding).toEqual({ kind: 'none' })
    await empty.close()
    const bare = await answering({ number_name: example, type_name: 'ABC' })
    expect(await bare.client.readNumberInfo(example)).toMatchObject({ number: example, type: 'ABC' })
    await bare.close()
  })

  it('does not take another object for an empty list', async () => {
    const { client: exolve, close } = await answering({ maintenance: true })
    const failure = await failureOf(exolve.listOwnedNumbers({ limit: 10, offset: 0 }))
    expect(failure.error.code).toBe('provider.badAnswer')
    await close()
  })

  it('names the field of an answer that is not as documented', async () => {
    const { client: exolve, close } = await answering({ numbers: [{ number_name: true }] })
    const failure = await failureOf(exolve.listOwnedNumbers({ limit: 10, offset: 0 }))
    expect(failure.error).toMatchObject({ code: 'provider.badAnswer', providerMessage: 'numbers.0.number_name' })
    expect(failure.error.requestId).toBeDefined()
    await close()
  })
})
