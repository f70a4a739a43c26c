import { expect, test } from 'vitest'
import type { Prompt } from '@shared/domain/pbx/prompt'
import type { PbxSection } from '@shared/domain/pbx/snapshot'
import { restoreEntries } from '../../../src-main/pbx-snapshots/restore'
import { sectionOf } from '../../../src-main/pbx-snapshots/section'
import type { Holdings } from '../../../src-main/pbx/pbx-store'

const hello: Prompt = { id: 51, title: 'Hello', filename: 'hello.wav', dealerId: null, rest: {} }
const recording = (hash: string) => ({
  sha256: hash.repeat(64),
  fileName: 'hello.wav',
  format: 'wav' as const,
  size: 9,
  seconds: 1,
})
const company = {
  id: 12,
  name: 'Office',
  prefix: '000',
  domain: '',
  domainPrefix: '',
  extensionLength: 3,
  timeZone: 'Europe/Moscow',
  rest: {},
}
const holdings: Holdings = {
  company,
  extensions: new Map(),
  publicNumbers: new Map(),
  prompts: new Map([[51, hello]]),
  intervals: new Map(),
  rules: new Map(),
  menus: new Map(),
}

function planned(saved: PbxSection, kept: readonly string[]) {
  const entries = restoreEntries({
    saved,
    present: sectionOf(holdings, () => recording('b')),
    holdings,
    isWanted: () => true,
    hasRecording: (sha256) => kept.includes(sha256),
    menuEntries: () => [],
  })
  return entries.map(({ intent, refusals }) => ({ intent, refused: refusals?.map(({ code }) => code) ?? [] }))
}

test('a prompt that was replaced since gets its former recording back, as long as it is kept here', () => {
  const saved = sectionOf(holdings, () => recording('a'))
  const intent = { operation: 'pbx.replacePrompt', id: 51, title: 'Hello', recording: 'a'.repeat(64) }
  expect(planned(saved, ['a'.repeat(64)])).toEqual([{ intent, refused: [] }])
  expect(planned(saved, [])).toEqual([{ intent, refused: ['pbx.noRecording'] }])
  expect(
    planned(
      sectionOf(holdings, () => recording('b')),
      [],
    ),
  ).toEqual([])
})
