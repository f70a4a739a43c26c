import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { AddContactsIntent } from '@shared/domain/autocall/contact'
import { createContactStore } from '../../../src-main/contacts/contact-store'
import { packRows, toStored } from '../../../src-main/contacts/stored-row'
import { startSandbox } from '../../../src-main/sandbox/sandbox'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'
import { createChanges } from '../../../src-main/changes/changes'
import { twinAddContacts } from '../../../src-main/changes/operations/twin-contacts'
import { settings, twinClientOf } from '../changes/twin-place'
import { temporaryFolder } from '../storage/temporary-folder'

const parts = 1000
const perPart = 3
const kills = 6
const phoneOf = (part: number, index: number): string => String(79_160_000_000 + part * 10 + index)
const script = join(import.meta.dirname, 'upload-script.ts')
const sources = new URL('../../runtime/source.ts', import.meta.url).href

/** A list of 1,000 parts for a job at a demo Twin, and the change that sends it. */
async function planUpload(folder: string, sandbox: Awaited<ReturnType<typeof startSandbox>>) {
  const client = twinClientOf(sandbox)
  const jobId = await client.createJob(settings())
  const opened = openDatabase({ folder, now: Date.now })
  const store = createContactStore(opened.database)
  const list = { id: 'list', accountId: 'account-1', jobId, jobName: 'Опрос', fileName: 'people.csv', createdAt: 1 }
  store.insertList(list)
  const sent = new Map()
  for (let part = 1; part <= parts; part += 1) {
    const rows = Array.from({ length: perPart }, (_, index) =>
      toStored({
        line: part * perPart + index,
        written: '',
        phones: [phoneOf(part, index)],
        externalId: '',
        zoneOffset: null,
        values: [],
        reason: null,
        otherLine: null,
      }),
    )
    const hashes = Float64Array.from(rows, (_, index) => part * 10 + index)
    store.insertParts(
      'list',
      [{ group: 'new', count: perPart, rows: packRows(Buffer.from(JSON.stringify(rows))), hashes }],
      sent,
    )
  }
  const groups = { new: parts * perPart, duplicate: 0, stopList: 0, foreign: 0, premium: 0, invalid: 0 }
  store.finishList('list', {
    counts: {
      rows: parts * perPart,
      header: 0,
      blank: 0,
      groups,
      duplicates: { inFile: 0, inJob: 0, recent: 0 },
      numbersLeftOut: 0,
      zonesUnread: 0,
    },
    zones: [],
    names: [],
  })
  const changes = createChanges({
    database: opened.database,
    reader: createInlineReader(opened.database),
    operations: [twinAddContacts({ twin: async () => client, contactsOf: () => [] })],
    baseUrlOf: () => sandbox.twin.baseUrl,
    emit: () => undefined,
    now: Date.now,
    author: 'tester',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  const entries = Array.from({ length: parts }, (_, index) => ({
    intent: {
      operation: 'twin.addContacts',
      jobId,
      jobName: 'Опрос',
      listId: 'list',
      part: index + 1,
      parts,
      contactCount: perPart,
    } satisfies AddContactsIntent,
  }))
  const { id } = await changes.planEntries({ accountId: 'account-1', origin: 'import', entries, total: parts })
  store.linkList('list', id)
  await changes.close()
  opened.close()
  return id
}

it('killed again and again in 1,000 parts, no contact is sent twice, and whoever may be missing is named', async () => {
  const folder = temporaryFolder()
  const sandbox = await startSandbox({ twin: { jobs: 0 } })
  onTestFinished(() => sandbox.close())
  const changeId = await planUpload(folder, sandbox)
  sandbox.faults.add({ kind: 'latency', ms: 4 })
  const { baseUrl, email, password } = sandbox.twin
  const words = ['--import', sources, script, folder, baseUrl, email, password, changeId]

  let killed = 0
  for (;;) {
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
    let requests = 0
    const end = sandbox.ledger.onSettled(() => {
      requests += 1
      if (killed < kills && requests === 100) setTimeout(() => child.kill('SIGKILL'), Math.random() * 20)
    })
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    end()
    if (signal !== 'SIGKILL') {
      expect(code).toBe(0)
      break
    }
    killed += 1
  }
  expect(killed).toBe(kills)

  const received = sandbox.ledger
    .entries({ path: '/autoCallCandidate/batch', acted: true })
    .flatMap(({ body }) => (JSON.parse(body) as { batch: { phone: string[] }[] }).batch.map(({ phone }) => phone[0]))
  expect(new Set(received).size).toBe(received.length)

  const opened = openDatabase({ folder, now: Date.now })
  const store = createContactStore(opened.database)
  const unknown = new Set(
    store.unknownParts('list').flatMap((part) => store.rowsOfPart('list', part).flatMap(({ phones }) => phones)),
  )
  const { outcomes } = store.find('list') ?? {}
  opened.close()
  // Each contact reached the provider, or is named as one that may not have.
  const everybody = Array.from({ length: parts * perPart }, (_, index) =>
    phoneOf(1 + Math.floor(index / perPart), index % perPart),
  )
  const sentOnce = new Set(received)
  expect(everybody.filter((phone) => !sentOnce.has(phone) && !unknown.has(phone))).toEqual([])
  expect(outcomes).toEqual({ added: parts * perPart - unknown.size, waiting: 0, unknown: unknown.size, notAdded: 0 })
  // Without it the test would have shown nothing.
  expect(unknown.size).toBeGreaterThan(0)
})
