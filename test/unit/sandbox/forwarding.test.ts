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
