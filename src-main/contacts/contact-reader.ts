/** One row of a file as a contact, seen by itself: nothing here knows other rows, other jobs or the stop list. */
import type { CountryCode } from 'libphonenumber-js/max'
import type { ContactGroup, ContactRule } from '@shared/contract/contacts'
import { layOutContacts, readExternalId, readValues, zoneCell } from '@shared/domain/autocall/contact-columns'
import { createPhoneReader, splitPhones, type PhoneVerdict } from '@shared/domain/autocall/contact-phone'
import type { InvalidReason } from '@shared/domain/autocall/invalid-reason'
import { parseZoneOffset } from '@shared/domain/autocall/zone-offset'
import { readText } from '@shared/domain/import/cell'
import type { TableRow } from '../imports/table'
import { createPlainContactReader, type PlainContactReader } from './plain-contact'
import type { ReadRow } from './stored-row'

export interface ReadContact extends ReadRow {
  /** `new`: may be called as far as this row tells. */
  group: Extract<ContactGroup, 'new' | 'foreign' | 'premium' | 'invalid'>
  /** E.164 digits of all numbers that could be read, called or not: any of them can be on the stop list. */
  readable: readonly string[]
  /** Numbers left out although the contact is called. */
  leftOut: number
  zoneUnread: boolean
}

export interface ContactReader {
  read(row: TableRow): ReadContact
  /** Reads the same from bytes, where a row is as plain as nearly all are. */
  plain: PlainContactReader
  /** Names of the variables, in the order of the values. */
  names: string[]
}

/** Characters of a cell that are kept to show it. */
const writtenLength = 60

/** @param now ms since 1970, at which the offset of a named zone is taken */
export function createContactReader(rule: ContactRule, now: number): ContactReader {
  const { mapping, homeCountry, withForeign, withPremium } = rule
  const layout = layOutContacts(mapping)
  const phoneReader = createPhoneReader(homeCountry as CountryCode)
  const readPhone = phoneReader.read
  const zoneOf = createZoneReader(now)
  const [onlyPhone, ...furtherPhones] = layout.phones
  const writtenOf = (cells: readonly string[]): string =>
    furtherPhones.length === 0
      ? (cells[onlyPhone ?? 0] ?? '').slice(0, writtenLength)
      : layout.phones
          .map((index) => cells[index] ?? '')
          .filter((cell) => cell !== '')
          .join('; ')
          .slice(0, writtenLength)

  const broken = ({ line, cells }: TableRow, reason: InvalidReason): ReadContact => ({
    group: 'invalid',
    line,
    written: writtenOf(cells),
    phones: [],
    externalId: '',
    zoneOffset: null,
    values: [],
    reason,
    otherLine: null,
    readable: [],
    leftOut: 0,
    zoneUnread: false,
  })

  function readPhones(cells: readonly string[]) {
    const called: string[] = []
    const readable: string[] = []
    let filled = 0
    let group: ReadContact['group'] = 'invalid'
    let reason: InvalidReason | null = 'noPhone'
    const take = (verdict: PhoneVerdict) => {
      if (verdict.kind === 'empty') return
      filled += 1
      if (verdict.kind === 'invalid') {
        if (reason === 'noPhone') reason = verdict.reason
        return
      }
      readable.push(verdict.digits)
      const isCalled = verdict.kind === 'callable' || (verdict.kind === 'foreign' ? withForeign : withPremium)
      if (!isCalled) {
        if (group === 'invalid') group = verdict.kind === 'premium' ? 'premium' : 'foreign'
      } else if (!called.includes(verdict.digits)) called.push(verdict.digits)
    }
    for (const index of layout.phones) {
      const cell = cells[index] ?? ''
      const verdict = readPhone(cell)
      const isNumber = verdict.kind !== 'invalid' || verdict.reason !== 'malformed'
      const parts = isNumber ? null : splitPhones(cell)
      if (parts) for (const part of parts) take(readPhone(part))
      else take(verdict)
    }
    if (called.length > 0) group = 'new'
    if (group !== 'invalid') reason = null
    return { phones: called.length > 0 ? called : readable, readable, group, reason, leftOut: filled - called.length }
  }

  return {
    names: layout.variables.map(({ name }) => name),
    plain: createPlainContactReader(layout, phoneReader, (written) => zoneOf(readText(written).trim())),
    read(table) {
      const { line, cells, problem } = table
      if (problem) return broken(table, problem.code === 'import.charactersLost' ? 'encoding' : 'row')
      const { phones, readable, group, reason, leftOut } = readPhones(cells)
      const zone = zoneOf(zoneCell(cells, layout))
      return {
        group,
        line,
        written: writtenOf(cells),
        phones,
        // An id whose digits are gone would name another person.
        externalId: readExternalId(cells, layout) ?? '',
        zoneOffset: zone ?? null,
        values: readValues(cells, layout),
        reason,
        otherLine: null,
        readable,
        leftOut: group === 'new' ? leftOut : 0,
        zoneUnread: zone === undefined,
      }
    },
  }
}

/** Zones remembered: a table has few, each of them many times. */
const zoneMaximum = 10_000

/** @returns s east of UTC; null for an empty text, undefined for one that says nothing */
function createZoneReader(now: number): (written: string) => number | null | undefined {
  const zones = new Map<string, number | undefined>()
  return (written) => {
    if (written === '') return null
    if (zones.has(written)) return zones.get(written)
    const offset = parseZoneOffset(written, now)
    if (zones.size < zoneMaximum) zones.set(written, offset)
    return offset
  }
}
