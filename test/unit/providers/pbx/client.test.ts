/** The client against answers as the pages print them, and against those that only bad days bring. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Action } from '@shared/domain/ivr/action'
import { noConditions } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { newExtension } from '@shared/domain/pbx/extension'
import type { Json } from '../../../../src-main/http/gateway'
import { pbxRequests } from '../../../../src-main/providers/pbx/requests'
import { failureOf } from '../../http/bad-provider'
import { startFakePbx, type FakeAnswer, type FakePbx, type FakeRequest } from './fake-pbx'

let fake: FakePbx | undefined
afterEach(async () => {
  await fake?.close()
  fake = undefined
})
async function start(answer: (request: FakeRequest) => FakeAnswer): Promise<FakePbx> {
  fake = await startFakePbx(answer)
  return fake
}
const answering = (body: Json, status = 200) => start(() => ({ status, body }))

const rule = { id: 7, type: 'transfer', transfer_dst: '101 +79261234567', enable_call_screening: true }

interface ExampleStep {
  method: string
  path: string
  path_corrected?: string
  body?: { [field: string]: Json }
  response: Json
}

it('makes nothing over a connection on which the network stack may send a second time', () => {
  expect(pbxRequests.createOption(204, 1, '2')).toMatchObject({ method: 'POST', singular: true })
  expect(pbxRequests.setRuleOrder(204, [1, 2])).not.toHaveProperty('singular')
})

describe('the worked example of page /ivr/', () => {
  it('sends what the page sends and reads what it prints', async () => {
    const steps = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../../fixtures/pbx-example.json'), 'utf8'),
    ) as ExampleStep[]
    let next = 0
    const { client, requests } = await start(() => ({ status: 200, body: steps[next++]?.response ?? null }))
    const file = (fileName: string) => ({ fileName, contentType: 'audio/wav', bytes: new Uint8Array(8) })
    const option = (action: Action) => ({ name: '', final: true, conditions: noConditions, action, extra: {} })
    const transfer = (to: string) => option({ kind: 'transfer', destinations: [to], timeoutSeconds: null })
    const play = (sound: number, soundType: 'background' | 'foreground') =>
      option({ kind: 'play_sound', sound, soundType, fromVariable: false })

    expect((await client.createSound('мой файл приветствия', file('hello.wav'))).id).toBe(51)
    expect((await client.createSound('мой файл рекламы', file('advertising.wav'))).id).toBe(52)
    const extension = await client.createExtension(newExtension('071', { type: 'ivr', label: 'тестовый IVR' }))
    expect(extension).toMatchObject({ id: 204, name: '000*071', callerIdName: '', rest: { extra_params: null } })
    const context = await client.createContext(204, {
      key: 'new:1',
      name: 'Основной контекст',
      timeoutMs: 5000,
      interDigitMs: 2000,
      digitLength: 3,
      anyDial: true,
      extra: {},
    })
    expect(context.key).toBe('1')
    const config = await client.updateIvr(
      204,
      { ...emptyMenu.config, entryContext: '1', sleepMs: 5000 },
      emptyMenu.config,
    )
    expect(config).toMatchObject({ lifetimeSeconds: 1800, lifetimeAction: 'hangup', entryContext: '1' })
    expect((await client.createOptionRule(204, 1, 'start', play(52, 'foreground'))).key).toBe('1')
    expect(await client.createOptionRule(204, 1, 'start', play(51, 'background'))).toMatchObject({
      key: '2',
      action: { kind: 'play_sound', sound: 51, soundType: 'background' },
    })
    expect(await client.createOption(204, 1, '1')).toBe('1')
    await client.createOptionRule(204, 1, '1', transfer('+7987654321'))
    await client.createOption(204, 1, '2')
    expect((await client.createOptionRule(204, 1, '2', transfer('002'))).action).toMatchObject({
      destinations: ['002'],
    })
    await client.createOptionRule(204, 1, 'timeout', transfer('050'))
    expect(await client.listOptions(204, 1)).toEqual(['start', 'timeout', 'invalid', '2', '1'])

    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      steps.map(({ method, path, path_corrected }) => `${method} /api/ver1.0${path_corrected ?? path}`),
    )
    steps.forEach(({ body }, position) => {
      if (body) expect(JSON.parse(requests[position]?.body ?? '')).toMatchObject(body)
    })
  })

  it('writes the key of an option into the path as it must be written there', async () => {
    const { client, requests } = await answering([])
    await client.listOptionRules(204, 1, '*#1')
    expect(requests[0]?.path).toBe('/api/ver1.0/extension/204/ivr/context/1/options/*%231/rules/')
  })
})

describe('incoming rules', () => {
  it.each([
    ['an object', rule],
    ['a list of one', [rule]],
  ])('reads a created rule that comes as %s', async (_shape, body) => {
    const { client } = await answering(body, 201)
    const { id, rule: read } = await client.createRule(1, { ...transferRule(), destinations: ['101'] })
    expect(id).toBe(7)
    expect(read).toMatchObject({ type: 'transfer', destinations: ['101', '+79261234567'], callScreening: true })
  })

  it('takes null, 0 and missing fields for the defaults of the page', async () => {
    const zeros = { id: 7, type: 'playfile', interval: 0, playfile_sound: 0, name: null, caller_id: null }
    const { client } = await answering([zeros, { id: 8, type: 'busy', caller_id_action: null }])
    const [first, second] = await client.listRules(1)
    expect(first?.rule).toMatchObject({
      promptId: null,
      name: '',
      enabled: true,
      final: true,
      conditions: { intervalId: null, callerAction: 'any', callStatus: 'any' },
    })
    expect(second?.rule).toMatchObject({ type: 'busy' })
  })

  it('keeps a type that is not known untouched, and fields that are not known too', async () => {
    const strange = { id: 9, type: 'group_call', name: 'g', enabled: false, group: [1, { a: null }] }
    const { client, requests } = await answering([strange, { ...rule, colour: 'red' }])
    const [first, second] = await client.listRules(1)
    expect(first?.rule).toEqual({
      type: 'unknown',
      wireType: 'group_call',
      name: 'g',
      enabled: false,
      rest: { group: [1, { a: null }] },
    })
    expect(second?.rule).toMatchObject({ rest: { colour: 'red' } })
    if (first) await client.createRule(1, first.rule).catch(() => undefined)
    expect({ id: 9, ...JSON.parse(requests[1]?.body ?? '') }).toEqual(strange)
  })

  it('names the fields of other types when a rule changes its type', async () => {
    const { client, requests } = await answering(rule)
    await client.updateRule(1, 7, { ...transferRule(), destinations: ['101', '102'] })
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
      type: 'transfer',
      transfer_dst: '101 102',
      playfile_sound: null,
      cascade_numbers: [],
      allow_public_transfer: false,
    })
  })
})

describe('bad days', () => {
  it('refuses an id above 2^53 loudly', async () => {
    const { client } = await answering('{"id":9007199254740993,"type":"busy"}')
    const failure = await failureOf(client.readRule(1, 1))
    expect(failure).toMatchObject({
      error: { code: 'provider.badAnswer', providerMessage: 'id' },
      delivery: 'answered',
    })
  })

  it('takes a 204 without a body for done', async () => {
    const { client, requests } = await start(() => ({ status: 204 }))
    await client.deleteExtension(12)
    expect(requests).toMatchObject([{ method: 'DELETE', path: '/api/ver1.0/client/@me/extension/12' }])
  })

  it.each([
    ['app_access_type_deny', 'pbx.applicationAccess'],
    ['user_access_type_deny', 'pbx.userReadOnly'],
    ['user_blocked', 'pbx.userBlocked'],
    ['access_denied', 'pbx.accessDenied'],
  ])('explains the 403 %s', async (status, code) => {
    const { client } = await answering({ message: 'Forbidden', status }, 403)
    const { error } = await failureOf(client.readCompany())
    expect(error).toMatchObject({ code: 'auth.forbidden', providerMessage: 'Forbidden', fields: [{ path: '', code }] })
  })

  it('meets a status that nobody documented with the provider’s own words', async () => {
    const { client } = await answering({ message: 'Something new', status: 'something_new' }, 403)
    const { error } = await failureOf(client.readCompany())
    expect(error).toMatchObject({ code: 'auth.forbidden', providerMessage: 'Something new', fields: [] })
  })

  it('shows a refused field at its place in the form', async () => {
    const { client } = await answering({ message: 'transfer_dst: at most 10 numbers' }, 400)
    const { error } = await failureOf(client.createRule(1, transferRule()))
    expect(error).toMatchObject({ code: 'provider.validation', fields: [{ path: 'destinations' }] })
  })
})

const transferRule = () => ({
  type: 'transfer' as const,
  name: '',
  enabled: true,
  final: true,
  conditions: {
    callerAction: 'any' as const,
    callerPattern: '',
    callStatus: 'any' as const,
    extensionCallStatus: 'any' as const,
    extensionStatus: 'any' as const,
    intervalId: null,
  },
  rest: {},
  timeoutSeconds: 20,
  ignoreEarlyMedia: true,
  allowPublicTransfer: false,
  destinations: ['101'],
  callScreening: false,
})
