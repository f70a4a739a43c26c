/** Contacts of autocall jobs: from a file, past everything that forbids a call, into the change that adds them to a job. */
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { Change } from '@shared/contract/changes'
import type { ContactGroup, ContactList, OpenedContacts } from '@shared/contract/contacts'
import type { Reading } from '@shared/contract/imports'
import { AppFailure } from '@shared/domain/app-error'
import type { AddContactsIntent, Contact } from '@shared/domain/autocall/contact'
import { checkContactMapping } from '@shared/domain/autocall/contact-columns'
import { isPassing } from '@shared/domain/finding'
import { normalisePhone } from '@shared/domain/phone'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import { runInThread } from '../files/file-thread'
import { fileVersion, type FileVersion } from '../imports/file-walk'
import { createCallingRules } from './calling-rules'
import { contactRowsOf } from './contact-rows'
import type { ContactPart } from './contact-sorter'
import { createContactStore } from './contact-store'
import type { ContactAnswer, ContactTask } from './contact-worker'
import { createNumberSet } from './number-set'
import { createPhoneHash } from './phone-hash'
import { createStopList } from './stop-list'

interface Dependencies {
  database: DatabaseSync
  /** The built `contact-worker.js`. */
  workerPath: string
  planEntries: Changes['planEntries']
  /** What this installation salts the hashes of phone numbers with. */
  salt: string
  /** The operator's choice of a table to read. null: none. */
  chooseTable(): Promise<string | null>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970 */
  now(): number
}

export type Contacts = ReturnType<typeof createContacts>

const day = 24 * 3_600_000
/** Parts worked on in one turn of the event loop: few ms. */
const partsAtOnce = 8
/** Steps planned in one turn of the event loop. */
const stepsAtOnce = 50
/** Days after which nobody asks whether a person was called. */
const hashDays = 366

