import { expect, test } from 'vitest'
import { call, sandbox } from './call'

interface Sip {
  sip_resource_id: string
  sip_name: string
  username: string
  cli: string
  create_date: string
}

test('SIP IDs: what forwarding can point to, filtered and paged; all but the request is assumed', async () => {
  const running = await sandbox()
  const list = async (filter: object = {}): Promise<Sip[]> => {
    const { body, assumed } = await call(running, '/number/customer/v1/GetSIPList', filter)
    expect(assumed).toBe('the answer')
    return (body as { sips: Sip[] }).sips
  }
  const all = await list()
  const [first] = all
  expect(all.length).toBeGreaterThan(10)
  expect(first).toMatchObject({ sip_resource_id: expect.any(String), username: expect.stringMatching(/^883140\d{9}$/) })
  expect(await list({ username_filter: first?.username })).toEqual([first])
  expect(await list({ clis_filter: first?.cli })).toEqual([first])
  expect(await list({ search_filter_by_name: first?.sip_name })).toEqual(
    all.filter(({ sip_name }) => sip_name === first?.sip_name),
  )
  expect(await list({ date_to: first?.create_date })).toEqual([first])
  expect(await list({ limit: 3, offset: '2' })).toEqual(all.slice(2, 5))
  const names = (await list({ order_by_name: 1 })).map(({ sip_name }) => sip_name)
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)))
})

test('attributes of a SIP ID hold its password and the numbers that point to it', async () => {
  const running = await sandbox()
  const { state } = running.exolve
  const number = state.owned().find(({ sip }) => sip !== null)
  const redirect_number = number?.sip?.login ?? ''
  state.setForwarding('74991112233', { type: 2, number: { redirect_type: 1, call_control: [{ redirect_number }] } })
  const answer = await call(running, '/sip/v1/GetAttributes', { sip_resource_id: number?.sip?.resourceId })
  expect(answer.body).toEqual({
    application_uuid: number?.application.uuid,
    sip_resource_id: number?.sip?.resourceId,
    sip_name: number?.sip?.name,
    number_code: number?.code,
    attributes: {
      login: redirect_number,
      password: expect.stringMatching(/^[\w-]{16}$/),
      domain: 'sip.exolve.ru',
      cli: number?.code,
    },
    numbers_with_call_forwarding: ['74991112233'],
  })
  expect((await call(running, '/sip/v1/GetAttributes', { sip_resource_id: 1 })).status).toBe(400)
})

test('trunks, prompts, balance', async () => {
  const running = await sandbox()
  expect((await call(running, '/number/customer/v1/GetStaticList', { ip: '203.0.113.20' })).body).toMatchObject({
    statics: [{ static_name: 'Data centre', ip: '203.0.113.20' }],
  })
  expect((await call(running, '/media/v1/GetList', { limit: 1 })).body).toMatchObject({
    files: [{ id: '12345' }],
    total: 4,
  })
  expect((await call(running, '/finance/v1/GetBalance')).body).toEqual({ balance: 48_250.5 })
})

test('they change nothing: creating and uploading have no route', async () => {
  const running = await sandbox()
  for (const path of ['/sip/v1/Create', '/sip/v1/Delete', '/media/v1/Upload', '/sip/v1/SetCallRecordState']) {
    expect((await call(running, path)).status).toBe(404)
  }
})
