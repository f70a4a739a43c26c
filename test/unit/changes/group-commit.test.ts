import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createGroupCommit } from '../../../src-main/changes/group-commit'
import { openDatabase } from '../../../src-main/storage/database'
import { temporaryFolder } from '../storage/temporary-folder'

/** A disk whose syncs end when the test says so. */
function createFakeDisk() {
  const syncs: PromiseWithResolvers<null>[] = []
  return {
    syncs,
    async sync() {
      const one = Promise.withResolvers<null>()
      syncs.push(one)
      await one.promise
    },
  }
}

function open() {
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(close)
  database.exec('CREATE TABLE sample (word TEXT)')
  const insert = database.prepare('INSERT INTO sample VALUES (?)')
  const disk = createFakeDisk()
  const commits = createGroupCommit(database, disk)
  const durable: string[] = []
  const write = (word: string, soon = false) =>
    (soon ? commits.writeSoon : commits.write)(() => insert.run(word)).then(() => durable.push(word))
  const written = () =>
    database
      .prepare('SELECT word FROM sample')
      .all()
      .map(({ word }) => word)
  return { database, disk, commits, durable, write, written }
}

test('nobody goes on before the disk has the write', async () => {
  const { disk, durable, write, written } = open()
  const both = Promise.all([write('first'), write('second')])
  await nextTurn()
  expect(written()).toEqual(['first', 'second'])
  expect(disk.syncs).toHaveLength(1)
  expect(durable).toEqual([])
  disk.syncs[0]?.resolve(null)
  await both
  expect(durable).toEqual(['first', 'second'])
})

test('what comes while the disk is busy shares the next sync', async () => {
  const { disk, durable, write, written } = open()
  const first = write('first')
  await nextTurn()
  const rest = Promise.all([write('second'), write('third', true)])
  await nextTurn()
  expect(written()).toEqual(['first'])
  disk.syncs[0]?.resolve(null)
  await first
  await nextTurn()
  expect(disk.syncs).toHaveLength(2)
  expect(durable).toEqual(['first'])
  disk.syncs[1]?.resolve(null)
  await rest
  expect(written()).toEqual(['first', 'second', 'third'])
})

test('what has no hurry goes along with what has, or when told that nothing is to come', async () => {
  const { disk, commits, durable, write, written } = open()
  const soon = write('soon', true)
  await nextTurn()
  expect(written()).toEqual([])
  commits.hurry()
  await nextTurn()
  expect(written()).toEqual(['soon'])
  disk.syncs[0]?.resolve(null)
  await soon
  const both = Promise.all([write('later', true), write('now')])
  await nextTurn()
  disk.syncs[1]?.resolve(null)
  await both
  expect(durable).toEqual(['soon', 'later', 'now'])
})

test('a failed sync is told to all who wait for it, and the next ones are served', async () => {
  const { disk, write } = open()
  const both = Promise.allSettled([write('first'), write('second')])
  await nextTurn()
  disk.syncs[0]?.reject(new Error('the disk is gone'))
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const third = write('third')
  await nextTurn()
  disk.syncs[1]?.resolve(null)
  await third
})
