import { describe, expect, test } from 'vitest'
import { call, example, sandbox } from './call'

const number_code = '74991112233'

describe("the document's examples of SetCallForwarding", () => {
  test('number: taken whole, given back by GetAttributes without client_id', async () => {
    const running = await sandbox()
    expect(await call(running, '/number/v1/SetCallForwarding', example('set-forwarding-number'))).toMatchObject({
      status: 200,
      body: {},
    })
    const { body } = await call(running, '/number/v1/GetAttributes', { number_code })
    expect(body).toMatchObject({
      attributes: {
        call_forwarding_type: 2,
        call_forwarding_number: {
          redirect_type: 1,
          call_control: [
            {
              timeout: '16',
              active: true,
              period: 'wd {Mon-Fri} hr {6am-14pm}',
              period_description: 'график будни',
              name: 'звонит клиент',
              redirect_number: '74992223344',
            },
          ],
          event_url: 'https://example.com/',
          event_extended: true,
          file_to_a: '12345',
          file_to_b: '54321',
          masking: true,
          display_number: '74995556677',
        },
      },
    })
    expect(JSON.stringify(body)).not.toContain('client_id')
  })

  test('URL', async () => {
    const running = await sandbox()
    expect((await call(running, '/number/v1/SetCallForwarding', example('set-forwarding-url'))).text).toBe('{}')
    expect((await call(running, '/number/v1/GetAttributes', { number_code })).body).toMatchObject({
      attributes: {
        call_forwarding_type: 3,
        call_forwarding_ipcr: { url: 'https://example.com/', reserve: '74993334455' },
      },
    })
  })

  test('static IP: the DID is printed as a string', async () => {
    const running = await sandbox()
    expect((await call(running, '/number/v1/SetCallForwarding', example('set-forwarding-static-ip'))).text).toBe('{}')
    expect(await call(running, '/number/v1/GetAttributes', { number_code })).toMatchObject({
      body: {
        attributes: {
          call_forwarding_type: 4,
          call_forwarding_static: { static_ip: '127.0.0.1', port: 10, timeout: 30, did: '111' },
        },
      },
      assumed: 'name of the static IP object',
    })
  })
})

const set = '/number/v1/SetCallForwarding'
const toNumber = (fields: object): object => ({
  number_code,
  call_forwarding_type: 2,
  call_forwarding_number: { redirect_type: 1, call_control: [{ redirect_number: '74992223344' }], ...fields },
})
const toStatic = (fields: object): object => ({
  number_code,
  call_forwarding_type: 4,
  call_forwarding_static: { static_ip: '203.0.113.10', port: 5060, ...fields },
})

