import { describe, expect, it } from 'vitest'
import type { CallingRules, ContactList } from '@shared/contract/contacts'
import type { AutocallJobDetail } from '@shared/domain/autocall/job'
import { emptyAutocallSettings } from '@shared/domain/autocall/settings'
import { preflight } from '../../../../../src-renderer/areas/autocall/preflight.model'

/** 12:00 in Moscow */
const now = Date.UTC(2026, 0, 15, 9)
const rules: CallingRules = { companyZone: 'Europe/Moscow', confirmAbove: 100, homeCountry: 'RU', recentDays: 30 }
const job = (changes: Partial<AutocallJobDetail> = {}): AutocallJobDetail => ({
  id: 'job-1',
  name: 'Reminder',
  status: 'READY',
  contactCount: 100,
  callCount: 0,
  rate: { kind: 'perSecond', calls: 1 },
  startMoment: null,
  createdAt: null,
  updatedAt: null,
  settings: emptyAutocallSettings(),
  ...changes,
})
const list = (changes: Partial<ContactList> = {}): ContactList => ({
  id: 'list-1',
  accountId: 'account-1',
  jobId: 'job-1',
  jobName: 'Reminder',
  fileName: 'people.csv',
  createdAt: 0,
  counts: {
    rows: 60,
    header: 0,
    blank: 0,
    groups: { new: 60, duplicate: 0, stopList: 0, foreign: 0, premium: 0, invalid: 0 },
    duplicates: { inFile: 0, inJob: 0, recent: 0 },
    numbersLeftOut: 0,
    zonesUnread: 0,
  },
  zones: [
    { zoneOffset: 7 * 3600, contacts: 40 },
    { zoneOffset: null, contacts: 20 },
  ],
  changeId: 'change-1',
  outcomes: { added: 60, waiting: 0, unknown: 0, notAdded: 0 },
  hasContacts: false,
  ...changes,
})
const look = (changes: Partial<Parameters<typeof preflight>[0]> = {}) =>
  preflight({ job: job(), lists: [list()], rules, isProduction: false, now, ...changes })

describe('the look before a start', () => {
  it('takes zones from the lists, and the company’s clock for whom no list tells', () => {
    const { contacts, withoutZone, estimate } = look()
    expect([contacts, withoutZone]).toEqual([100, 60])
    expect(estimate?.zones.map(({ zoneOffset, contacts: count }) => [zoneOffset, count])).toEqual([
      [3 * 3600, 60],
      [7 * 3600, 40],
    ])
  })

  it('asks for the name above the limit, in production, and when the number is not known', () => {
    expect(look().mustType).toBe(false)
    expect(look({ job: job({ contactCount: 101 }) }).mustType).toBe(true)
    expect(look({ isProduction: true }).mustType).toBe(true)
    expect(look({ job: job({ contactCount: null }), lists: [] }).mustType).toBe(true)
  })

  it('begins at the moment that is set, not before', () => {
    const settings = { ...emptyAutocallSettings(), start: { kind: 'at' as const, moment: '2026-01-16 10:00' } }
    expect(look({ job: job({ settings }) }).startsAt).toBe(Date.UTC(2026, 0, 16, 7))
    const past = { ...settings, start: { kind: 'at' as const, moment: '2026-01-14 10:00' } }
    expect(look({ job: job({ settings: past }) }).startsAt).toBe(now)
  })

  it('reckons nothing out of nothing', () => {
    expect(look({ job: job({ settings: null }) }).estimate).toBeNull()
    expect(look({ job: job({ contactCount: null }), lists: [] }).estimate).toBeNull()
  })

  it('counts contacts of whom nobody knows whether they were added', () => {
    const outcomes = { added: 30, waiting: 0, unknown: 30, notAdded: 0 }
    expect(look({ lists: [list({ outcomes })] }).unknown).toBe(30)
  })
})
