import { describe, expect, it } from 'vitest'
import { checkAutocall } from '@shared/domain/autocall/check'
import { clockText, describeAutocall, describeSeconds } from '@shared/domain/autocall/describe'
import { estimateJob, worstCalls, type EstimateInput } from '@shared/domain/autocall/estimate'
import { emptyAutocallSettings, type AutocallSettings } from '@shared/domain/autocall/settings'
import { instantsOf, momentAt } from '@shared/domain/autocall/start-moment'

const id = '228cc4fa-92f2-4709-94e3-7344a96a5903'
const now = Date.UTC(2026, 0, 15, 12)
const context = { companyZone: 'Europe/Moscow', now }

const sound = (): AutocallSettings => ({
  ...emptyAutocallSettings(),
  name: 'Reminder',
  botId: id,
  callerId: { kind: 'number', numberId: id },
})
const codes = (change: Partial<AutocallSettings>, zone = 'Europe/Moscow'): string[] =>
  checkAutocall({ ...sound(), ...change }, { ...context, companyZone: zone }).map(({ path, code }) => `${path} ${code}`)

describe('the check of a job', () => {
  it('has nothing against a sound one', () => {
    expect(codes({})).toEqual([])
  })

  it('names what is missing at its field', () => {
    expect(
      codes({
        name: ' ',
        botId: '',
        transfer: { kind: 'channel', channelId: '' },
        callerId: { kind: 'pool', poolId: '' },
        rate: null,
        webhookUrls: [''],
      }),
    ).toEqual([
      'name field.required',
      'botId field.required',
      'transfer.channelId field.required',
      'callerId.poolId field.required',
      'rate autocall.rateMissing',
      'webhookUrls.0 field.required',
    ])
  })

  it('warns of what the provider’s page does not name', () => {
    expect(
      codes({
        transfer: { kind: 'ignore' },
        callerId: { kind: 'default' },
        machineDetection: { enabled: true, mode: 'block' },
      }),
    ).toEqual(['transfer autocall.notOnPage', 'callerId autocall.notOnPage', 'machineDetection autocall.notOnPage'])
  })

  it('knows the nights in which a clock is changed', () => {
    const start = (moment: string) => ({ start: { kind: 'at' as const, moment } })
    expect(codes(start('2026-03-29 02:30'), 'Europe/Berlin')).toEqual(['start.moment autocall.momentSkipped'])
    expect(codes(start('2026-10-25 02:30'), 'Europe/Berlin')).toEqual(['start.moment autocall.momentTwice'])
    expect(codes(start('2026-10-25 02:30'), 'Europe/Moscow')).toEqual([])
    expect(codes(start('2026-01-15 14:59'))).toEqual(['start.moment autocall.momentPast'])
    expect(codes(start('2026-01-15 15:01'))).toEqual([])
    expect(codes(start('2026-02-30 10:00'))).toEqual(['start.moment autocall.momentMalformed'])
    expect(codes(start('2026-06-02 10:00'), '')).toEqual(['start.moment autocall.zoneUnknown'])
  })

  it('warns of calls at night and refuses a window that ends before it begins', () => {
    const calleeWindow = (fromSecond: number, toSecond: number, enabled = true) => ({
      calleeWindow: { enabled, fromSecond, toSecond },
    })
    expect(codes(calleeWindow(0, 86_399))).toEqual(['calleeWindow autocall.windowAtNight'])
    expect(codes(calleeWindow(0, 86_399, false))).toEqual(['calleeWindow autocall.windowOff'])
    expect(codes(calleeWindow(36_000, 32_400))).toEqual(['calleeWindow autocall.windowReversed'])
  })

  it('looks at the redials that are on, and at no others', () => {
    const { redial } = sound()
    const busy = { enabled: true, delaySeconds: 30, count: 9 }
    expect(codes({ redial: { ...redial, enabled: true } })).toEqual(['redial autocall.redialEmpty'])
    expect(codes({ redial: { enabled: true, cases: { ...redial.cases, busy } } })).toEqual([
      'redial.cases.busy.delaySeconds autocall.redialSoon',
      'redial.cases.busy.count autocall.redialOften',
    ])
    expect(codes({ redial: { enabled: false, cases: { ...redial.cases, busy: { ...busy, count: -1 } } } })).toEqual([])
  })
})

