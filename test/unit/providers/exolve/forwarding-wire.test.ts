import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppFailure } from '@shared/domain/app-error'
import type { Forwarding, NumberForwarding } from '@shared/domain/forwarding/forwarding'
import { fromAttributes, toSetCallForwarding } from '../../../../src-main/providers/exolve/forwarding-wire'
import { attributesBlock } from '../../../../src-main/providers/exolve/wire'

const example = (name: string): unknown =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../../fixtures/exolve/set-forwarding-${name}.json`), 'utf8'))

const toNumber: NumberForwarding = {
  kind: 'number',
  redirect: 'single',
  targets: [
    {
      number: '74992223344',
      timeoutSeconds: 16,
      active: true,
      name: 'звонит клиент',
      period: 'wd {Mon-Fri} hr {6am-14pm}',
      periodDescription: 'график будни',
    },
  ],
  eventUrl: 'https://example.com/',
  extendedEvents: true,
  clientId: 'test',
  promptToCaller: '12345',
  promptToCallee: '54321',
  masking: true,
  displayNumber: '74995556677',
}
const bare: NumberForwarding = {
  kind: 'number',
  redirect: 'parallel',
  targets: [
    { number: '883140000000001', timeoutSeconds: null, active: false, name: '', period: '', periodDescription: '' },
  ],
  eventUrl: '',
  extendedEvents: false,
  clientId: '',
  promptToCaller: '',
  promptToCallee: '',
  masking: false,
  displayNumber: '',
}
const toUrl: Forwarding = { kind: 'url', url: 'https://example.com/', reserve: '74993334455' }
const toStaticIp: Forwarding = { kind: 'staticIp', address: '127.0.0.1', port: 10, timeoutSeconds: 30, did: '111' }

describe('the body of SetCallForwarding', () => {
  it.each([
    ['number', toNumber],
    ['url', toUrl],
    ['static-ip', toStaticIp],
  ] as const)('is the document’s own example, with its order of keys: %s', (name, forwarding) => {
    expect(JSON.stringify(toSetCallForwarding('74991112233', forwarding))).toBe(JSON.stringify(example(name)))
  })

  it('leaves out what is empty and keeps every boolean', () => {
    expect(toSetCallForwarding('74991112233', bare)).toEqual({
      number_code: 74991112233,
      call_forwarding_type: 2,
      call_forwarding_number: {
        redirect_type: 3,
        call_control: [{ active: false, redirect_number: '883140000000001' }],
        event_extended: false,
        masking: false,
      },
    })
  })

  it('has type 1 for an external SIP account', () => {
    expect(toSetCallForwarding('74991112233', { kind: 'sip', sipUri: 'a@example.com' })).toEqual({
      number_code: 74991112233,
      call_forwarding_type: 1,
      call_forwarding_sip: { sip_uri: 'a@example.com' },
    })
  })

  it('refuses a number that JSON would round, and names the field', () => {
    const refused = (act: () => unknown) => {
      try {
        act()
      } catch (error) {
        if (error instanceof AppFailure) return error.error
      }
      throw new Error('not refused')
    }
    expect(refused(() => toSetCallForwarding('9007199254740993', toUrl)).code).toBe('input.invalid')
    expect(refused(() => toSetCallForwarding('+74991112233', toUrl)).code).toBe('input.invalid')
    expect(
      refused(() => toSetCallForwarding('74991112233', { ...toStaticIp, did: '18446744073709551615' })),
    ).toMatchObject({ code: 'input.invalid', fields: [{ path: 'did', code: 'field.malformed' }] })
  })
})

describe('what GetAttributes tells', () => {
  const read = (block: object) => fromAttributes(attributesBlock.parse(block))

  it.each([
    ['number', { ...toNumber, clientId: '' }],
    ['url', toUrl],
    ['static-ip', toStaticIp],
  ] as const)('gives back what was set: %s', (name, forwarding) => {
    // GetAttributes never gives client_id back.
    const block = JSON.parse(JSON.stringify(example(name)).replace('"client_id":"test",', '')) as object
    expect(read(block)).toEqual({ forwarding, unsettable: [] })
  })

  it('names what the setter cannot keep, but for zeros, which nothing is lost with', () => {
    const block = JSON.parse(JSON.stringify(example('url'))) as { call_forwarding_ipcr: object }
    const zeros = { counter: 0, big: '0', text: '', flag: false, nothing: null }
    Object.assign(block.call_forwarding_ipcr, zeros, { kept: '7', list: [1] })
    expect(read(block).unsettable).toEqual([
      { path: 'call_forwarding_ipcr.kept', value: '7' },
      { path: 'call_forwarding_ipcr.list', value: '[1]' },
    ])
  })

  it('reads the block of type 4 under the list’s names too, and lists of one for objects', () => {
    expect(
      read({
        call_forwarding_type: 4,
        call_forwarding_ip_static: [{ did_name: '111', ip: '127.0.0.1', port: '10', timeout: '30' }],
      }).forwarding,
    ).toEqual(toStaticIp)
    expect(
      read({ call_forwarding_type: '3', call_forwarding_ipcr: [{ url: 'https://example.com/' }] }).forwarding,
    ).toEqual({ kind: 'url', url: 'https://example.com/', reserve: '' })
    expect(
      read({ call_forwarding_type: 2, call_forwarding_number: { call_control: { redirect_number: 74992223344 } } })
        .forwarding,
    ).toMatchObject({ redirect: 'single', targets: [{ number: '74992223344', active: false, timeoutSeconds: null }] })
  })

  it('takes what protobuf leaves out for zero', () => {
    expect(read({})).toEqual({ forwarding: { kind: 'none' }, unsettable: [] })
    expect(read({ call_forwarding_type: 1, call_forwarding_sip: { sip_uri: 'a@b' } }).forwarding).toEqual({
      kind: 'sip',
      sipUri: 'a@b',
    })
  })

  it('names every value that saving would drop, known or new', () => {
    expect(
      read({
        call_forwarding_type: 2,
        call_forwarding_number: {
          redirect_type: 7,
          answer: true,
          brand_new: { a: 1 },
          empty_new: '',
          off: false,
          call_control: [{ redirect_number: '74992223344', dtmf: '12#' }],
        },
      }).unsettable,
    ).toEqual([
      { path: 'call_forwarding_number.redirect_type', value: '7' },
      { path: 'call_forwarding_number.answer', value: 'true' },
      { path: 'call_forwarding_number.brand_new', value: '{"a":1}' },
      { path: 'call_forwarding_number.call_control.0.dtmf', value: '12#' },
    ])
  })

  it('does not show an unknown type as none', () => {
    expect(() => read({ call_forwarding_type: 9 })).toThrow('provider.badAnswer')
  })
})
