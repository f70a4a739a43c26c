import { describe, expect, test } from 'vitest'
import { checkForwarding, type ForwardingContext, type NumberOwnership } from '@shared/domain/forwarding/check'
import { emptyForwarding, emptyTarget } from '@shared/domain/forwarding/empty'
import {
  forwardingSchema,
  type Forwarding,
  type ForwardingKind,
  type NumberForwarding,
  type Target,
} from '@shared/domain/forwarding/forwarding'

const context: ForwardingContext = { number: '74991112233' }

const target = (changes: Partial<Target> = {}): Target => ({ ...emptyTarget(), number: '74992223344', ...changes })
const toNumber = (changes: Partial<NumberForwarding> = {}): NumberForwarding => ({
  ...emptyForwarding('number'),
  targets: [target()],
  ...changes,
})
const toUrl = (url: string, reserve = ''): Forwarding => ({ kind: 'url', url, reserve })
const staticIp = { ...emptyForwarding('staticIp'), address: '203.0.113.10' }

/** Findings as `severity path code`. */
const found = (forwarding: Forwarding, within = context): string[] =>
  checkForwarding(forwarding, within).map(({ severity, path, code }) => `${severity} ${path} ${code}`)

const repeat = (length: number) => 'x'.repeat(length)

describe('checkForwarding', () => {
  test('takes the three examples of the document; what it says is advice', () => {
    const ownNumbers = (): NumberOwnership => 'own'
    const number = toNumber({
      targets: [
        target({
          timeoutSeconds: 16,
          period: 'wd {Mon-Fri} hr {6am-14pm}',
          periodDescription: 'график будни',
          name: 'звонит клиент',
        }),
      ],
      eventUrl: 'https://example.com/',
      extendedEvents: true,
      clientId: 'test',
      promptToCaller: '12345',
      promptToCallee: '54321',
      masking: true,
      displayNumber: '74995556677',
    })
    expect(found(number, { ...context, ownNumbers })).toEqual(['warning targets.0.period period.clockHour'])
    expect(found(toUrl('https://example.com/', '74993334455'))).toEqual([])
    expect(found({ kind: 'staticIp', address: '127.0.0.1', port: 10, timeoutSeconds: 30, did: '111' })).toEqual([
      'warning address forwarding.addressPrivate',
    ])
  })

  test.each<[string, Forwarding, ...string[]]>([
    ['nothing chosen', { kind: 'none' }, 'error kind forwarding.kindMissing'],
    ['no target', toNumber({ targets: [] }), 'error targets forwarding.targetsEmpty'],
    [
      'a target without number',
      toNumber({ targets: [target({ number: '' })] }),
      'error targets.0.number field.required',
    ],
    [
      'a phone as written',
      toNumber({ targets: [target({ number: '+7 499 222-33-44' })] }),
      'error targets.0.number phone.written',
    ],
    [
      'a short SIP ID',
      toNumber({ targets: [target({ number: '88314000000001' })] }),
      'error targets.0.number phone.sipIdLength',
    ],
    [
      'itself',
      toNumber({ targets: [target({ number: context.number })] }),
      'warning targets.0.number forwarding.targetIsNumber',
    ],
    [
      'two targets of a single redirect',
      toNumber({ targets: [target(), target({ number: '74992223355' })] }),
      'warning targets.1 forwarding.targetBeyondSingle',
    ],
    [
      'the same target twice',
      toNumber({ redirect: 'parallel', targets: [target(), target()] }),
      'warning targets.1.number forwarding.targetRepeated',
    ],
    [
      'the same number at other times',
      toNumber({ redirect: 'parallel', targets: [target({ period: 'hr {9}' }), target({ period: 'hr {10}' })] }),
    ],
    [
      'a target that is off',
      toNumber({ targets: [target({ active: false })] }),
      'warning targets.0.active forwarding.inactiveDrops',
    ],
    [
      'a target that only drops, without number',
      toNumber({ targets: [target({ active: false, number: '' })] }),
      'warning targets.0.active forwarding.inactiveDrops',
    ],
    [
      'a target after one that drops',
      toNumber({ redirect: 'sequential', targets: [target({ active: false }), target({ number: '74992223355' })] }),
      'warning targets.0.active forwarding.inactiveDrops',
      'warning targets.1 forwarding.targetAfterDrop',
    ],
    [
      'all targets off',
      toNumber({
        redirect: 'parallel',
        targets: [target({ active: false }), target({ active: false, number: '74992223355' })],
      }),
      'warning targets.0.active forwarding.inactiveDrops',
      'warning targets.1.active forwarding.inactiveDrops',
      'warning targets forwarding.allDrop',
    ],
    ['no timeout', toNumber({ targets: [target({ timeoutSeconds: null })] })],
    [
      'timeout 0',
      toNumber({ targets: [target({ timeoutSeconds: 0 })] }),
      'error targets.0.timeoutSeconds forwarding.timeoutRange',
    ],
    [
      'timeout 1.5',
      toNumber({ targets: [target({ timeoutSeconds: 1.5 })] }),
      'error targets.0.timeoutSeconds forwarding.timeoutRange',
    ],
    [
      'timeout 2³²',
      toNumber({ targets: [target({ timeoutSeconds: 2 ** 32 })] }),
      'error targets.0.timeoutSeconds forwarding.timeoutRange',
    ],
    [
      'timeout 2³² − 1',
      toNumber({ targets: [target({ timeoutSeconds: 2 ** 32 - 1 })] }),
      'warning targets.0.timeoutSeconds forwarding.timeoutLong',
    ],
    [
      'a period that is malformed',
      toNumber({ targets: [target({ period: 'hr {25}' })] }),
      'error targets.0.period period.valueOutOfRange',
    ],
    [
      'weekdays as digits',
      toNumber({ targets: [target({ period: 'wd {1}' })] }),
      'error targets.0.period period.weekdayDigits',
    ],
    [
      'a huge period',
      toNumber({ targets: [target({ period: repeat(10_241) })] }),
      'error targets.0.period forwarding.textTooLong',
    ],
    [
      'a line break in a name',
      toNumber({ targets: [target({ name: 'a\nb' })] }),
      'error targets.0.name forwarding.textUnsendable',
    ],
    ['half a character', toNumber({ clientId: '\ud83d' }), 'error clientId forwarding.textUnsendable'],
    ['a long prompt', toNumber({ promptToCaller: repeat(1001) }), 'error promptToCaller forwarding.textTooLong'],
    ['an event URL by http', toNumber({ eventUrl: 'http://example.com/' }), 'warning eventUrl forwarding.urlInsecure'],
    ['an event URL by ftp', toNumber({ eventUrl: 'ftp://example.com/' }), 'error eventUrl forwarding.urlMalformed'],
    [
      'a display number without masking',
      toNumber({ displayNumber: '74995556677' }),
      'warning displayNumber forwarding.displayNumberIgnored',
    ],
    [
      'masking without a display number',
      toNumber({ masking: true }),
      'warning displayNumber forwarding.maskingWithoutNumber',
    ],
    [
      'a display number that is none',
      toNumber({ masking: true, displayNumber: 'office' }),
      'error displayNumber phone.malformed',
    ],
    ['no URL', toUrl(''), 'error url field.required'],
    ['a URL without scheme', toUrl('example.com'), 'error url forwarding.urlMalformed'],
    ['a URL with a space behind', toUrl('https://example.com/ '), 'error url forwarding.urlMalformed'],
    ['a script', toUrl('javascript:alert(1)'), 'error url forwarding.urlMalformed'],
    ['a URL with a password', toUrl('https://user:word@example.com/'), 'warning url forwarding.urlWithCredentials'],
    ['this computer', toUrl('https://localhost:8443/'), 'warning url forwarding.addressPrivate'],
    ['the local network', toUrl('https://192.168.1.5/'), 'warning url forwarding.addressPrivate'],
    ['a reserve that is none', toUrl('https://example.com/', '123'), 'error reserve phone.length'],
    [
      'a reserve that is the number',
      toUrl('https://example.com/', context.number),
      'warning reserve forwarding.targetIsNumber',
    ],
    ['no SIP address', { kind: 'sip', sipUri: '' }, 'error sipUri field.required'],
    ['a SIP address', { kind: 'sip', sipUri: 'user@example.com:5060;transport=tcp' }],
    ['an odd SIP address is kept', { kind: 'sip', sipUri: 'user' }, 'warning sipUri forwarding.sipUriMalformed'],
    ['an address', staticIp],
    ['no address', { ...staticIp, address: '' }, 'error address field.required'],
    ['no port', { ...staticIp, port: null }, 'error port field.required'],
    ['port 0', { ...staticIp, port: 0 }, 'error port forwarding.portRange'],
    ['port 65536', { ...staticIp, port: 65_536 }, 'error port forwarding.portRange'],
    ['DID 2⁶⁴ − 1', { ...staticIp, did: '18446744073709551615' }],
    ['DID 2⁶⁴', { ...staticIp, did: '18446744073709551616' }, 'error did forwarding.didMalformed'],
    ['DID with a zero in front', { ...staticIp, did: '0111' }, 'error did forwarding.didMalformed'],
    ['timeout 0 of an address', { ...staticIp, timeoutSeconds: 0 }, 'error timeoutSeconds forwarding.timeoutRange'],
  ])('%s', (_name, forwarding, ...expected) => {
    expect(found(forwarding)).toEqual(expected)
  })

  test.each([
    '203.0.113',
    '203.0.113.256',
    '203.0.113.010',
    '203.0.113.10.',
    ' 203.0.113.10',
    '203.0.113.1e1',
    '::1',
    'example.com',
    '203.0.113.10:5060',
  ])('refuses %j as an IPv4 address', (address) => {
    expect(found({ ...staticIp, address })).toEqual(['error address forwarding.addressMalformed'])
  })

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '172.31.0.1',
    '192.168.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ])('warns of %s', (address) => {
    expect(found({ ...staticIp, address })).toEqual(['warning address forwarding.addressPrivate'])
  })

  test.each<[NumberOwnership, ...string[]]>([
    ['own'],
    ['otherApplication', 'error displayNumber forwarding.displayNumberElsewhere'],
    ['foreign', 'error displayNumber forwarding.displayNumberForeign'],
    ['unknown', 'warning displayNumber forwarding.displayNumberUnknown'],
  ])('a display number that is %s', (ownership, ...expected) => {
    const forwarding = toNumber({ masking: true, displayNumber: '74995556677' })
    expect(found(forwarding, { ...context, ownNumbers: () => ownership })).toEqual(expected)
  })

  test.each<ForwardingKind>(['none', 'sip', 'number', 'url', 'staticIp'])(
    'an empty %s is well-formed and not ready',
    (kind) => {
      const forwarding = emptyForwarding(kind)
      expect(forwardingSchema.parse(forwarding)).toEqual(forwarding)
      expect(checkForwarding(forwarding, context).some(({ severity }) => severity === 'error')).toBe(true)
    },
  )
})
