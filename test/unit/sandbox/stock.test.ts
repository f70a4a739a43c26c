import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../../src-main/sandbox/sandbox'
import { call, sandbox } from './call'

const [lock, unlock, buy] = ['/number/v1/Lock', '/number/v1/Unlock', '/number/v1/Buy']

interface FreeItem {
  number_code: string
  region_name: string
  category_name: string
  install_fee: number
  subscription_fee: number
}

async function free(running: Sandbox, filter: object): Promise<FreeItem[]> {
  const { status, body } = await call(running, '/number/v1/GetFree', { limit: 1000, ...filter })
  expect(status).toBe(200)
  return (body as { numbers: FreeItem[] }).numbers
}

/** A cheap free number and a lock on it. */
async function locked(running: Sandbox, seconds?: number): Promise<{ number_code: string; reserve_uid: number }> {
  const [number] = await free(running, { type_id: 1104, category_id: 10000 })
  const { body } = await call(running, lock, { number_code: number?.number_code, seconds })
  return { number_code: number?.number_code ?? '', reserve_uid: (body as { Id: number }).Id }
}

test('reference GetList has the documented dictionaries', async () => {
  const { body } = await call(await sandbox(), '/number/reference/v1/GetList')
  expect(body).toMatchObject({
    types: [
      { type_id: 1104, type_name: 'DEF' },
      { type_id: 1105, type_name: 'ABC' },
      { type_id: 1106, type_name: 'KDU' },
    ],
    regions: expect.arrayContaining([
      expect.objectContaining({ region_id: 10230, region_name: 'Moscow', description: 'Москва' }),
      expect.objectContaining({ region_id: 10182, region_name: 'St. Petersburg', description: 'Санкт-Петербург' }),
    ]),
  })
  const { categories, regions } = body as { categories: { category_id: number; type_id: number }[]; regions: object[] }
  expect(regions).toHaveLength(19)
  expect(categories.map(({ category_id: id, type_id }) => [id, type_id])).toEqual(
    [10000, 10010, 10020, 10030, 10040, 10050].flatMap((base) => [0, 1, 2].map((n) => [base + n, 1104 + n])),
  )
})

describe('GetFree', () => {
  test('an item has the documented fields and forms', async () => {
    const [item] = await free(await sandbox(), { type_id: 1106, region_id: 10084 })
    expect(item).toEqual({
      number_code: expect.stringMatching(/^7800\d{7}$/),
      type_name: 'KDU',
      region_name: 'Russia',
      category_name: expect.any(String),
      subscription_fee: expect.any(Number),
      install_fee: expect.any(Number),
      number_options: { incoming_calls: true, outgoing_calls: false, incoming_sms: false, outgoing_sms: false },
    })
  })

  test('region, category, mask', async () => {
    const running = await sandbox({ exolve: { freeNumbers: 3000 } })
    const petersburg = await free(running, { type_id: 1105, region_id: 10182, category_id: 10011 })
    expect(petersburg.length).toBeGreaterThan(0)
    expect(new Set(petersburg.map((item) => item.region_name + item.category_name))).toEqual(
      new Set(['St. PetersburgBRONZE']),
    )
    expect(petersburg[0]).toMatchObject({ subscription_fee: 200, install_fee: 1000 })
    for (const mask of ['7499*', '7499%', '749_*', '7.99.......']) {
      const found = await free(running, { type_id: 1105, mask })
      expect(found.length).toBeGreaterThan(0)
      expect(found.every(({ number_code: code }) => /^7.?9/.test(code))).toBe(true)
    }
    expect(await free(running, { type_id: 1105, mask: '7499' })).toEqual([])
    expect((await call(running, '/number/v1/GetFree', { type_id: 1105, mask: '(' })).status).toBe(400)
  })

  test('pages until an empty one; random shuffles', async () => {
    const running = await sandbox()
    const all = await free(running, { type_id: 1104 })
    const codes = (items: FreeItem[]): string[] => items.map((item) => item.number_code)
    expect(codes(await free(running, { type_id: 1104, limit: 20, offset: 20 }))).toEqual(codes(all.slice(20, 40)))
    expect(await free(running, { type_id: 1104, offset: 1000 })).toEqual([])
    const shuffled = codes(await free(running, { type_id: 1104, random: true }))
    expect(shuffled).not.toEqual(codes(all))
    expect(shuffled.toSorted()).toEqual(codes(all).toSorted())
  })

  test('without a type it is refused', async () => {
    expect(await call(await sandbox(), '/number/v1/GetFree')).toMatchObject({
      status: 400,
      body: { error: 'invalid GetFreeRequest.TypeId: value must be greater than 0' },
    })
  })
})

