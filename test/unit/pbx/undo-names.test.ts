/** What an undo makes again has another id; its other steps name it by that one. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { IncomingRule, SavedRule } from '@shared/domain/pbx/incoming-rule'
import type { IntervalSettings } from '@shared/domain/pbx/interval'
import { readOrderedRules } from '../../../src-main/providers/pbx/ordered-rules'
import { toneWav } from '../../../src-main/sandbox/pbx/tone'
import { rule } from '../domain/pbx/rule-example'
import { createPbxPlace, type PbxPlace } from './pbx-place'

let place: PbxPlace
let extension: { extensionId: number; extensionNumber: string }
beforeEach(async () => {
  place = await createPbxPlace()
  onTestFinished(() => place.close())
  extension = { extensionId: place.idOf('097'), extensionNumber: '097' }
})

const everyDay: IntervalSettings = {
  name: 'Весь день',
  timeZone: 'Europe/Moscow',
  conditions: [
    {
      kind: 'calendar',
      weekdays: null,
      monthDays: null,
      month: null,
      times: { from: '08:00:00', to: '20:00:00' },
      rotation: null,
      rest: {},
    },
  ],
}
const rules = (): Promise<SavedRule[]> => readOrderedRules(place.client, extension.extensionId)
const last = async (): Promise<SavedRule> => (await rules()).at(-1) ?? { id: 0, rule: rule('busy') }
const intervals = () => place.client.listIntervals({ page: 1, perPage: 100 })
const prompts = () => place.client.listSounds({ page: 1, perPage: 100 })
async function add(wanted: IncomingRule): Promise<number> {
  await place.apply({ operation: 'pbx.createRule', ...extension, rule: wanted })
  return (await last()).id
}
async function addInterval(): Promise<number> {
  await place.apply({ operation: 'pbx.createInterval', wanted: everyDay })
  return (await intervals()).at(-1)?.id ?? 0
}

test('a rule: what was changed before it was deleted is changed back in the one that came back', async () => {
  const before = await rules()
  const [, second] = before
  if (!second) throw new Error('the demo has four rules')
  const change = await place.apply(
    { operation: 'pbx.updateRule', ...extension, ruleId: second.id, rule: rule('busy') },
    { operation: 'pbx.deleteRule', ...extension, ruleId: second.id },
  )
  await place.fetch()
  const planned = await place.changes.undo({ changeId: change.id })
  expect((await place.steps(planned.id)).map(({ differences }) => differences.length > 0)).toEqual([true, true, true])
  await place.changes.apply({ changeId: planned.id })
  expect((await place.settled(planned.id)).counts).toMatchObject({ done: 3 })
  expect((await rules()).map((saved) => saved.rule)).toEqual(before.map((saved) => saved.rule))
  expect((await rules())[1]?.id).not.toBe(second.id)
})

test('an interval: a rule that asked for it asks for the one that came back, and what was changed in it is changed back', async () => {
  const id = await addInterval()
  const asking = rule('busy', { conditions: { ...rule('busy').conditions, intervalId: id } })
  const ruleId = await add(asking)
  const change = await place.apply(
    { operation: 'pbx.updateInterval', id, name: everyDay.name, wanted: { ...everyDay, name: 'Другое имя' } },
    { operation: 'pbx.updateRule', ...extension, ruleId, rule: rule('busy') },
    { operation: 'pbx.deleteInterval', id, name: everyDay.name },
  )
  expect(change.counts).toMatchObject({ done: 3 })
  await place.fetch()
  const planned = await place.changes.undo({ changeId: change.id })
  expect((await place.steps(planned.id)).map(({ object, differences }) => [object, differences.length > 0])).toEqual([
    ['Другое имя', true],
    ['097', true],
    ['Другое имя', true],
  ])
  await place.changes.apply({ changeId: planned.id })
  expect((await place.settled(planned.id)).counts).toMatchObject({ done: 3 })
  const back = (await intervals()).at(-1)
  expect(back).toMatchObject({ name: everyDay.name })
  expect(back?.id).not.toBe(id)
  expect((await last()).rule).toEqual({ ...asking, conditions: { ...asking.conditions, intervalId: back?.id } })
})

test('a prompt: what played it plays the one that came back, under the title of before', async () => {
  const path = join(place.folder, 'tone.wav')
  writeFileSync(path, toneWav([440]))
  const { recording } = await place.prompts.take(path)
  if (!recording) throw new Error('the demo tone is no sound')
  await place.apply({ operation: 'pbx.createPrompt', title: 'Тон', recording: recording.sha256 })
  const id = (await prompts()).at(-1)?.id ?? 0
  const playing = rule('playfile', { promptId: id })
  const ruleId = await add(playing)
  const change = await place.apply(
    { operation: 'pbx.updateRule', ...extension, ruleId, rule: rule('busy') },
    { operation: 'pbx.renamePrompt', id, title: 'Тон', wanted: 'Гудок' },
    { operation: 'pbx.deletePrompt', id, title: 'Тон' },
  )
  expect(change.counts).toMatchObject({ done: 3 })
  expect(await place.undo(change.id)).toMatchObject({ counts: { done: 3 } })
  const back = (await prompts()).at(-1)
  expect(back).toMatchObject({ title: 'Тон' })
  expect(back?.id).not.toBe(id)
  expect((await last()).rule).toMatchObject({ type: 'playfile', promptId: back?.id })
})

test('what somebody changed since is refused, though the step waits for another', async () => {
  const id = await addInterval()
  const ruleId = await add(rule('busy', { conditions: { ...rule('busy').conditions, intervalId: id } }))
  const change = await place.apply(
    { operation: 'pbx.updateRule', ...extension, ruleId, rule: rule('busy') },
    { operation: 'pbx.deleteInterval', id, name: everyDay.name },
  )
  await place.client.updateRule(extension.extensionId, ruleId, rule('hangup'))
  const undo = await place.undo(change.id)
  expect(undo.counts).toMatchObject({ done: 1, refused: 1 })
  expect((await place.steps(undo.id))[1]?.findings).toMatchObject([
    { code: 'change.changedSince', params: { left: 'busy', present: 'hangup' } },
  ])
  expect((await last()).rule.type).toBe('hangup')
})
