import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../../src-main/sandbox/sandbox'
import { call, sandbox } from './call'

interface Item {
  number_name: string
  type_name: string
  region_name: string
  category_name: string
  application_uuid: string
  create_date: string
  call_forwarding_flag?: boolean
}

async function list(running: Sandbox, filter: object = {}): Promise<{ numbers: Item[]; total: number }> {
  const { status, body } = await call(running, '/number/customer/v1/GetList', { limit: 1000, ...filter })
  expect(status).toBe(200)
  return body as { numbers: Item[]; total: number }
}

describe('customer GetList', () => {
  test('an item has the documented fields and forms', async () => {
    const { numbers, total } = await list(await sandbox(), { search_filter: '74991112233' })
    expect(total).toBe(1)
    expect(numbers[0]).toEqual({
      number_name: '74991112233',
      type_name: 'ABC',
      region_name: 'Moscow',
      category_name: 'REGULAR',
      application_name: 'Контакт-центр',
      application_uuid: '11111111-2222-4333-8444-555555555555',
      subscription_fee: 150,
      install_fee: 700,
      create_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      number_options: { incoming_calls: true, outgoing_calls: true, incoming_sms: false, outgoing_sms: false },
    })
  })

  test('pages cover the list once, newest purchase first', async () => {
    const running = await sandbox()
    const pages: Item[] = []
    for (let offset = 0; ; offset += 50) {
      const { numbers, total } = await list(running, { limit: 50, offset })
      expect(total).toBe(240)
      if (numbers.length === 0) break
      pages.push(...numbers)
    }
    expect(new Set(pages.map((item) => item.number_name)).size).toBe(240)
    const dates = pages.map((item) => item.create_date)
    expect(dates).toEqual(dates.toSorted().reverse())
  })

  test('a page without a limit, and a limit beyond the largest, are cut', async () => {
    const running = await sandbox({ exolve: { numbers: 1200 } })
    expect((await list(running, { limit: undefined })).numbers).toHaveLength(100)
    expect((await list(running, { limit: 0 })).numbers).toHaveLength(100)
    expect((await list(running, { limit: '5000' })).numbers).toHaveLength(1000)
  })

  test('each filter restricts, and total counts what is left', async () => {
    const running = await sandbox()
    const { numbers: all } = await list(running)
    const expectFilter = async (filter: object, keeps: (item: Item) => boolean): Promise<void> => {
      const { numbers, total } = await list(running, filter)
      expect(numbers.map((item) => item.number_name)).toEqual(all.filter(keeps).map((item) => item.number_name))
      expect(total).toBe(numbers.length)
      expect(total).toBeGreaterThan(0)
      expect(total).toBeLessThan(all.length)
    }
    const [from, to] = ['2024-01-01T00:00:00Z', '2025-01-01T03:00:00.5+03:00']
    await expectFilter({ type_name: 'DEF' }, (item) => item.type_name === 'DEF')
    await expectFilter({ type_id: 1106 }, (item) => item.type_name === 'KDU')
    await expectFilter({ category_id: '10011' }, (item) => item.category_name === 'BRONZE' && item.type_name === 'ABC')
    await expectFilter({ region_id: 10182 }, (item) => item.region_name === 'St. Petersburg')
    await expectFilter({ search_filter: '7499' }, (item) => item.number_name.includes('7499'))
    await expectFilter({ date_from: from }, (item) => item.create_date >= from)
    await expectFilter({ date_to: to }, (item) => item.create_date <= '2025-01-01T00:00:00.500000Z')
    const { uuid } = running.exolve.state.applications[1]
    await expectFilter({ application_uuid: uuid }, (item) => item.application_uuid === uuid)
    expect((await list(running, { application_uuid: 'nobody' })).total).toBe(0)
    const codesWith = (attached: boolean): string[] =>
      running.exolve.state.owned().flatMap(({ code, sip }) => ((sip !== null) === attached ? [code] : []))
    await expectFilter({ sip_filter: 1 }, (item) => codesWith(false).includes(item.number_name))
    await expectFilter({ sip_filter: 2 }, (item) => codesWith(true).includes(item.number_name))
    const [newest] = all
    const day = { date_from: newest?.create_date, date_to: newest?.create_date }
    expect((await list(running, day)).numbers).toEqual([newest])
    expect(await list(running, { sip_filter: 0 })).toEqual(await list(running))
  })

  test.each([{ date_from: 'yesterday' }, { date_to: '2025-01-01' }, { sip_filter: 3 }])(
    'filter %j is refused in words of the sandbox',
    async (filter) => {
      const answer = await call(await sandbox(), '/number/customer/v1/GetList', filter)
      expect(answer).toMatchObject({ status: 400, assumed: 'text of the refusal' })
      expect(answer.text).toContain('sandbox: ')
    },
  )

  test('forwarding is printed only with application_uuid; redirect_type is a string there', async () => {
    const running = await sandbox()
    expect((await list(running)).numbers.some((item) => 'call_forwarding_flag' in item)).toBe(false)
    const { applications, setForwarding } = running.exolve.state
    const number = '74991112233'
    const printed = async (): Promise<unknown> => {
      const filter = { application_uuid: applications[0].uuid, search_filter: number }
      const [item = {}] = (await list(running, filter)).numbers
      return Object.fromEntries(Object.entries(item).filter(([key]) => key.startsWith('call_')))
    }
    expect(await printed()).toEqual({ call_forwarding_flag: false })
    setForwarding(number, { type: 1, sip: { sip_uri: 'a@sip.example.com' } })
    expect(await printed()).toEqual({
      call_forwarding_flag: true,
      call_forwarding_sip: { sip_uri: 'a@sip.example.com' },
    })
    setForwarding(number, {
      type: 2,
      number: { redirect_type: 1, call_control: [{ redirect_number: '883140005577220' }] },
    })
    expect(await printed()).toEqual({
      call_forwarding_flag: true,
      call_forwarding_number: { redirect_type: '1', redirect_number: '883140005577220' },
    })
    setForwarding(number, { type: 3, ipcr: { url: 'https://example.com', reserve: '' } })
    expect(await printed()).toEqual({
      call_forwarding_flag: true,
      call_forwarding_ipcr: { url: 'https://example.com' },
    })
    setForwarding(number, {
      type: 4,
      static: { static_ip: '111.112.113.114', port: 5060, timeout: 60, did: '79991234477' },
    })
    expect(await printed()).toEqual({
      call_forwarding_flag: true,
      call_forwarding_ip_static: { did_name: '79991234477', ip: '111.112.113.114', port: 5060, timeout: 60 },
    })
  })

  test('a list that shrinks between two pages', async () => {
    const running = await sandbox()
    const { state } = running.exolve
    const stop = running.ledger.onSettled(() => {
      for (const { code } of state.owned().slice(0, 10)) state.removeNumber(code)
      stop()
    })
    const first = await list(running, { limit: 100 })
    const second = await list(running, { limit: 100, offset: 100 })
    expect([first.total, second.total]).toEqual([240, 230])
  })
})

