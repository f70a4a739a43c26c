import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { createContactStore } from '../../../src-main/contacts/contact-store'
import { migrate } from '../../../src-main/storage/migration'
import { migrations } from '../../../src-main/storage/migrations'

test('contacts that were stored before rows were packed are read, sent and forgotten as before', () => {
  const database = new DatabaseSync(':memory:')
  onTestFinished(() => database.close())
  migrate(
    database,
    migrations.filter(({ version }) => version < 21),
  )
  const summary = {
    counts: {
      rows: 2,
      header: 0,
      blank: 0,
      groups: { new: 1, duplicate: 0, stopList: 0, foreign: 0, premium: 0, invalid: 1 },
      duplicates: { inFile: 0, inJob: 0, recent: 0 },
      numbersLeftOut: 0,
      zonesUnread: 0,
    },
    zones: [],
    names: ['Имя'],
  }
  database.exec(`INSERT INTO contact_lists (id, account_id, job_id, job_name, file_name, created_at, summary)
    VALUES ('list', 'account', 'job', 'Опрос', 'люди.csv', 1, '${JSON.stringify(summary)}')`)
  const insert = database.prepare(
    'INSERT INTO contact_parts (list, row_group, part, first_row, row_count, added, hashes, rows) VALUES (?, ?, 1, 0, 1, ?, ?, ?)',
  )
  const hashes = new Uint8Array(new Float64Array([42]).buffer)
  insert.run('list', 'new', 0, hashes, '[[1,"8916","79161234567","7",10800,["Анна"],null,null]]')
  insert.run('list', 'invalid', 0, new Uint8Array(), null)

  migrate(database, migrations)
  const store = createContactStore(database)
  expect(store.contactsOf('list', 1)).toEqual([
    { phones: ['79161234567'], variables: { Имя: 'Анна' }, externalId: '7', zoneOffset: 10_800 },
  ])
  expect(store.rows('list', 'invalid', 0, 10)).toEqual([])
  expect(store.find('list')).toMatchObject({ hasContacts: true })
  expect(store.forgetSomeRows(2, 10)).toBe(false)
  expect(store.contactsOf('list', 1)).toBeNull()
  expect([...store.hashesOf('list')]).toEqual([[Float64Array.of(42)]])
})
