import { expect, it, onTestFinished } from 'vitest'
import { createStopList } from '../../../src-main/contacts/stop-list'
import { openDatabase } from '../../../src-main/storage/database'
import { temporaryFolder } from '../storage/temporary-folder'

it('a stop list that was cleared knows nobody, and takes numbers again', () => {
  const opened = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(() => opened.close())
  const list = createStopList(opened.database)
  list.add([Float64Array.of(1, 2, 3), Float64Array.of(4)])
  expect([list.count(), list.has(3)]).toEqual([4, true])
  list.clear()
  expect([list.count(), list.has(3), list.hashes().length]).toEqual([0, false, 0])
  list.add([Float64Array.of(3)])
  expect([list.count(), list.has(3)]).toEqual([1, true])
})