describe('a moment on the company’s clock', () => {
  it('is one instant, none, or two', () => {
    expect(instantsOf('2026-06-02 10:00', 'Europe/Moscow')).toEqual([Date.UTC(2026, 5, 2, 7)])
    expect(instantsOf('2026-03-29 02:30', 'Europe/Berlin')).toEqual([])
    expect(instantsOf('2026-10-25 02:30', 'Europe/Berlin')).toEqual([
      Date.UTC(2026, 9, 25, 0, 30),
      Date.UTC(2026, 9, 25, 1, 30),
    ])
  })

  it('comes back from its instant', () => {
    expect(momentAt(Date.UTC(2026, 5, 2, 7), 'Europe/Moscow')).toBe('2026-06-02 10:00')
  })
})

describe('the estimate', () => {
  const input = (change: Partial<EstimateInput>): EstimateInput => ({
    zones: [{ zoneOffset: 3 * 3600, contacts: 3600 }],
    rate: { kind: 'perSecond', calls: 1 },
    calleeWindow: { enabled: true, fromSecond: 9 * 3600, toSecond: 20 * 3600 - 1 },
    redial: sound().redial,
    // 12:00 in Moscow
    startsAt: Date.UTC(2026, 0, 15, 9),
    ...change,
  })

  it('dials at the rate', () => {
    expect(estimateJob(input({}))).toMatchObject({
      contacts: 3600,
      callsPerContact: 1,
      endsAt: Date.UTC(2026, 0, 15, 10),
      worstEndsAt: Date.UTC(2026, 0, 15, 10),
    })
  })

  it('goes on in the next morning when the window closes', () => {
    // 8 hours of 3,600 calls until 20:00, and one more from 9:00.
    const { endsAt } = estimateJob(input({ zones: [{ zoneOffset: 3 * 3600, contacts: 9 * 3600 }] }))
    expect(new Date(endsAt ?? 0).toISOString()).toBe('2026-01-16T07:00:00.000Z')
  })

  it('serves those first whose evening comes first', () => {
    const zones = [
      { zoneOffset: 3 * 3600, contacts: 3600 },
      { zoneOffset: 7 * 3600, contacts: 4 * 3600 },
    ]
    // 16:00 for the eastern ones: their four hours are taken by them, and Moscow follows.
    const { endsAt, zones: estimated } = estimateJob(input({ zones }))
    expect(new Date(endsAt ?? 0).toISOString()).toBe('2026-01-15T14:00:00.000Z')
    expect(estimated[1]).toMatchObject({ localSecondAtStart: 16 * 3600, firstCallAt: Date.UTC(2026, 0, 15, 9) })
  })

  it('tells when people can be called first', () => {
    const [east] = estimateJob(input({ zones: [{ zoneOffset: 12 * 3600, contacts: 1 }] })).zones
    // 21:00 there; 9:00 comes 12 hours later.
    expect(east).toMatchObject({ localSecondAtStart: 21 * 3600, firstCallAt: Date.UTC(2026, 0, 15, 21) })
  })

  it('counts every redial at worst', () => {
    const redial = {
      enabled: true,
      cases: { ...sound().redial.cases, busy: { enabled: true, delaySeconds: 60, count: 2 } },
    }
    expect(worstCalls(redial)).toBe(3)
    expect(estimateJob(input({ redial })).worstEndsAt).toBe(Date.UTC(2026, 0, 15, 12))
    expect(worstCalls({ ...redial, enabled: false })).toBe(1)
  })

  it('ends with a window in which nobody can be called', () => {
    const calleeWindow = { enabled: true, fromSecond: 100, toSecond: 50 }
    expect(estimateJob(input({ calleeWindow })).endsAt).toBeNull()
  })

  it('says so when it would take more than a year', () => {
    const zones = [{ zoneOffset: 0, contacts: 1_000_000 }]
    expect(estimateJob(input({ zones, rate: { kind: 'everySeconds', seconds: 99 } })).endsAt).toBeNull()
  })
})

describe('a job in words', () => {
  const names = { nameOf: () => 'Anna', companyZone: 'Europe/Moscow' }

  it('is one sentence in each language', () => {
    expect(describeAutocall(sound(), names, 'en')).toBe(
      'Rate: 1 per second, with the bot Anna, showing the number Anna, starts by hand, calls people from 9:00 to 20:00 of their own time, ends the call when the bot asks for a transfer, calls nobody twice, records calls.',
    )
    expect(describeAutocall(sound(), names, 'ru')).toContain('никому не звонят дважды')
  })

  it('writes times as people do', () => {
    expect(describeSeconds(5400, 'en')).toBe('1 h 30 min')
    expect(describeSeconds(0, 'ru')).toBe('0 с')
    expect(clockText(86_399)).toBe('24:00')
    expect(clockText(32_405)).toBe('9:00:05')
  })
})