describe('SetCallForwarding', () => {
  test('an external SIP account, of the newer revision', async () => {
    const running = await sandbox()
    const call_forwarding_sip = { sip_uri: 'testsip06844538@testsip.test.ru' }
    await call(running, set, { number_code, call_forwarding_type: '1', call_forwarding_sip })
    expect((await call(running, '/number/v1/GetAttributes', { number_code })).body).toMatchObject({
      attributes: { call_forwarding_type: 1, call_forwarding_sip },
    })
  })

  test('replaces the whole forwarding, what no setter takes included', async () => {
    const running = await sandbox()
    running.exolve.state.setForwarding(number_code, {
      type: 2,
      number: { redirect_type: 1, answer: true, event_url: 'https://example.com', call_control: [{ dtmf: '8' }] },
    })
    expect(await call(running, set, toNumber({}))).toMatchObject({ assumed: 'replaces the whole forwarding' })
    expect((await call(running, '/number/v1/GetAttributes', { number_code })).body).toMatchObject({
      attributes: {
        call_forwarding_number: { redirect_type: 1, call_control: [{ redirect_number: '74992223344' }] },
      },
    })
    expect(running.exolve.state.find(number_code)?.forwarding).not.toHaveProperty('number.answer')
  })

  test('a period is taken as it is: what the provider refuses there is not documented', async () => {
    const call_control = [{ redirect_number: '74992223344', period: 'nonsense' }]
    expect((await call(await sandbox(), set, toNumber({ call_control }))).status).toBe(200)
  })

  test('type 0 removes the forwarding, which is assumed', async () => {
    const running = await sandbox()
    await call(running, set, toStatic({}))
    expect(await call(running, set, { number_code, call_forwarding_type: 0 })).toMatchObject({
      status: 200,
      assumed: 'type 0 removes the forwarding',
    })
    expect(running.exolve.state.find(number_code)?.forwarding).toEqual({ type: 0 })
  })

  test.each([
    ['display number of nobody', toNumber({ masking: true, display_number: '74990000000' }), 'display_number'],
    ['redirect type 0', toNumber({ redirect_type: 0 }), 'redirect_type'],
    ['redirect type 4', toNumber({ redirect_type: 4 }), 'redirect_type'],
    ['no target', toNumber({ call_control: [] }), 'call_control must not be empty'],
    ['target without a number', toNumber({ call_control: [{ active: true }] }), 'call_control[0].redirect_number'],
    ['target with +', toNumber({ call_control: [{ redirect_number: '+74992223344' }] }), 'call_control[0]'],
    ['type 5', { number_code, call_forwarding_type: 5 }, 'must be 0 to 4'],
    ['type without its object', { number_code, call_forwarding_type: 2 }, 'does not fit'],
    ['object of another type', { ...toStatic({}), call_forwarding_type: 3 }, 'does not fit'],
    ['object with type 0', { ...toStatic({}), call_forwarding_type: 0 }, 'does not fit'],
    ['two objects', { ...toStatic({}), call_forwarding_sip: { sip_uri: 'a@b' } }, 'only one'],
    [
      'SIP URI without a host',
      { number_code, call_forwarding_type: 1, call_forwarding_sip: { sip_uri: 'a' } },
      'sip_uri',
    ],
    ['no URL', { number_code, call_forwarding_type: 3, call_forwarding_ipcr: { reserve: '74993334455' } }, 'url'],
    ['FTP', { number_code, call_forwarding_type: 3, call_forwarding_ipcr: { url: 'ftp://example.com' } }, 'url'],
    [
      'reserve that is no number',
      { number_code, call_forwarding_type: 3, call_forwarding_ipcr: { url: 'https://example.com', reserve: 'office' } },
      'reserve',
    ],
    ['host name as static IP', toStatic({ static_ip: 'example.com' }), 'static_ip'],
    ['IPv6', toStatic({ static_ip: '::1' }), 'static_ip'],
    ['port 0', toStatic({ port: 0 }), 'port'],
    ['port 65536', toStatic({ port: 65_536 }), 'port'],
  ])('%s is refused in words of the sandbox, and changes nothing', async (_, body, words) => {
    const running = await sandbox()
    const before = structuredClone(running.exolve.state.find(number_code)?.forwarding)
    const answer = await call(running, set, body)
    expect(answer).toMatchObject({ status: 400, assumed: 'text of the refusal' })
    expect((answer.body as { error: string }).error).toMatch(/^sandbox: /)
    expect(answer.text).toContain(words)
    expect(running.exolve.state.find(number_code)?.forwarding).toEqual(before)
  })

  test('a display number of another application is refused; without masking it does not matter', async () => {
    const running = await sandbox()
    const { applications, owned } = running.exolve.state
    const display_number = owned().find(({ application }) => application === applications[1])?.code
    expect((await call(running, set, toNumber({ masking: true, display_number }))).status).toBe(400)
    expect((await call(running, set, toNumber({ masking: false, display_number }))).status).toBe(200)
    expect((await call(running, set, toNumber({ masking: true, display_number: '74995556677' }))).status).toBe(200)
  })

  test.each([
    [{ ...toNumber({}), call_forwarding_data: {} }, 'call_forwarding_data'],
    [toNumber({ answer: true }), 'answer'],
    [toNumber({ call_control: [{ redirect_number: '74992223344', dtmf: '8' }] }), 'dtmf'],
    [{ number_code, call_forwarding_type: 4, call_forwarding_ip_static: {} }, 'call_forwarding_ip_static'],
  ])('a field that only answers or tables have is unknown: %j', async (body, field) => {
    const answer = await call(await sandbox(), set, body)
    expect(answer.status).toBe(400)
    expect((answer.body as { error: string }).error).toMatch(
      new RegExp(String.raw`^proto: \(line 1:\d+\): unknown field "${field}"$`),
    )
  })

  test('numbers of nobody and of another application are missing', async () => {
    const running = await sandbox()
    const { applications, owned } = running.exolve.state
    const foreign = owned().find(({ application }) => application === applications[2])?.code
    for (const code of ['74990000000', foreign]) {
      for (const path of [set, '/number/v1/DeleteCallForwarding', '/number/v1/Delete']) {
        const { status, text } = await call(running, path, { number_code: code })
        expect([status, text]).toEqual([400, expect.stringContaining('number is missing in the application')])
      }
    }
    expect((await call(running, '/number/v1/GetAttributes', { number_code: foreign })).status).toBe(200)
    expect((await call(running, '/number/v1/GetAttributes', { number_code: '74990000000' })).status).toBe(400)
  })

  test('a number that has a SIP ID refuses a URL, as others saw', async () => {
    const running = await sandbox()
    const { applications, owned } = running.exolve.state
    const number = owned().find(({ sip, application }) => sip && application === applications[0])
    const body = {
      number_code: number?.code,
      call_forwarding_type: 3,
      call_forwarding_ipcr: { url: 'https://example.com' },
    }
    expect(await call(running, set, body)).toMatchObject({
      status: 400,
      body: { error: 'Error setting call forwarding: number has sip' },
      assumed: 'status and text of the refusal',
    })
  })
})

