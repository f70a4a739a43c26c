import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { EventName, EventPayload } from '@shared/contract'
import type { ContactGroup, ContactList, ContactRule, OpenedContacts } from '@shared/contract/contacts'
import { AppFailure } from '@shared/domain/app-error'
import { createContacts, type Contacts } from '../../../src-main/contacts/contacts'
import { createChanges, type Changes } from '../../../src-main/changes/changes'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'
import { buildWorker } from '../imports/built-worker'
import { temporaryFolder } from '../storage/temporary-folder'
import { createFakeJobProvider } from './fake-job-provider'

const built = mkdtempSync(join(tmpdir(), 'switchboard-worker-'))
let workerPath: string
beforeAll(async () => {
  workerPath = await buildWorker(built, 'contacts/contact-worker')
})
afterAll(() => rmSync(built, { recursive: true }))

const accountId = 'account-1'
const salt = '0123456789abcdef0123456789abcdef'

/** Contacts as the program has them: real files, thread and database; only the provider is not one. */
function contactPlace() {
  const folder = temporaryFolder()
  const path = join(folder, 'people.csv')
  const opened = openDatabase({ folder, now: Date.now })
  const told: { name: EventName; payload: unknown }[] = []
  const emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => told.push({ name, payload })
  const clock = { now: Date.now() }
  const place: { changes: Changes; contacts: Contacts } = {} as never
  const provider = createFakeJobProvider((listId, part) => place.contacts.contactsOf(listId, part))
  const start = () => {
    place.changes = createChanges({
      database: opened.database,
      reader: createInlineReader(opened.database),
      operations: [provider.operation],
      baseUrlOf: () => 'https://provider.invalid',
      emit,
      now: () => clock.now,
      author: 'tester',
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      patience: { lostAnswer: 1, acceptedAnswer: 1 },
    })
    place.contacts = createContacts({
      database: opened.database,
      workerPath,
      planEntries: (request) => place.changes.planEntries(request),
      salt,
      chooseTable: async () => path,
      emit,
      now: () => clock.now,
    })
  }
  start()
  onTestFinished(async () => {
    place.contacts.close()
    await place.changes.close()
    opened.close()
  })

  const open = async (content: string | Buffer): Promise<OpenedContacts> => {
    writeFileSync(path, content)
    const file = await place.contacts.open()
    if (!file) throw new Error('no file')
    return file
  }
  const ruleOf = ({ mapping }: OpenedContacts, more: Partial<ContactRule> = {}): ContactRule => ({
    mapping,
    homeCountry: 'RU',
    withForeign: false,
    withPremium: false,
    recentDays: 30,
    ...more,
  })
  const prepare = async (
    content: string | Buffer,
    more: Partial<ContactRule> = {},
    jobId = 'job-1',
  ): Promise<ContactList> => {
    const file = await open(content)
    return place.contacts.prepare({
      importId: file.importId,
      accountId,
      jobId,
      jobName: 'Reminder',
      reading: file.reading,
      rule: ruleOf(file, more),
    })
  }
  const rows = (list: ContactList, group: ContactGroup) =>
    place.contacts.rows({ listId: list.id, group, offset: 0, limit: 500 }).rows
  const apply = async (list: ContactList): Promise<string> => {
    const { id } = await place.contacts.plan({ listId: list.id })
    await place.changes.apply({ changeId: id })
    for (;;) {
      const { state } = await place.changes.read({ changeId: id })
      if (state !== 'running') return id
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return { place, provider, opened, told, clock, path, open, ruleOf, prepare, rows, apply }
}

const total = ({ counts }: ContactList): number =>
  counts.header + counts.blank + Object.values(counts.groups).reduce((sum, count) => sum + count, 0)
const codeOf = (error: unknown) => (error instanceof AppFailure ? error.error.code : error)

const table = [
  'Телефон;Имя;ID;Пояс',
  '8 (916) 123-45-67;Анна;1;МСК',
  '+79161234568;Борис;2;UTC+5',
  '9161234567;Анна снова;3;',
  ';Никто;4;',
  '12345;Кратко;5;',
  '+49 30 901820;Klaus;6;',
  '8 809 505-55-55;Платно;7;',
  '7.91612E+10;Excel;8;',
  '',
  '79161234569;=HYPERLINK("http://evil");9;вечером',
].join('\r\n')

describe('a file of contacts', () => {
  test('goes into groups that add up to its rows', async () => {
    const { prepare, rows } = contactPlace()
    const list = await prepare(table)
    expect(list.counts).toEqual({
      rows: 11,
      header: 1,
      blank: 1,
      groups: { new: 3, duplicate: 1, stopList: 0, foreign: 1, premium: 1, invalid: 3 },
      duplicates: { inFile: 1, inJob: 0, recent: 0 },
      numbersLeftOut: 0,
      zonesUnread: 1,
    })
    expect(total(list)).toBe(list.counts.rows)
    expect(rows(list, 'new')).toMatchObject([
      {
        line: 2,
        written: '8 (916) 123-45-67',
        phones: ['79161234567'],
        variables: { Имя: 'Анна' },
        externalId: '1',
        zoneOffset: 10_800,
      },
      { line: 3, phones: ['79161234568'], zoneOffset: 18_000 },
      { line: 11, variables: { Имя: '=HYPERLINK("http://evil")' }, zoneOffset: null },
    ])
    expect(rows(list, 'duplicate')).toMatchObject([{ line: 4, reason: 'inFile', otherLine: 2 }])
    expect(rows(list, 'invalid')).toMatchObject([
      { reason: 'noPhone' },
      { reason: 'malformed' },
      { reason: 'destroyed' },
    ])
    expect(list.zones).toEqual([
      { zoneOffset: 10_800, contacts: 1 },
      { zoneOffset: 18_000, contacts: 1 },
      { zoneOffset: null, contacts: 1 },
    ])
  })

  test('may have several numbers for one person; those that may not be called are left out', async () => {
    const { prepare, rows } = contactPlace()
    const list = await prepare('phone;phone 2\n89161234567;89161234568 / 123\n89161234568;89161234569\n89161234567;\n')
    expect(rows(list, 'new').map(({ phones }) => phones)).toEqual([['79161234567', '79161234568'], ['79161234569']])
    expect(list.counts).toMatchObject({ groups: { new: 2, duplicate: 1 }, numbersLeftOut: 2 })
  })

  test('with rows in another encoding loses those rows and no others', async () => {
    const { prepare, rows } = contactPlace()
    const content = Buffer.concat([
      Buffer.from('phone;name\n89161234567;Анна\n'),
      Buffer.from([...Buffer.from('89161234568;'), 0xc1, 0xee, 0xf0, 0xe8, 0xf1, 0x0a]),
      Buffer.from('89161234569;Вера\n'),
    ])
    const list = await prepare(content)
    expect(list.counts.groups).toMatchObject({ new: 2, invalid: 1 })
    expect(rows(list, 'invalid')).toMatchObject([{ line: 3, written: '89161234568', reason: 'encoding' }])
  })

  test('of 1,000,000 rows in mixed encodings loses just the rows that are in the other one', async () => {
    const { prepare, place } = contactPlace()
    const foreign = Buffer.from([...Buffer.from('89160000000;'), 0xc1, 0xee, 0xf0, 0xe8, 0xf1, 0x0a])
    const thousands = Array.from({ length: 1000 }, (_, thousand) => {
      const sound = Array.from({ length: 998 }, (_row, index) => `${79161000000 + thousand * 998 + index};Анна Ё\n`)
      return [Buffer.from(`${sound.join('')}8 (916) 100-00-00;Снова\n`), foreign]
    })
    const list = await prepare(Buffer.concat([Buffer.from('phone;name\n'), ...thousands.flat()]))
    expect(list.counts).toMatchObject({
      rows: 1_000_001,
      header: 1,
      groups: { new: 998_000, duplicate: 1000, invalid: 1000 },
    })
    expect(total(list)).toBe(list.counts.rows)
    const last = place.contacts.rows({ listId: list.id, group: 'invalid', offset: 999, limit: 1 }).rows
    expect(last).toMatchObject([{ line: 1_000_001, reason: 'encoding' }])
  })

  test('is shown in its first rows before it is read', async () => {
    const { place, open, ruleOf } = contactPlace()
    const file = await open(table)
    const preview = await place.contacts.preview({ importId: file.importId, reading: file.reading, rule: ruleOf(file) })
    expect(preview.map(({ line, group, phones }) => [line, group, phones[0]])).toEqual([
      [2, 'new', '79161234567'],
      [3, 'new', '79161234568'],
      [4, 'new', '79161234567'],
      [5, 'invalid', undefined],
      [6, 'invalid', undefined],
      [7, 'foreign', '4930901820'],
      [8, 'premium', '78095055555'],
      [9, 'invalid', undefined],
      [11, 'new', '79161234569'],
    ])
  })

  test('that changed since it was opened is not read', async () => {
    const { place, open, ruleOf, path } = contactPlace()
    const file = await open(table)
    writeFileSync(path, `${table}\n89161234599;Later;10;`)
    const reading = place.contacts.prepare({
      importId: file.importId,
      accountId,
      jobId: 'job-1',
      jobName: '',
      reading: file.reading,
      rule: ruleOf(file),
    })
    await expect(reading.catch(codeOf)).resolves.toBe('file.changed')
    expect(place.contacts.lists({ accountId, jobId: 'job-1' })).toEqual([])
  })

  test('of many rows is read in parts, and can be left in the middle without a trace', async () => {
    const { place, open, ruleOf, told, opened } = contactPlace()
    const file = await open(`phone\n${Array.from({ length: 60_000 }, (_, index) => 79160000000 + index).join('\n')}`)
    const task = {
      importId: file.importId,
      accountId,
      jobId: 'job-1',
      jobName: '',
      reading: file.reading,
      rule: ruleOf(file),
    }
    const list = await place.contacts.prepare(task)
    expect(list.counts.groups.new).toBe(60_000)
    expect(place.contacts.rows({ listId: list.id, group: 'new', offset: 59_400, limit: 2 }).rows).toMatchObject([
      { phones: ['79160059400'] },
      { phones: ['79160059401'] },
    ])
    await place.contacts.discard({ listId: list.id })

    told.length = 0
    const cut = place.contacts.prepare(task).catch(codeOf)
    place.contacts.cancel({ importId: file.importId })
    expect(await cut).toBe('cancelled')
    expect(opened.database.prepare('SELECT COUNT(*) AS count FROM contact_parts').get()).toEqual({ count: 0 })
  })
})

describe('nobody is called who must not be', () => {
  test('the stop list counts for every number of a person, and holds no numbers', async () => {
    const { place, open, prepare, opened } = contactPlace()
    const file = await open('phone\n+79161234568\n8 916 123-45-68\nnobody\n79160000001\n')
    const stop = { importId: file.importId, reading: file.reading, phoneColumn: 0, homeCountry: 'RU' }
    expect(await place.contacts.importStopList(stop)).toEqual({ added: 2, known: 1, invalid: 1 })
    expect(await place.contacts.importStopList(stop)).toEqual({ added: 0, known: 3, invalid: 1 })
    expect(place.contacts.stopCount()).toEqual({ numbers: 2 })

    const list = await prepare('phone;phone 2\n89161234567;89161234568\n89161234569;\n')
    expect(list.counts.groups).toMatchObject({ new: 1, stopList: 1 })

    expect(place.contacts.addStop({ phone: '+7 916 123-45-69' })).toEqual({ added: true })
    expect(place.contacts.hasStop({ phone: '89161234569' })).toEqual({ has: true })
    expect(place.contacts.removeStop({ phone: '89161234569' })).toEqual({ removed: true })
    expect(place.contacts.removeStop({ phone: '89161234569' })).toEqual({ removed: false })

    const stored = opened.database.prepare('SELECT hashes FROM stop_parts').all()
    const bytes = Buffer.concat(stored.map((row) => Buffer.from(row['hashes'] as Uint8Array)))
    expect(bytes.includes('79161234568')).toBe(false)
    expect([...new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))]).not.toContain(
      79161234568,
    )
  })

  test('nor twice by one job, nor by another job within the days', async () => {
    const { prepare, apply, rows, clock, provider } = contactPlace()
    await apply(await prepare('phone\n89161234567\n89161234568\n'))
    expect(provider.received.map(({ contacts }) => contacts.map(({ phones }) => phones[0]))).toEqual([
      ['79161234567', '79161234568'],
    ])

    const again = await prepare('phone\n89161234567\n89161234569\n')
    expect(again.counts).toMatchObject({ groups: { new: 1, duplicate: 1 }, duplicates: { inJob: 1 } })
    const other = await prepare('phone\n89161234568\n89161234570\n', {}, 'job-2')
    expect(rows(other, 'duplicate')).toMatchObject([{ line: 2, reason: 'recent' }])

    clock.now += 31 * 24 * 3_600_000
    expect((await prepare('phone\n89161234568\n', {}, 'job-2')).counts.groups.new).toBe(1)
    expect((await prepare('phone\n89161234568\n', {}, 'job-1')).counts.duplicates.inJob).toBe(1)
    expect((await prepare('phone\n89161234568\n', { recentDays: 0 }, 'job-2')).counts.groups.new).toBe(1)
  })

  test('nor by two lists that were read before either was planned', async () => {
    const { place, prepare } = contactPlace()
    const one = await prepare('phone\n89161234567\n')
    const two = await prepare('phone\n89161234567\n89161234568\n')
    const { id } = await place.contacts.plan({ listId: one.id })
    await expect(place.contacts.plan({ listId: two.id }).catch(codeOf)).resolves.toBe('contacts.stale')
    await place.changes.discard({ changeId: id })
    await expect(place.contacts.plan({ listId: two.id })).resolves.toMatchObject({ stepCount: 1 })
    await expect(place.contacts.plan({ listId: two.id }).catch(codeOf)).resolves.toBe('contacts.planned')
    await expect(place.contacts.discard({ listId: two.id }).catch(codeOf)).resolves.toBe('contacts.planned')
  })
})