describe('Lock', () => {
  test('answers with a capital Id and takes the number off the shelf until the time is over', async () => {
    let time = Date.UTC(2026, 0, 1)
    const running = await sandbox({ now: () => time })
    const { number_code, reserve_uid } = await locked(running, 60)
    expect(reserve_uid).toBe(1_001_884)
    const offered = async (): Promise<boolean> => (await free(running, { type_id: 1104, mask: number_code })).length > 0
    expect(await offered()).toBe(false)
    time += 59_999
    expect(await offered()).toBe(false)
    expect((await call(running, lock, { number_code })).status).toBe(409)
    time += 1
    expect(await offered()).toBe(true)
    expect((await call(running, buy, { number_code, reserve_uid })).status).toBe(400)
    expect((await call(running, lock, { number_code })).body).toEqual({ Id: 1_001_885 })
  })

  test.each([59, 601])('%i seconds are refused', async (seconds) => {
    const answer = await call(await sandbox(), lock, { number_code: 79300000000, seconds })
    expect(answer).toMatchObject({
      status: 400,
      body: { error: 'invalid LockRequest.Seconds: value must be inside range [60, 600]' },
    })
  })

  test('a number that does not exist has the documented words; an owned one cannot be locked', async () => {
    const running = await sandbox()
    expect(await call(running, lock, { number_code: 79990000000 })).toMatchObject({
      status: 400,
      body: { error: 'Номер 79990000000 не существует' },
      assumed: null,
    })
    expect((await call(running, lock, { number_code: 74991112233 })).status).toBe(409)
  })

  test('of twenty at once one gets the number', async () => {
    const running = await sandbox()
    const [item] = await free(running, { type_id: 1104 })
    const body = { number_code: item?.number_code }
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(running, lock, body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(19).fill(409)])
  })
})

test('Unlock gives the number back, with the right id only', async () => {
  const running = await sandbox()
  const { number_code, reserve_uid: uid } = await locked(running)
  expect((await call(running, unlock, { number_code, uid: uid + 1 })).status).toBe(400)
  expect((await call(running, unlock, `{\n"number_code": ${number_code},\n"uid":\n}`)).body).toEqual({
    error: 'proto: (line 4:1): invalid value for uint32 type: }',
  })
  expect((await call(running, unlock, { number_code, uid })).text).toBe('{}')
  expect((await call(running, unlock, { number_code, uid })).status).toBe(400)
  expect((await call(running, lock, { number_code })).status).toBe(200)
})

describe('Buy', () => {
  test('moves the number to the owned ones, records calls, charges the account', async () => {
    const time = Date.UTC(2026, 0, 1, 12)
    const running = await sandbox({ now: () => time })
    const before = running.exolve.state.balance
    const request = await locked(running)
    const { number_code } = request
    expect((await call(running, buy, { ...request, call_transcribation: true })).text).toBe('{}')
    expect((await call(running, '/number/customer/v1/GetList', { limit: 1 })).body).toMatchObject({
      numbers: [{ number_name: number_code, create_date: '2026-01-01T12:00:00.000000Z' }],
      total: 241,
    })
    expect((await call(running, '/number/v1/GetAttributes', { number_code })).body).toMatchObject({
      attributes: { call_record: true, call_transcribation: true, call_forwarding_type: 0 },
    })
    expect((await call(running, '/finance/v1/GetBalance')).body).toEqual({ balance: before - 590 - 150 })
    expect(await free(running, { type_id: 1104, mask: number_code })).toEqual([])
  })

  test('ten at once buy once', async () => {
    const running = await sandbox()
    const before = running.exolve.state.balance
    const request = await locked(running)
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(running, buy, request)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(running.exolve.state.owned()).toHaveLength(241)
    expect(running.exolve.state.balance).toBe(before - 740)
  })

  test('the documented refusals', async () => {
    const running = await sandbox()
    const request = await locked(running)
    const error = async (fields: object): Promise<unknown> => {
      const { status, body, assumed } = await call(running, buy, { ...request, ...fields })
      expect([status, assumed]).toEqual([400, null])
      return (body as { error: string }).error
    }
    expect(await error({ call_transcribation: true, speech_analytics: true })).toBe(
      'Error buying number: call transcribation and speech analytics cannot be enabled at the same time',
    )
    expect(await error({ speech_analytics: true })).toBe('speech analytics must be enabled in the application setting')
    expect(await error({ uid: 1 })).toContain('unknown field "uid"')
    const analytics = `Bearer ${running.exolve.state.applications[1].apiKey}`
    expect(
      await call(running, buy, { ...request, call_transcribation: true }, { authorization: analytics }),
    ).toMatchObject({
      status: 400,
      body: { error: 'call transcribation must be enabled in the application settings' },
    })
  })

  test('a lock of another application, another id, no money', async () => {
    const running = await sandbox()
    const request = await locked(running)
    const authorization = `Bearer ${running.exolve.state.applications[2].apiKey}`
    expect((await call(running, buy, request, { authorization })).status).toBe(400)
    expect((await call(running, buy, { ...request, reserve_uid: 1 })).status).toBe(400)
    running.exolve.state.balance = 739
    expect((await call(running, buy, request)).text).toContain('balance is too low')
    expect(running.exolve.state.owned()).toHaveLength(240)
  })
})

test('Delete gives a number back to the shelf', async () => {
  const running = await sandbox()
  const number_code = '74991112233'
  expect((await call(running, '/number/v1/Delete', { number_code })).text).toBe('{}')
  expect((await call(running, '/number/customer/v1/GetInfo', { number_code })).status).toBe(400)
  expect(await free(running, { type_id: 1105, mask: number_code })).toHaveLength(1)
  expect((await call(running, '/number/v1/Delete', { number_code })).status).toBe(400)
  expect((await call(running, lock, { number_code })).status).toBe(200)
})
