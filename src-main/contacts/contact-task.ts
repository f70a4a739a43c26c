/** What is done with a whole file of contacts, apart from threads. Memory does not grow with the file. */
import { AppFailure } from '@shared/domain/app-error'
import { contactsPerPart } from '@shared/domain/autocall/contact'
import type { ContactCounts, ContactGroup, ContactList, ContactRule, DuplicateReason } from '@shared/contract/contacts'
import { createWalk, type Report, type TableFile } from '../imports/file-walk'
import type { TableRow } from '../imports/table'
import { createContactReader, type ReadContact } from './contact-reader'
import { createNumberSet, type NumberSet } from './number-set'
import { phoneHash } from './phone-hash'
import { toStored, type ReadRow } from './stored-row'

export interface PrepareTask extends TableFile {
  rule: ContactRule
  salt: string
  /** ms since 1970 */
  now: number
  /** Hashes of whom not to call: the stop list, the job itself, other jobs of late. */
  stop: readonly Float64Array[]
  inJob: readonly Float64Array[]
  recent: readonly Float64Array[]
}

/** Rows of one group, as they are stored. */
export interface ContactPart {
  group: ContactGroup
  count: number
  /** JSON of stored rows */
  rows: string
  /** Of every number in it that is called; empty for other groups. */
  hashes: Float64Array
}

export interface PreparedCounts {
  counts: ContactCounts
  zones: ContactList['zones']
  /** Names of the variables of every row. */
  names: string[]
}

/** The program promises no more. */
const rowMaximum = 1_000_000
/** Numbers that fit without growing; what a file of that many rows takes, smaller ones take as well. */
const expectedNumbers = 1_000_000
/** Rows of a group that nobody calls, in one part. */
const otherRowsPerPart = 2000

const sizeOf = (hashes: readonly Float64Array[]): number => hashes.reduce((sum, { length }) => sum + length, 0)

function toSet(hashes: readonly Float64Array[]): NumberSet {
  const set = createNumberSet(sizeOf(hashes))
  for (const part of hashes) for (const value of part) set.add(value)
  return set
}

type Walk = ReturnType<typeof createWalk>

function refuseTooMany(walk: Walk): void {
  if (walk.counts().filled <= rowMaximum) return
  throw new AppFailure('file.tooLarge', { params: { reason: `> ${rowMaximum.toLocaleString('en')}` } })
}

/** @throws AppFailure `file.…`; errors of the file system as they are */
export async function* prepareContacts(
  task: PrepareTask,
  report: Report,
): AsyncGenerator<ContactPart[], PreparedCounts> {
  const walk = createWalk(task, report)
  const sorter = createSorter(task)
  for await (const rows of walk.rows()) {
    refuseTooMany(walk)
    for (const row of rows) sorter.put(row)
    const parts = sorter.takeParts(false)
    if (parts.length > 0) yield parts
  }
  yield sorter.takeParts(true)
  const { rows, header, blank } = walk.counts()
  return { counts: { rows, header, blank, ...sorter.counts() }, zones: sorter.zones(), names: sorter.names }
}

