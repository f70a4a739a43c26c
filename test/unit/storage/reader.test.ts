import { resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader, createReader, type Reader } from '../../../src-main/storage/reader'
import { recogniseStorageError } from '../../../src-main/storage/storage-error'
import { inTransaction } from '../../../src-main/storage/transaction'
import { temporaryFolder } from './temporary-folder'

// Node runs the thread's TypeScript as it is; the program runs its built form.
const workerPath = resolve(import.meta.dirname, '../../../src-main/storage/reader-worker.ts')

function open() {
  const { database, path, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  if (path === null) throw new Error('the database is in memory')
  database.exec('CREATE TABLE sample (number TEXT, note TEXT)')
  onTestFinished(close)
  return { database, path }
}

function openThread(path: string): Reader {
  const reader = createReader({ workerPath, databasePath: path })
  onTestFinished(() => reader.close())
  return reader
}

test.each(['thread', 'inline'])('a %s reader gives plain rows of what is committed', async (kind) => {
  const { database, path } = open()
  const reader = kind === 'thread' ? openThread(path) : createInlineReader(database)
  database.exec(`INSERT INTO sample VALUES ('74950000001', 'Приёмная'), ('74950000002', '')`)
  const rows = await reader.all('SELECT * FROM sample WHERE number > ?', ['74950000001'])
  expect(rows).toStrictEqual([{ number: '74950000002', note: '' }])
})

test('a thread reader does not see an open transaction', async () => {
  const { database, path } = open()
  const reader = openThread(path)
  database.exec(`BEGIN; INSERT INTO sample VALUES ('74950000001', '')`)
  expect(await reader.all('SELECT * FROM sample')).toEqual([])
  database.exec('COMMIT')
  expect(await reader.all('SELECT * FROM sample')).toHaveLength(1)
})

test('answers belong to their questions', async () => {
  const { path } = open()
  const reader = openThread(path)
  const asked = Array.from({ length: 500 }, (_, index) => index)
  // More texts than the statement cache holds.
  const answers = await Promise.all(asked.map((index) => reader.all(`SELECT ${index % 300} + ? AS sum`, [index])))
  expect(answers).toEqual(asked.map((index) => [{ sum: (index % 300) + index }]))
})

test('an error keeps its code, and the reader goes on', async () => {
  const { path } = open()
  const reader = openThread(path)
  await expect(reader.all('SELECT nothing')).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR', errcode: 1 })
  const refused = await reader.all('DELETE FROM sample').catch((error: unknown) => error)
  expect(recogniseStorageError(refused, path)?.code).toBe('storage.readOnly')
  expect(await reader.all('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a missing file is the answer to the query', async () => {
  const path = resolve(temporaryFolder(), 'missing.sqlite')
  const failure = await openThread(path)
    .all('SELECT 1')
    .catch((error: unknown) => error)
  expect(recogniseStorageError(failure, path)).toMatchObject({ code: 'storage.failed' })
})

test('closing rejects what is under way and all that follows', async () => {
  const { path } = open()
  const reader = openThread(path)
  const endless = reader.all('WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n')
  const ended = expect(endless).rejects.toThrow('closed')
  await reader.close()
  await ended
  await expect(reader.all('SELECT 1')).rejects.toThrow('closed')
})

test('a thread that cannot start rejects its queries', async () => {
  const reader = createReader({ workerPath: resolve(temporaryFolder(), 'missing.js'), databasePath: 'unused' })
  await expect(reader.all('SELECT 1')).rejects.toThrow()
})

test('a transaction is whole or not there, also inside another', () => {
  const { database } = open()
  const add = (number: string) => database.prepare('INSERT INTO sample VALUES (?, ?)').run(number, '')
  const fail = () => {
    throw new Error('stopped')
  }
  const numbers = () =>
    database
      .prepare('SELECT number FROM sample')
      .all()
      .map(({ number }) => number)
  expect(() =>
    inTransaction(database, () => {
      add('1')
      fail()
    }),
  ).toThrow('stopped')
  expect(numbers()).toEqual([])
  inTransaction(database, () => {
    add('2')
    expect(() =>
      inTransaction(database, () => {
        add('3')
        fail()
      }),
    ).toThrow('stopped')
    inTransaction(database, () => add('4'))
  })
  expect(numbers()).toEqual(['2', '4'])
  expect(() => inTransaction(database, async () => add('5'))).toThrow(TypeError)
  expect(numbers()).toEqual(['2', '4'])
})