/** MiB. Rows read from bytes leave hardly anything behind; more would only let the thread grow with the file. */
const youngMemory = 24

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Takes over what an earlier run left: a list that was half read is removed, what the provider has is forgotten. */
export function createContacts(dependencies: Dependencies) {
  const { database, workerPath, salt, emit, now } = dependencies
  const hashDigits = createPhoneHash(salt)
  const store = createContactStore(database)
  const stopList = createStopList(database)
  const rules = createCallingRules(database)
  /** Files that the operator chose since the start, by the id that the window knows them by. */
  const files = new Map<string, { path: string; version: FileVersion }>()
  const running = new Map<string, AbortController>()
  let closed = false

  store.relink()
  for (const listId of store.unfinished()) void remove(listId)

  async function remove(listId: string): Promise<void> {
    store.hide(listId)
    while (!closed && store.removeSome(listId, partsAtOnce)) await nextTurn()
  }

  function fileOf(importId: string) {
    const file = files.get(importId)
    if (!file) throw new AppFailure('notFound')
    return file
  }

  function listOf(listId: string): ContactList {
    const list = store.find(listId)
    if (!list) throw new AppFailure('notFound')
    return list
  }

  /** Runs something with a file; an earlier run with the same file is cancelled. */
  async function withFile<Value>(importId: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const stop = new AbortController()
    running.get(importId)?.abort()
    running.set(importId, stop)
    try {
      return await work(stop.signal)
    } finally {
      if (running.get(importId) === stop) running.delete(importId)
    }
  }

  /** The answers of a task, its progress told to the window. */
  async function* answersOf(importId: string, task: ContactTask, signal: AbortSignal) {
    for await (const answer of runInThread<ContactTask, ContactAnswer>(workerPath, task, signal, youngMemory)) {
      if (answer.kind !== 'progress') yield answer
      else emit('contacts.didProgress', { importId, done: answer.done, total: answer.total, rows: answer.rows })
    }
  }

  const inspect = (importId: string, reading: Reading | null): Promise<OpenedContacts> =>
    withFile(importId, async (signal) => {
      const { path, version } = fileOf(importId)
      for await (const answer of answersOf(importId, { kind: 'inspect', path, reading }, signal)) {
        if (answer.kind === 'inspected')
          return { importId, name: basename(path), size: version.size, ...answer.inspection }
      }
      throw new Error('no answer to an inspection')
    })

  const prepare = (input: ParsedInput<'contacts.prepare'>): Promise<ContactList> =>
    withFile(input.importId, async (signal) => {
      const { importId, accountId, jobId, jobName, reading, rule } = input
      const fields = checkContactMapping(rule.mapping)
      if (!isPassing(fields)) throw new AppFailure('input.invalid', { fields })
      await settle()
      const file = fileOf(importId)
      const since = rule.recentDays > 0 ? now() - rule.recentDays * day : Number.MAX_SAFE_INTEGER
      const task: ContactTask = {
        kind: 'prepare',
        ...file,
        reading,
        rule,
        salt,
        now: now(),
        stop: stopList.hashes(),
        ...store.calledHashes(accountId, jobId, since),
      }
      const id = randomUUID()
      store.insertList({ id, accountId, jobId, jobName, fileName: basename(file.path), createdAt: now() })
      try {
        const sent = new Map<ContactGroup, { parts: number; rows: number }>()
        for await (const answer of answersOf(importId, task, signal)) {
          if (answer.kind === 'entries') {
            for (let start = 0; start < answer.parts.length; start += partsAtOnce) {
              if (start > 0) await nextTurn()
              const parts = answer.parts.slice(start, start + partsAtOnce)
              store.insertParts(id, parts, sent)
              parts.forEach(release)
            }
          } else if (answer.kind === 'prepared') {
            store.finishList(id, { counts: answer.counts, zones: answer.zones, names: answer.names })
          }
        }
        return listOf(id)
      } catch (error) {
        await remove(id)
        throw error
      }
    })

  /** Whoever a list calls must not have come to be called meanwhile, by another list for the same job that was planned since. */
  async function refuseRepeated({ id, accountId, jobId }: ContactList): Promise<void> {
    const { inJob } = store.calledHashes(accountId, jobId, Number.MAX_SAFE_INTEGER)
    const called = createNumberSet(inJob.reduce((sum, { length }) => sum + length, 0))
    for (const part of inJob) {
      for (const hash of part) called.add(hash)
      await nextTurn()
    }
    if (called.size === 0) return
    for (const parts of store.hashesOf(id)) {
      if (parts.some((part) => part.some((hash) => called.has(hash)))) throw new AppFailure('contacts.stale')
      await nextTurn()
    }
  }

  async function plan({ listId }: ParsedInput<'contacts.plan'>): Promise<Change> {
    const list = listOf(listId)
    if (list.changeId !== null || list.outcomes.added > 0) throw new AppFailure('contacts.planned')
    if (list.counts.groups.new === 0) throw new AppFailure('contacts.none')
    await refuseRepeated(list)
    const parts = store.newParts(listId)
    async function* entries(): AsyncGenerator<PlanEntry> {
      for (const { part, contactCount, isKept } of parts) {
        if (!isKept) throw new AppFailure('contacts.forgotten')
        // Nothing is read from the provider, so nothing else would leave room in between.
        if (part % stepsAtOnce === 0) await nextTurn()
        const intent: AddContactsIntent = {
          operation: 'twin.addContacts',
          jobId: list.jobId,
          jobName: list.jobName,
          listId,
          part,
          parts: parts.length,
          contactCount,
        }
        yield { intent }
      }
    }
    const change = await dependencies.planEntries({
      accountId: list.accountId,
      origin: 'import',
      entries: entries(),
      total: parts.length,
    })
    store.linkList(listId, change.id)
    return change
  }

  /** Forgets contacts that the provider has; what tells them again stays. */
  async function settle(): Promise<void> {
    while (!closed && store.settleSome(partsAtOnce)) await nextTurn()
  }

  function hashOf(phone: string): number {
    const { digits, finding } = normalisePhone(phone)
    if (digits !== undefined) return hashDigits(digits)
    throw new AppFailure('input.invalid', { fields: [{ path: 'phone', severity: 'error', code: finding, params: {} }] })
  }

  return {
    async open(): Promise<OpenedContacts | null> {
      const path = await dependencies.chooseTable()
      if (path === null) return null
      const importId = randomUUID()
      files.set(importId, { path, version: await versionOf(path) })
      return inspect(importId, null)
    },
    inspect: ({ importId, reading }: ParsedInput<'contacts.inspect'>): Promise<OpenedContacts> =>
      inspect(importId, reading),
    preview: ({ importId, reading, rule }: ParsedInput<'contacts.preview'>): Promise<Output<'contacts.preview'>> =>
      withFile(importId, async (signal) => {
        const { path } = fileOf(importId)
        const task: ContactTask = { kind: 'preview', path, reading, rule, now: now() }
        for await (const answer of answersOf(importId, task, signal)) {
          if (answer.kind === 'previewed') return answer.rows
        }
        throw new Error('no answer to a preview')
      }),
    prepare,
    cancel({ importId }: ParsedInput<'contacts.cancel'>): void {
      running.get(importId)?.abort()
    },
    list: ({ listId }: ParsedInput<'contacts.list'>): ContactList => listOf(listId),
    lists: ({ accountId, jobId }: ParsedInput<'contacts.lists'>): ContactList[] => store.ofJob(accountId, jobId),
    rows({ listId, group, offset, limit }: ParsedInput<'contacts.rows'>): Output<'contacts.rows'> {
      const total = store.rowCount(listId, group)
      if (total === null) throw new AppFailure('notFound')
      return { total, rows: store.rows(listId, group, offset, limit) }
    },
    /** All rows of a group, read on while they are written somewhere. @throws AppFailure `notFound` */
    groupRows(listId: string, group: ContactGroup) {
      const { fileName, counts } = listOf(listId)
      return {
        fileName,
        rows: contactRowsOf((offset, limit) => store.rows(listId, group, offset, limit), counts.groups[group]),
      }
    },
    /** The contacts of parts whose outcome is not known. @throws AppFailure `notFound` */
    unknownRows(listId: string) {
      const { fileName } = listOf(listId)
      async function* rows() {
        for (const part of store.unknownParts(listId)) yield* store.rowsOfPart(listId, part)
      }
      return { fileName, rows: rows() }
    },
    plan,
    /** @throws AppFailure `contacts.planned` for a list that a change sends */
    async discard({ listId }: ParsedInput<'contacts.discard'>): Promise<void> {
      const list = listOf(listId)
      if (list.changeId !== null || list.outcomes.added > 0) throw new AppFailure('contacts.planned')
      await remove(listId)
    },
    /**
     * What one step sends.
     * @param part from 1
     * @throws AppFailure `contacts.forgotten` when the contacts are not kept any more
     */
    contactsOf(listId: string, part: number): Contact[] {
      const contacts = store.contactsOf(listId, part)
      if (!contacts) throw new AppFailure('contacts.forgotten')
      return contacts
    },

    stopCount: (): Output<'stopList.read'> => ({ numbers: stopList.count() }),
    importStopList: ({ importId, reading, phoneColumn, homeCountry }: ParsedInput<'stopList.import'>) =>
      withFile(importId, async (signal): Promise<Output<'stopList.import'>> => {
        const task: ContactTask = {
          kind: 'stopList',
          ...fileOf(importId),
          reading,
          phoneColumn,
          homeCountry,
          salt,
          now: now(),
          known: stopList.hashes(),
        }
        const added: Float64Array[] = []
        for await (const answer of answersOf(importId, task, signal)) {
          if (answer.kind === 'entries') added.push(answer.hashes)
          else if (answer.kind === 'stopListRead') {
            // The whole file or nothing: half a stop list looks like a whole one.
            stopList.add(added)
            return answer.counts
          }
        }
        throw new Error('no answer to a stop list')
      }),
    addStop({ phone }: ParsedInput<'stopList.add'>): Output<'stopList.add'> {
      const hash = hashOf(phone)
      if (stopList.has(hash)) return { added: false }
      stopList.add([Float64Array.of(hash)])
      return { added: true }
    },
    removeStop: ({ phone }: ParsedInput<'stopList.remove'>): Output<'stopList.remove'> => ({
      removed: stopList.remove(hashOf(phone)),
    }),
    clearStopList: stopList.clear,
    hasStop: ({ phone }: ParsedInput<'stopList.has'>): Output<'stopList.has'> => ({ has: stopList.has(hashOf(phone)) }),

    readRules: ({ accountId }: ParsedInput<'callingRules.read'>) => rules.read(accountId),
    saveRules: ({ accountId, rules: wanted }: ParsedInput<'callingRules.save'>) => rules.save(accountId, wanted),

    settle,
    /** Forgets the contacts of lists from before that moment, ms since 1970, and in a year that anybody was called at all. */
    async removeBefore(moment: number): Promise<void> {
      await settle()
      store.countUnknownAsAdded(moment)
      while (!closed && store.forgetSomeRows(moment, partsAtOnce)) await nextTurn()
      for (const listId of store.before(now() - hashDays * day)) await remove(listId)
    },
    async removeAccount(accountId: string): Promise<void> {
      rules.removeAccount(accountId)
      for (const listId of store.ofAccount(accountId)) await remove(listId)
    },
    /** Ends what runs, before the database closes. */
    close(): void {
      closed = true
      for (const stop of running.values()) stop.abort()
    },
  }
}

/** Gives back memory that is not needed any more: the engine would let tens of megabytes of it wait. */
function release({ rows, hashes }: ContactPart): void {
  rows.buffer.transfer(0)
  hashes.buffer.transfer(0)
}

async function versionOf(path: string): Promise<FileVersion> {
  try {
    return await fileVersion(path)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new AppFailure('file.unreadable', { params: { reason } })
  }
}