test('GetInfo wraps the number; without forwarding and description', async () => {
  const running = await sandbox()
  const { body } = await call(running, '/number/customer/v1/GetInfo', { number_code: '74995556677' })
  const { numbers } = await list(running, { search_filter: '74995556677' })
  expect(body).toEqual({ number: { ...numbers[0], description: undefined } })
  expect(await call(running, '/number/customer/v1/GetInfo', { number_code: 1 })).toMatchObject({
    status: 400,
    assumed: 'status and text',
  })
})

describe('SetAmdState', () => {
  const path = '/number/v1/SetAmdState'
  const number_code = 74991112233

  test('on and off, seen in GetAttributes', async () => {
    const running = await sandbox()
    const amd = async (): Promise<unknown> => {
      const { body } = await call(running, '/number/v1/GetAttributes', { number_code })
      return (body as { attributes: { amd?: boolean } }).attributes.amd
    }
    const number = running.exolve.state.find(String(number_code))
    if (number) number.amd = false
    await call(running, path, { number_code, amd: true })
    expect(await amd()).toBe(true)
    expect(await call(running, path, { number_code, amd: true })).toMatchObject({
      status: 200,
      assumed: 'enabling twice is no error',
    })
    expect((await call(running, path, { number_code, amd: false })).text).toBe('{}')
    expect(await amd()).toBeUndefined()
    expect(await call(running, path, { number_code, amd: false })).toMatchObject({
      status: 400,
      body: { error: 'Error setting amd: amd already disabled on number' },
      assumed: null,
    })
  })

  test.each([
    [{ amd: true }, 'invalid SetAmdStateRequest.NumberCode: value must be greater than 0'],
    [{ number_code: 'x' }, `proto: (line 1:16): invalid value for uint64 field numberCode: "x"`],
    [{ number_code, amd: 1 }, 'proto: (line 1:34): invalid value for bool field amd: 1'],
    [{ number_code, on: true }, 'proto: (line 1:28): unknown field "on"'],
    [{ number_code: 79990000000, amd: true }, 'Error setting amd: number is missing in the application'],
  ])('%j is refused: %s', async (body, error) => {
    expect(await call(await sandbox(), path, body)).toMatchObject({ status: 400, body: { error }, assumed: null })
  })

  test('an application without the service is 403', async () => {
    const running = await sandbox()
    const { applications, owned } = running.exolve.state
    const number = owned().find(({ application }) => application === applications[1])
    const authorization = `Bearer ${applications[1].apiKey}`
    expect(await call(running, path, { number_code: number?.code, amd: true }, { authorization })).toMatchObject({
      status: 403,
      body: { error: 'Error setting amd: activate amd service on this application' },
    })
  })
})