describe('DeleteCallForwarding', () => {
  const remove = '/number/v1/DeleteCallForwarding'

  test('removes; the second time there is nothing to remove, which is assumed to be no error', async () => {
    const running = await sandbox()
    await call(running, set, toNumber({}))
    expect(await call(running, remove, { number_code })).toMatchObject({ status: 200, text: '{}', assumed: null })
    expect((await call(running, '/number/v1/GetAttributes', { number_code })).body).toMatchObject({
      attributes: { call_forwarding_type: 0 },
    })
    expect(await call(running, remove, { number_code })).toMatchObject({
      status: 200,
      assumed: 'nothing to delete is no error',
    })
  })

  test('the documented refusal', async () => {
    expect((await call(await sandbox(), remove, '{\n"number_code":\n}')).body).toEqual({
      error: 'proto: (line 3:1): invalid value for uint64 type: }',
    })
  })
})

describe('GetAttributes', () => {
  test("prints the document's example", async () => {
    const running = await sandbox()
    const number = running.exolve.state.find(number_code)
    if (!number) throw new Error('The example number is missing')
    Object.assign(number, { resourceId: '94004', callRecord: false, transcription: false, amd: false })
    number.forwarding = {
      type: 2,
      number: {
        redirect_type: 1,
        call_control: [{ timeout: 16, active: true, name: 'звонит клиент', redirect_number: '74996480184', dtmf: '8' }],
        event_url: 'https://example.com/',
        event_extended: true,
        client_id: 'never printed',
        file_to_a: '12345',
        file_to_b: '54321',
        answer: true,
        masking: true,
        display_number: '74995557890',
      },
    }
    expect((await call(running, '/number/v1/GetAttributes', { number_code })).body).toEqual({
      number_resource_id: '94004',
      status_name: 'Active',
      attributes: {
        call_record: false,
        call_forwarding_type: 2,
        call_forwarding_number: {
          redirect_type: 1,
          call_control: [
            { timeout: '16', active: true, name: 'звонит клиент', redirect_number: '74996480184', dtmf: '8' },
          ],
          event_url: 'https://example.com/',
          event_extended: true,
          file_to_a: '12345',
          file_to_b: '54321',
          answer: true,
          masking: true,
          display_number: '74995557890',
        },
      },
    })
  })

  test('leaves out what is false, zero or empty', async () => {
    const running = await sandbox()
    const call_control = [{ redirect_number: '74992223344', active: false, timeout: 0, name: '', period: '' }]
    await call(running, set, toNumber({ call_control, masking: false, event_url: '' }))
    const { body } = await call(running, '/number/v1/GetAttributes', { number_code })
    expect((body as { attributes: { call_forwarding_number: object } }).attributes.call_forwarding_number).toEqual({
      redirect_type: 1,
      call_control: [{ redirect_number: '74992223344' }],
    })
  })
})
