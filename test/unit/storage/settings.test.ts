import type { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../src-main/storage/database'
import { createDraftStore } from '../../../src-main/storage/draft-store'
import { createSettingsStore } from '../../../src-main/storage/settings-store'
import { createStateStore } from '../../../src-main/storage/state-store'
import { temporaryFolder } from './temporary-folder'

function open(): DatabaseSync {
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(close)
  return database
}

test('settings begin in the system’s language and are kept', () => {
  const database = open()
  const state = createStateStore(database)
  expect(createSettingsStore(state, ['de-DE', 'ru-RU', 'en']).read()).toEqual({
    locale: 'ru',
    theme: 'system',
    journalDays: 90,
  })
  expect(createSettingsStore(state, ['rue', 'en-GB']).read()).toEqual({
    locale: 'en',
    theme: 'system',
    journalDays: 90,
  })
  createSettingsStore(state, ['ru']).save({ locale: 'en', theme: 'dark', journalDays: 30 })
  expect(createSettingsStore(state, ['ru']).read()).toEqual({ locale: 'en', theme: 'dark', journalDays: 30 })
})

test('a setting that this version does not know costs its own value only', () => {
  const database = open()
  const state = createStateStore(database)
  state.write('settings', { locale: 'en', theme: 'sepia', sound: true })
  expect(createSettingsStore(state, ['ru']).read()).toEqual({ locale: 'en', theme: 'system', journalDays: 90 })
})

test('drafts are listed newest first, replaced and discarded', () => {
  const database = open()
  let time = 0
  const drafts = createDraftStore(database, () => ++time)
  expect(drafts.read('none')).toEqual({ text: null, savedAt: null })
  drafts.save('a', '{"period":"hr {9am-5pm}"}')
  drafts.save('b', '')
  drafts.save('a', '{"period":""}')
  expect(drafts.list()).toEqual([
    { key: 'a', savedAt: 3 },
    { key: 'b', savedAt: 2 },
  ])
  expect(drafts.read('a')).toEqual({ text: '{"period":""}', savedAt: 3 })
  drafts.discard('a')
  expect(drafts.list()).toEqual([{ key: 'b', savedAt: 2 }])
})
