/** Intervals and sounds over the wire. Pages: interval, sound. */
import { z } from 'zod'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import {
  calendarConditionSchema,
  datedConditionSchema,
  type Interval,
  type IntervalCondition,
  type IntervalSettings,
} from '@shared/domain/pbx/interval'
import type { Prompt } from '@shared/domain/pbx/prompt'
import type { Json } from '../../http/gateway'
import { oneOf, restOf, wireId, wireText } from './wire'

const conditionNames = new Set([
  'start_dow',
  'end_dow',
  'start_mday',
  'end_mday',
  'start_time',
  'end_time',
  'month',
  'start_datetime',
  'end_datetime',
  'sched_start_date',
  'sched_active_days',
  'sched_skip_days',
])
const noRest: ReadonlySet<string> = new Set()

/** The page prints 0 for numbers that are not used. */
const used = (value: unknown): unknown => (value === 0 || value === '' || value === undefined ? null : value)

const pair = (from: unknown, to: unknown): unknown =>
  used(from) === null && used(to) === null ? null : { from: used(from), to: used(to) }

/** Half a pair or a form that the page does not show makes a condition that is kept as it is. */
function toCondition(wire: Record<string, unknown>): IntervalCondition {
  const rest = restOf(wire, conditionNames)
  const isDated = used(wire['start_datetime']) !== null || used(wire['end_datetime']) !== null
  const isRotating = used(wire['sched_start_date']) !== null
  const read = isDated
    ? datedConditionSchema.safeParse({ kind: 'dated', from: wire['start_datetime'], to: wire['end_datetime'], rest })
    : calendarConditionSchema.safeParse({
        kind: 'calendar',
        weekdays: pair(wire['start_dow'], wire['end_dow']),
        monthDays: pair(wire['start_mday'], wire['end_mday']),
        month: used(wire['month']),
        times: pair(wire['start_time'], wire['end_time']),
        rotation: isRotating
          ? {
              startDate: wire['sched_start_date'],
              daysOn: wire['sched_active_days'],
              daysOff: wire['sched_skip_days'],
            }
          : null,
        rest,
      })
  return read.success ? read.data : { kind: 'unknown', rest: restOf(wire, noRest) }
}

const fromCondition = (condition: IntervalCondition): { [field: string]: Json } => {
  switch (condition.kind) {
    case 'unknown':
      return condition.rest
    case 'dated':
      return { ...condition.rest, start_datetime: condition.from, end_datetime: condition.to }
    case 'calendar': {
      const { rest, weekdays, monthDays, month, times, rotation } = condition
      return {
        ...rest,
        ...(month === null ? {} : { month }),
        ...(monthDays && { start_mday: monthDays.from, end_mday: monthDays.to }),
        ...(weekdays && { start_dow: weekdays.from, end_dow: weekdays.to }),
        ...(times && { start_time: times.from, end_time: times.to }),
        ...(rotation && {
          sched_start_date: rotation.startDate,
          sched_active_days: rotation.daysOn,
          sched_skip_days: rotation.daysOff,
        }),
      }
    }
  }
}

const intervalNames = new Set(['id', 'name', 'timezone', 'conditions'])
const interval = z
  .looseObject({
    id: pbxIdSchema,
    name: wireText,
    timezone: wireText,
    conditions: z.array(z.record(z.string(), z.json())).nullish(),
  })
  .transform((wire): Interval => ({
    id: wire.id,
    name: wire.name,
    timeZone: wire.timezone,
    conditions: (wire.conditions ?? []).map(toCondition),
    rest: restOf(wire, intervalNames),
  }))
export const intervalAnswer = oneOf(interval)
export const intervalsAnswer = z.array(interval)

export const fromInterval = ({ name, timeZone, conditions }: IntervalSettings): { [field: string]: Json } => ({
  name,
  timezone: timeZone,
  conditions: conditions.map(fromCondition),
})

const soundNames = new Set(['id', 'title', 'filename', 'dealer_id'])
const sound = z
  .looseObject({ id: pbxIdSchema, title: wireText, filename: wireText, dealer_id: wireId })
  .transform((wire): Prompt => ({
    id: wire.id,
    title: wire.title,
    filename: wire.filename,
    dealerId: wire.dealer_id,
    rest: restOf(wire, soundNames),
  }))
export const soundAnswer = oneOf(sound)
export const soundsAnswer = z.array(sound)
