/**
 * Schedules as functions of SQL, so that a table of numbers is filtered and paged by what their schedules say without any of them
 * leaving the thread. All take what is known of a number: kind and target from the provider's list, and the forwarding as it was read.
 *
 *     schedule_state(kind, target, forwarding, at, zone)          JSON of `StateAt`
 *     schedule_destination(kind, target, forwarding, at, zone)    its `destination`
 *     schedule_gaps(kind, target, forwarding, start, end, zone)   JSON of `GapsIn`
 *     schedule_gap_time(kind, target, forwarding, start, end, zone)  its `milliseconds`
 *
 * Moments are ms since 1970. The answer is NULL when the number must be read first.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { gapsIn, stateAt, type GapsIn, type StateAt } from '@shared/domain/schedule/state'
import { knownForwarding } from '../numbers/forwarding-summary'

/** Numbers of an account share few schedules; with more than these the answers are worked out anew. */
const rememberedMaximum = 20_000

function createMemory<Value>() {
  const known = new Map<string, Value>()
  return (key: string, find: () => Value): Value => {
    const found = known.get(key)
    if (found !== undefined) return found
    const value = find()
    if (known.size >= rememberedMaximum) known.clear()
    known.set(key, value)
    return value
  }
}

export function defineScheduleFunctions(database: DatabaseSync): void {
  const states = createMemory<StateAt | null>()
  const gaps = createMemory<GapsIn | null>()
  type Value = SQLOutputValue

  const stateOf = (kind: Value, target: Value, state: Value, at: Value, zone: Value): StateAt | null =>
    states([kind, target, state, at, zone].join('\n'), () => {
      const forwarding = knownForwarding(kind, target, state)
      return forwarding && stateAt(forwarding, Number(at), String(zone))
    })
  const gapsOf = (kind: Value, target: Value, state: Value, start: Value, end: Value, zone: Value): GapsIn | null =>
    gaps([kind, target, state, start, end, zone].join('\n'), () => {
      const forwarding = knownForwarding(kind, target, state)
      return forwarding && gapsIn(forwarding, { start: Number(start), end: Number(end) }, String(zone))
    })
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

  // SQLite counts the parameters of these, so none may be left to a rest.
  database.function('schedule_state', (kind: Value, target: Value, state: Value, at: Value, zone: Value) =>
    json(stateOf(kind, target, state, at, zone)),
  )
  database.function(
    'schedule_destination',
    (kind: Value, target: Value, state: Value, at: Value, zone: Value) =>
      stateOf(kind, target, state, at, zone)?.destination ?? null,
  )
  database.function(
    'schedule_gaps',
    (kind: Value, target: Value, state: Value, start: Value, end: Value, zone: Value) =>
      json(gapsOf(kind, target, state, start, end, zone)),
  )
  database.function(
    'schedule_gap_time',
    (kind: Value, target: Value, state: Value, start: Value, end: Value, zone: Value) =>
      gapsOf(kind, target, state, start, end, zone)?.milliseconds ?? null,
  )
}
