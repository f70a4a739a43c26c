/** What is done with a whole file of contacts, apart from threads. Memory does not grow with the file. */
import { AppFailure } from '@shared/domain/app-error'
import type { ContactCounts, ContactList, ContactRule } from '@shared/contract/contacts'
import { createWalk, type Report, type TableFile } from '../imports/file-walk'
import { createContactReader } from './contact-reader'
import { createContactSorter, expectedNumbers, sizeOf, type ContactPart, type Sorting } from './contact-sorter'
import { createNumberSet } from './number-set'
import { createPhoneHash } from './phone-hash'

export type PrepareTask = TableFile & Sorting

export interface PreparedCounts {
  counts: ContactCounts
  zones: ContactList['zones']
  /** Names of the variables of every row. */
  names: string[]
}

/** The program promises no more. */
const rowMaximum = 1_000_000

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
  const sorter = createContactSorter(task)
  for await (const block of walk.visit(sorter)) {
    void block
    refuseTooMany(walk)
    const parts = sorter.takeParts(false)
    if (parts.length > 0) yield parts
  }
  yield sorter.takeParts(true)
  const { rows, header, blank } = walk.counts()
  return { counts: { rows, header, blank, ...sorter.counts() }, zones: sorter.zones(), names: sorter.names }
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
  const hashOf = createPhoneHash(task.salt)
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
        const hash = hashOf(digits)
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
