import { rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../src-main/storage/database'
import { createDiskSync } from '../../../src-main/storage/disk-sync'
import { inTransaction } from '../../../src-main/storage/transaction'
import { temporaryFolder } from './temporary-folder'

const [normal, full] = [1, 2]
const syncLevel = (database: DatabaseSync) => database.prepare('PRAGMA synchronous').get()?.['synchronous']

function open() {
  const folder = temporaryFolder()
  const { database, close } = openDatabase({ folder, now: Date.now })
  onTestFinished(close)
  database.exec('CREATE TABLE sample (word TEXT)')
  return { database, folder }
}

test('a transaction is synced unless it is said to outlive no more than a crash; the next one is again', () => {
  const { database } = open()
  expect(inTransaction(database, () => syncLevel(database))).toBe(full)
  expect(inTransaction(database, () => syncLevel(database), { outlives: 'crash' })).toBe(normal)
  expect(syncLevel(database)).toBe(full)
  const fail = () => inTransaction(database, () => Promise.resolve(), { outlives: 'crash' })
  expect(fail).toThrow('cannot wait')
  expect(syncLevel(database)).toBe(full)
})

test('inside another transaction the outer one decides', () => {
  const { database } = open()
  const level = inTransaction(database, () => inTransaction(database, () => syncLevel(database), { outlives: 'crash' }))
  expect(level).toBe(full)
})

test('a sync meets the log that is there, and says when it cannot be opened', async () => {
  const { database, folder } = open()
  inTransaction(database, () => database.exec("INSERT INTO sample VALUES ('kept')"), { outlives: 'crash' })
  const disk = createDiskSync(database)
  await disk.sync()
  await disk.close()

  const other = createDiskSync(database)
  rmSync(folder, { recursive: true })
  await expect(other.sync()).rejects.toMatchObject({ code: 'ENOENT' })
  await other.close()
})
