import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NumberForwarding } from '@shared/domain/forwarding/forwarding'
import { withSchedule } from '@shared/domain/schedule/named'
import { createNumberStore } from '../../../src-main/numbers/number-store'
import { createNamedSchedules, type NamedSchedules } from '../../../src-main/schedules/named-schedules'
import { createInlineReader } from '../../../src-main/storage/reader'
import { accountId, createWorkplace, forwardTo, type Workplace } from '../changes/workplace'
import { ownedNumber } from '../numbers/workplace'

let place: Workplace
let schedules: NamedSchedules
let clock: number

beforeEach(async () => {
  clock = 1_700_000_000_000
  place = await createWorkplace()
  const { database } = place.opened
  const store = createNumberStore(database, () => clock)
  const list = store.begin(accountId)
  list.add(place.numbers.map((number) => ownedNumber(number)))
  list.publish()
  schedules = createNamedSchedules({
    database,
    reader: createInlineReader(database),
    planEntries: place.changes.planEntries,
    async readForwarding(_account, number, signal) {
      const { forwarding } = (await place.exolve.readAttributes(number, { signal })).present
      store.recordForwarding(accountId, new Map([[number, forwarding]]))
      return forwarding
    },
    emit: () => undefined,
    now: () => clock,
  })
  record = (number, forwarding) => store.recordForwarding(accountId, new Map([[number, forwarding]]))
})
afterEach(async () => {
  schedules.close()
  await place.close()
})

let record: (number: string, forwarding: NumberForwarding) => void
const at = (index: number): string => place.numbers[index] ?? ''
const office = 'wd {Mon-Fri} hr {9-17}'

const using = (period: string, description: string): NumberForwarding => {
  const base = forwardTo('74951234567')
  return { ...base, targets: base.targets.map((target) => ({ ...target, period, periodDescription: description })) }
}
async function set(index: number, forwarding: NumberForwarding): Promise<void> {
  await place.exolve.setCallForwarding(at(index), forwarding, {})
  record(at(index), forwarding)
}
async function carryOut(changeId: string) {
  await place.changes.apply({ changeId })
  return place.settled(changeId)
}
const periodAt = async (index: number) => {
  const { forwarding } = (await place.exolve.readAttributes(at(index))).present
  return forwarding.kind === 'number'
    ? forwarding.targets.map((target) => [target.period, target.periodDescription])
    : []
}

describe('a named schedule', () => {
  test('is changed, and one reviewed change brings every number that uses it up to date', async () => {
    const { id } = schedules.save({ id: null, name: ' Office ', period: office })
    await set(0, using(office, 'Office'))
    await set(1, using(office, 'Office'))
    await set(2, using(office, 'something else'))
    expect(await schedules.uses()).toEqual([{ id, accountId, numbers: 2, first: at(0), outdated: 0 }])

    schedules.save({ id, name: 'Office', period: 'wd {Mon-Fri} hr {10-18}' })
    expect(await schedules.uses()).toMatchObject([{ numbers: 2, outdated: 2 }])
    expect(await periodAt(0)).toEqual([[office, 'Office']])
    const change = await schedules.planUpdate({ id, accountId })
    expect(change).toMatchObject({ origin: 'schedule', state: 'planned', counts: { pending: 2 } })
    await carryOut(change.id)
    expect(await periodAt(0)).toEqual([['wd {Mon-Fri} hr {10-18}', 'Office']])
    expect(await periodAt(1)).toEqual([['wd {Mon-Fri} hr {10-18}', 'Office']])
    expect(await periodAt(2)).toEqual([[office, 'something else']])
  })

  test('that is renamed still knows its numbers, and gives them the new name', async () => {
    const { id } = schedules.save({ id: null, name: 'Office', period: office })
    await set(0, using(office, 'Office'))
    schedules.save({ id, name: 'Head office', period: office })
    expect(await schedules.uses()).toMatchObject([{ numbers: 1, outdated: 1 }])
    await carryOut((await schedules.planUpdate({ id, accountId })).id)
    expect(await periodAt(0)).toEqual([[office, 'Head office']])
    // Another one that takes the old name owns it from then on.
    const other = schedules.save({ id: null, name: 'Office', period: 'wd {Sat}' })
    expect(schedules.list().find((row) => row.id === id)?.formerNames).toEqual([])
    expect(other.formerNames).toEqual([])
  })

  test('leaves a number alone that carries the name no more, whatever was known of it', async () => {
    const { id } = schedules.save({ id: null, name: 'Office', period: office })
    record(at(0), using(office, 'Office'))
    await place.exolve.setCallForwarding(at(0), using('hr {1}', 'by hand'), {})
    expect(await schedules.planUpdate({ id, accountId })).toMatchObject({ stepCount: 0 })
  })

  test('needs a name of its own and a period without mistakes', () => {
    schedules.save({ id: null, name: 'Office', period: '' })
    const refused = (name: string, period: string) => {
      try {
        schedules.save({ id: null, name, period })
      } catch (error) {
        return (error as { error: { fields: { path: string; code: string }[] } }).error.fields.map(({ code }) => code)
      }
      return []
    }
    expect(refused(' ', '')).toEqual(['field.required'])
    expect(refused('OFFICE', '')).toEqual(['schedule.nameTaken'])
    expect(refused('x', 'hr {25}')).toEqual(['period.valueOutOfRange'])
    expect(refused('x', 'hr {9}')).toEqual([])
    expect(refused('y', `wd {${'Mon '.repeat(3000)}}`)).toEqual(['forwarding.textTooLong'])
  })

  test('is removed without touching a number', async () => {
    const { id } = schedules.save({ id: null, name: 'Office', period: office })
    await set(0, using(office, 'Office'))
    schedules.remove({ id })
    expect([schedules.list(), await schedules.uses()]).toEqual([[], []])
    expect(await periodAt(0)).toEqual([[office, 'Office']])
    await expect(async () => schedules.planUpdate({ id, accountId })).rejects.toMatchObject({
      error: { code: 'notFound' },
    })
  })

  test('touches only the targets that carry its name', () => {
    const base = using(office, 'Office')
    const two = { ...base, targets: [...base.targets, ...using('hr {1}', 'night').targets] }
    expect(withSchedule(two, { name: 'Office', period: 'hr {8}', formerNames: [] })).toMatchObject({
      targets: [{ period: 'hr {8}' }, { period: 'hr {1}', periodDescription: 'night' }],
    })
    expect(withSchedule(two, { name: 'Other', period: '', formerNames: [] })).toBeUndefined()
    expect(withSchedule({ kind: 'none' }, { name: 'Office', period: '', formerNames: [] })).toBeUndefined()
  })
})
