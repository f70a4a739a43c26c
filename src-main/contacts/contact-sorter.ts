/** Sorts the rows of a file into those that are called and those that are not, and why. Memory does not grow with the file. */
import type { ContactCounts, ContactGroup, ContactList, ContactRule, DuplicateReason } from '@shared/contract/contacts'
import { contactGroups } from '@shared/contract/contacts'
import { contactsPerPart } from '@shared/domain/autocall/contact'
import type { RowVisitor } from '../imports/csv-rows'
import { createContactReader, type ReadContact } from './contact-reader'
import { createNumberSet, type NumberSet } from './number-set'
import { createPartWriter } from './part-writer'
import { createPhoneHash } from './phone-hash'
import type { PlainContact } from './plain-contact'
import type { ReadRow } from './stored-row'

/** Hashes of whom not to call. */
export interface Forbidden {
  stop: readonly Float64Array[]
  /** By the job itself. */
  inJob: readonly Float64Array[]
  /** By other jobs of late. */
  recent: readonly Float64Array[]
}

/** How a file is sorted. */
export interface Sorting extends Forbidden {
  rule: ContactRule
  salt: string
  /** ms since 1970 */
  now: number
}

/** Rows of one group, as they are stored. */
export interface ContactPart {
  group: ContactGroup
  count: number
  /** Packed stored rows. */
  rows: Uint8Array<ArrayBuffer>
  /** Of every number in it that is called; empty for other groups. */
  hashes: Float64Array<ArrayBuffer>
}

/** Numbers that fit without growing; what the longest file takes, shorter ones take as well. */
export const expectedNumbers = 1_000_000
/** Rows of a group that nobody calls, in one part. */
const otherRowsPerPart = 2000

export const sizeOf = (hashes: readonly Float64Array[]): number => hashes.reduce((sum, { length }) => sum + length, 0)

function toSet(hashes: readonly Float64Array[]): NumberSet {
  const set = createNumberSet(sizeOf(hashes))
  for (const part of hashes) for (const value of part) set.add(value)
  return set
}

/** Rows come in by `row` and `line`, parts of them go out by `takeParts`. */
export function createContactSorter({ rule, salt, now, stop, inJob, recent }: Sorting) {
  const { read, plain, names } = createContactReader(rule, now)
  const hashOf = createPhoneHash(salt)
  const [stopped, ofJob, ofLate] = [toSet(stop), toSet(inJob), toSet(recent)]
  /** Numbers that are called, with the line that calls them. */
  const seen = createNumberSet(expectedNumbers, true)
  const groups: ContactCounts['groups'] = { new: 0, duplicate: 0, stopList: 0, foreign: 0, premium: 0, invalid: 0 }
  const duplicates: ContactCounts['duplicates'] = { inFile: 0, inJob: 0, recent: 0 }
  const zones = new Map<number | null, number>()
  const writers = new Map(contactGroups.map((group) => [group, createPartWriter()]))
  let hashes: number[] = []
  let parts: ContactPart[] = []
  let numbersLeftOut = 0
  let zonesUnread = 0

  /** The writer for the next row of a group. */
  function writerOf(group: ContactGroup) {
    const writer = writers.get(group)
    if (!writer) throw new Error(group)
    if (writer.count() === (group === 'new' ? contactsPerPart : otherRowsPerPart)) close(group)
    groups[group] += 1
    return writer
  }

  function close(group: ContactGroup): void {
    const writer = writers.get(group)
    if (!writer || writer.count() === 0) return
    const isNew = group === 'new'
    parts.push({
      group,
      count: writer.count(),
      rows: writer.take(),
      hashes: new Float64Array(isNew ? hashes : []),
    })
    if (isNew) hashes = []
  }

  const keep = (group: ContactGroup, row: ReadRow): void => writerOf(group).add(row)

  function repeated(row: ReadContact, reason: DuplicateReason): void {
    duplicates[reason] += 1
    row.reason = reason
    row.otherLine = reason === 'inFile' ? seen.noteOf(Number(row.phones[0])) : null
    keep('duplicate', row)
  }

  function countZone(zone: number | null | undefined): void {
    if (zone === undefined) zonesUnread += 1
    const offset = zone ?? null
    zones.set(offset, (zones.get(offset) ?? 0) + 1)
  }

  function accept(row: ReadContact, hashed: (digits: string) => number): void {
    const writer = writerOf('new')
    for (const digits of row.phones) {
      seen.add(Number(digits), row.line)
      hashes.push(hashed(digits))
    }
    countZone(row.zoneUnread ? undefined : row.zoneOffset)
    writer.add(row)
  }

  /** Why a number that is not called yet must not be called. */
  function calledBefore(hash: number): DuplicateReason | null {
    if (ofJob.has(hash)) return 'inJob'
    return ofLate.has(hash) ? 'recent' : null
  }

  function putRow(row: ReadContact): void {
    const hashed = new Map(row.readable.map((readable) => [readable, hashOf(readable)]))
    // A number that is called already is not on the stop list.
    if ([...hashed.values()].some((hash) => stopped.has(hash))) return keep('stopList', row)
    if (row.group !== 'new') return keep(row.group, row)
    const reasons = row.phones.map((phone) =>
      seen.has(Number(phone)) ? 'inFile' : calledBefore(hashed.get(phone) ?? 0),
    )
    const phones = row.phones.filter((_, index) => reasons[index] === null)
    if (phones.length === 0) return repeated(row, reasons[0] ?? 'inFile')
    numbersLeftOut += row.leftOut + row.phones.length - phones.length
    row.phones = phones
    accept(row, (phone) => hashed.get(phone) ?? 0)
  }

  function repeatedPlain(contact: PlainContact, reason: DuplicateReason): void {
    duplicates[reason] += 1
    const otherLine = reason === 'inFile' ? seen.noteOf(contact.phone) : null
    writerOf('duplicate').addPlain(contact, reason, otherLine)
  }

  /** What `putRow` does, for nearly all rows of a file. */
  function putPlain(contact: PlainContact): void {
    // A number that is called already is not on the stop list, so the row that repeats it needs no hash.
    if (seen.has(contact.phone)) return repeatedPlain(contact, 'inFile')
    const hash = hashOf(contact.digits)
    if (stopped.has(hash)) return writerOf('stopList').addPlain(contact, null, null)
    const reason = calledBefore(hash)
    if (reason) return repeatedPlain(contact, reason)
    const writer = writerOf('new')
    seen.add(contact.phone, contact.row)
    hashes.push(hash)
    countZone(contact.zone)
    writer.addPlain(contact, null, null)
  }

  const visitor = {
    row: (row) => putRow(read(row)),
    line(line, row) {
      const contact = plain.read(line, row)
      if (contact) putPlain(contact)
      return contact !== null
    },
  } satisfies RowVisitor

  return {
    ...visitor,
    /** @param all also those that are not full yet */
    takeParts(all: boolean): ContactPart[] {
      if (all) for (const group of contactGroups) close(group)
      const taken = parts
      parts = []
      return taken
    },
    counts: () => ({ groups, duplicates, numbersLeftOut, zonesUnread }),
    zones: (): ContactList['zones'] =>
      [...zones]
        .map(([zoneOffset, contacts]) => ({ zoneOffset, contacts }))
        .toSorted((one, other) => other.contacts - one.contacts),
    names,
  }
}