describe('a list that is sent', () => {
  const people = (count: number) =>
    `phone\n${Array.from({ length: count }, (_, index) => 79160000000 + index).join('\n')}`

  test('goes out in parts, and its contacts are forgotten once they are added', async () => {
    const { place, prepare, apply, provider, opened } = contactPlace()
    const list = await prepare(people(1200))
    await apply(list)
    expect(provider.received.map(({ part, contacts }) => [part, contacts.length]).toSorted()).toEqual([
      [1, 500],
      [2, 500],
      [3, 200],
    ])
    expect(place.contacts.list({ listId: list.id })).toMatchObject({
      outcomes: { added: 1200, waiting: 0, unknown: 0, notAdded: 0 },
      hasContacts: true,
    })
    await place.contacts.settle()
    expect(place.contacts.list({ listId: list.id })).toMatchObject({ outcomes: { added: 1200 }, hasContacts: false })
    expect(() => place.contacts.contactsOf(list.id, 1)).toThrow(AppFailure)
    const texts = opened.database.prepare('SELECT rows FROM contact_parts WHERE rows IS NOT NULL').all()
    expect(texts).toEqual([])
  })

  test('whose answer got lost is not sent again, and it is known exactly who is meant', async () => {
    const { place, prepare, apply, provider } = contactPlace()
    provider.losing.add(2)
    const list = await prepare(people(1200))
    const changeId = await apply(list)
    await place.contacts.settle()
    expect(place.contacts.list({ listId: list.id }).outcomes).toEqual({
      added: 700,
      waiting: 0,
      unknown: 500,
      notAdded: 0,
    })
    const unknown: string[] = []
    for await (const { phones } of place.contacts.unknownRows(list.id).rows) unknown.push(...phones)
    expect([unknown.length, unknown[0], unknown.at(-1)]).toEqual([500, '79160000500', '79160000999'])

    await place.changes.apply({ changeId })
    expect(provider.received.filter(({ part }) => part === 2)).toHaveLength(1)
    // Whoever may have been added is not called by a second list either.
    expect((await prepare('phone\n79160000500\n')).counts.duplicates.inJob).toBe(1)
  })

  test('still counts as called when its change is forgotten', async () => {
    const { place, prepare, apply, provider, clock } = contactPlace()
    provider.losing.add(2)
    await apply(await prepare(people(600)))
    clock.now += 100 * 24 * 3_600_000
    await place.contacts.removeBefore(clock.now - 1)
    await place.changes.removeBefore(clock.now - 1)
    expect((await prepare(people(600))).counts.duplicates.inJob).toBe(600)
    clock.now += 400 * 24 * 3_600_000
    await place.contacts.removeBefore(clock.now - 1)
    expect((await prepare(people(600))).counts.groups.new).toBe(600)
  })

  test('goes with its account', async () => {
    const { place, prepare, opened } = contactPlace()
    await prepare(people(10))
    await place.contacts.removeAccount(accountId)
    expect(opened.database.prepare('SELECT COUNT(*) AS count FROM contact_lists').get()).toEqual({ count: 0 })
  })
})

test('the rules of an account are kept, with a zone that exists', () => {
  const { place } = contactPlace()
  const rules = place.contacts.readRules({ accountId })
  expect(rules).toMatchObject({ companyZone: '', homeCountry: 'RU' })
  const moscow = { ...rules, companyZone: 'Europe/Moscow', confirmAbove: 0 }
  place.contacts.saveRules({ accountId, rules: moscow })
  expect(place.contacts.readRules({ accountId })).toEqual(moscow)
  expect(() => place.contacts.saveRules({ accountId, rules: { ...rules, companyZone: 'Narnia' } })).toThrow(AppFailure)
})