function createSorter({ rule, salt, now, stop, inJob, recent }: PrepareTask) {
  const { read, names } = createContactReader(rule, now)
  const [stopped, ofJob, ofLate] = [toSet(stop), toSet(inJob), toSet(recent)]
  /** Numbers that are called, with the line that calls them. */
  const seen = createNumberSet(expectedNumbers, true)
  const groups: ContactCounts['groups'] = { new: 0, duplicate: 0, stopList: 0, foreign: 0, premium: 0, invalid: 0 }
  const duplicates: ContactCounts['duplicates'] = { inFile: 0, inJob: 0, recent: 0 }
  const zones = new Map<number | null, number>()
  const waiting = new Map<ContactGroup, ReturnType<typeof toStored>[]>()
  let hashes: number[] = []
  let parts: ContactPart[] = []
  let numbersLeftOut = 0
  let zonesUnread = 0

  function keep(group: ContactGroup, row: ReadRow): void {
    groups[group] += 1
    let rows = waiting.get(group)
    if (!rows) waiting.set(group, (rows = []))
    rows.push(toStored(row))
    if (rows.length === (group === 'new' ? contactsPerPart : otherRowsPerPart)) close(group)
  }

  function close(group: ContactGroup): void {
    const rows = waiting.get(group) ?? []
    const isNew = group === 'new'
    parts.push({
      group,
      count: rows.length,
      rows: JSON.stringify(rows),
      hashes: Float64Array.from(isNew ? hashes : []),
    })
    if (isNew) hashes = []
    waiting.delete(group)
  }

  function repeated(row: ReadContact, reason: DuplicateReason): void {
    duplicates[reason] += 1
    row.reason = reason
    row.otherLine = reason === 'inFile' ? seen.noteOf(Number(row.phones[0])) : null
    keep('duplicate', row)
  }

  function accept(row: ReadContact, hashOf: (digits: string) => number): void {
    for (const digits of row.phones) {
      seen.add(Number(digits), row.line)
      hashes.push(hashOf(digits))
    }
    if (row.zoneUnread) zonesUnread += 1
    zones.set(row.zoneOffset, (zones.get(row.zoneOffset) ?? 0) + 1)
    keep('new', row)
  }

  /** Why a number must not be called a second time. */
  function repetition(digits: string, hash: number): DuplicateReason | null {
    if (seen.has(Number(digits))) return 'inFile'
    if (ofJob.has(hash)) return 'inJob'
    return ofLate.has(hash) ? 'recent' : null
  }

  /** Nearly all rows: one number, and it may be called. */
  function putSingle(row: ReadContact, digits: string): void {
    // A number that is called already is not on the stop list, so the row that repeats it needs no hash.
    if (seen.has(Number(digits))) return repeated(row, 'inFile')
    const hash = phoneHash(salt, digits)
    if (stopped.has(hash)) return keep('stopList', row)
    const reason = repetition(digits, hash)
    if (reason) return repeated(row, reason)
    numbersLeftOut += row.leftOut
    accept(row, () => hash)
  }

  function put(table: TableRow): void {
    const row = read(table)
    const [digits] = row.phones
    if (row.group === 'new' && row.readable.length === 1 && digits !== undefined) return putSingle(row, digits)
    const hashOf = new Map(row.readable.map((readable) => [readable, phoneHash(salt, readable)]))
    if ([...hashOf.values()].some((hash) => stopped.has(hash))) return keep('stopList', row)
    if (row.group !== 'new') return keep(row.group, row)
    const reasons = row.phones.map((phone) => repetition(phone, hashOf.get(phone) ?? 0))
    const phones = row.phones.filter((_, index) => reasons[index] === null)
    if (phones.length === 0) return repeated(row, reasons[0] ?? 'inFile')
    numbersLeftOut += row.leftOut + row.phones.length - phones.length
    row.phones = phones
    accept(row, (phone) => hashOf.get(phone) ?? 0)
  }

  return {
    put,
    /** @param all also those that are not full yet */
    takeParts(all: boolean): ContactPart[] {
      if (all) for (const group of [...waiting.keys()]) close(group)
      const taken = parts
      parts = []
      return taken
    },
    counts: () => ({ groups, duplicates, numbersLeftOut, zonesUnread }),
    zones: () =>
      [...zones]
        .map(([zoneOffset, contacts]) => ({ zoneOffset, contacts }))
        .toSorted((one, other) => other.contacts - one.contacts),
    names,
  }
}

export interface StopTask extends TableFile {
  phoneColumn: number
  homeCountry: string
  salt: string
  /** ms since 1970 */
  now: number
  /** What is on the list already. */
  known: readonly Float64Array[]
}

export interface StopCounts {
  added: number
  known: number
  invalid: number
}

const hashesAtOnce = 50_000

/** Numbers that nobody wants called, as hashes. @throws as `prepareContacts` */
export async function* readStopList(task: StopTask, report: Report): AsyncGenerator<Float64Array, StopCounts> {
  const rule: ContactRule = {
    mapping: Array.from({ length: task.phoneColumn + 1 }, (_, index) =>
      index === task.phoneColumn ? ({ kind: 'phone' } as const) : null,
    ),
    homeCountry: task.homeCountry,
    withForeign: true,
    withPremium: true,
    recentDays: 0,
  }
  const { read } = createContactReader(rule, task.now)
  const seen = createNumberSet(Math.max(expectedNumbers, sizeOf(task.known)))
  for (const part of task.known) for (const value of part) seen.add(value)
  const counts: StopCounts = { added: 0, known: 0, invalid: 0 }
  let hashes: number[] = []
  const walk = createWalk(task, report)
  for await (const rows of walk.rows()) {
    refuseTooMany(walk)
    for (const row of rows) {
      const { readable } = read(row)
      if (readable.length === 0) counts.invalid += 1
      for (const digits of readable) {
        const hash = phoneHash(task.salt, digits)
        if (!seen.add(hash)) counts.known += 1
        else {
          counts.added += 1
          hashes.push(hash)
        }
      }
    }
    if (hashes.length < hashesAtOnce) continue
    yield Float64Array.from(hashes)
    hashes = []
  }
  yield Float64Array.from(hashes)
  return counts
}
