import { expect, test } from 'vitest'
import { emptyFields, ruleOf } from '@shared/domain/pbx/empty-rule'
import { newExtension } from '@shared/domain/pbx/extension'
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

function planned(saved: PbxSection, kept: readonly string[], present = holdings) {
  const entries = restoreEntries({
    saved,
    present: sectionOf(present, () => recording(present === holdings ? 'b' : 'a')),
    holdings: present,
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

test('of two prompts with one name a rule gets back the one that it played', () => {
  const extension = { ...newExtension('101'), id: 7, name: '000*101', createdAt: '', rest: {} }
  const playing = (promptId: number) => ({ id: 1, rule: ruleOf({ ...emptyFields(), type: 'playfile', promptId }) })
  const office = (first: number, second: number, played: number): Holdings => ({
    ...holdings,
    extensions: new Map([[7, extension]]),
    prompts: new Map([first, second].map((id) => [id, { ...hello, id }])),
    rules: new Map([[7, [playing(played)]]]),
  })
  const saved = sectionOf(office(51, 52, 52), () => recording('a'))
  const rule = (promptId: unknown) => expect.objectContaining({ type: 'playfile', promptId }) as unknown

  const elsewhere = office(71, 72, 71)
  expect(planned(saved, ['a'.repeat(64)], elsewhere)).toEqual([
    { intent: expect.objectContaining({ operation: 'pbx.updateRule', rule: rule(72) }) as unknown, refused: [] },
  ])
  expect(planned(saved, ['a'.repeat(64)], office(72, 71, 72))).toEqual([])

  const empty = { ...office(71, 72, 71), prompts: new Map(), rules: new Map() }
  expect(planned(saved, ['a'.repeat(64)], empty).map(({ intent }) => intent)).toEqual([
    expect.objectContaining({ operation: 'pbx.createPrompt', title: 'Hello' }),
    expect.objectContaining({ operation: 'pbx.createPrompt', title: 'Hello' }),
    expect.objectContaining({ operation: 'pbx.createRule', rule: rule({ fromStep: 1, path: 'id' }) }),
  ])
})
