/** Intervals through the engine, against the demo cloud PBX. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CalendarCondition, IntervalSettings } from '@shared/domain/pbx/interval'
import { pbxIntervals } from '../../../src-main/changes/operations/pbx-intervals'
import { createPbxPlace, type PbxPlace } from './pbx-place'

let place: PbxPlace
let referrers: string[]

beforeEach(async () => {
  referrers = []
  place = await createPbxPlace((client) =>
    pbxIntervals({ pbx: async () => client(), referrersOf: () => referrers, now: () => Date.UTC(2026, 0, 1) }),
  )
})
afterEach(() => place.close())

const calendar = (given: Partial<CalendarCondition>): CalendarCondition => ({
  kind: 'calendar',
  weekdays: null,
  monthDays: null,
  month: null,
  times: null,
  rotation: null,
  rest: {},
  ...given,
})
const wanted = (given: Partial<IntervalSettings> = {}): IntervalSettings => ({
  name: 'Вечер',
  timeZone: 'Europe/Moscow',
  conditions: [calendar({ times: { from: '18:00:00', to: '22:00:00' } })],
  ...given,
})
const all = () => place.client.listIntervals({ page: 1, perPage: 100 })

test('a new one, proven by reading, and taken back', async () => {
  const change = await place.apply({ operation: 'pbx.createInterval', wanted: wanted() })
  expect(change).toMatchObject({ counts: { done: 1 }, irreversibleCount: 0 })
  expect((await all()).at(-1)).toMatchObject({ id: 9, name: 'Вечер' })
  await place.undo(change.id)
  expect(await all()).toHaveLength(8)
  expect(place.writes()).toEqual(['POST /interval/', 'DELETE /interval/9'])
})

test('changed, with what differs, and changed back', async () => {
  const [before] = await all()
  const next = wanted({ name: 'Рабочее время', timeZone: 'Asia/Yekaterinburg' })
  const change = await place.apply({ operation: 'pbx.updateInterval', id: 1, name: 'Рабочее время', wanted: next })
  const [step] = await place.steps(change.id)
  expect(step?.differences.map(({ path }) => path)).toEqual(['interval.timeZone', 'interval.conditions'])
  expect((await all())[0]).toMatchObject(next)
  await place.undo(change.id)
  expect((await all())[0]).toEqual(before)
})

test('deleted, and made again', async () => {
  const [before] = await all()
  const change = await place.apply({ operation: 'pbx.deleteInterval', id: 1, name: 'Рабочее время' })
  expect(await all()).toHaveLength(7)
  await place.undo(change.id)
  expect((await all()).at(-1)).toEqual({ ...before, id: 9 })
})

describe('bad days', () => {
  test('the answer to making it is lost: one interval, and undo finds it by its name', async () => {
    place.sandbox.faults.add({ kind: 'cutAfter', match: { method: 'POST', path: '/interval/', times: 1 } })
    const change = await place.apply({ operation: 'pbx.createInterval', wanted: wanted() })
    expect(change.counts).toMatchObject({ done: 1 })
    expect(await all()).toHaveLength(9)
    await place.undo(change.id)
    expect(await all()).toHaveLength(8)
  })

  test('a name that is taken, a condition that cannot be, one in use, one that is gone: nothing is sent', async () => {
    referrers = ['101: На мобильный']
    const change = await place.plan([
      { operation: 'pbx.createInterval', wanted: wanted({ name: 'Обед' }) },
      { operation: 'pbx.createInterval', wanted: wanted({ conditions: [calendar({})] }) },
      { operation: 'pbx.deleteInterval', id: 2, name: 'Обед' },
      { operation: 'pbx.updateInterval', id: 99, name: 'Gone', wanted: wanted() },
    ])
    const steps = await place.steps(change.id)
    expect(steps.map(({ state, findings: [finding] }) => [state, finding?.code])).toEqual([
      ['refused', 'interval.nameTaken'],
      ['refused', 'interval.emptyCondition'],
      ['refused', 'interval.inUse'],
      ['refused', 'interval.gone'],
    ])
    expect(steps[2]?.findings[0]?.params).toEqual({ users: '101: На мобильный' })
  })

  test('somebody changed it since it was planned', async () => {
    const planned = await place.plan([
      { operation: 'pbx.updateInterval', id: 1, name: 'Рабочее время', wanted: wanted() },
    ])
    const interval = place.sandbox.pbx.state.intervals.get(1)
    if (interval) interval.timezone = 'UTC'
    await place.changes.apply({ changeId: planned.id })
    expect((await place.settled(planned.id)).counts).toMatchObject({ conflict: 1 })
    expect(place.writes()).toEqual([])
  })

  test('a token that is revoked in the middle is asked for anew', async () => {
    place.sandbox.faults.add({ kind: 'tokenRevoked', match: { method: 'DELETE', times: 1 } })
    const change = await place.apply({ operation: 'pbx.deleteInterval', id: 3, name: 'Ночь' })
    expect(change.counts).toMatchObject({ done: 1 })
  })
})
