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
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { gapsIn, stateAt, type GapsIn, type StateAt } from '@shared/domain/schedule/state'
import { knownForwarding, readState, type ReadState } from '../numbers/forwarding-summary'

/** Numbers of an account share few schedules; with more than these the answers are worked out anew. */
const rememberedMaximum = 20_000

/** By the text as it is in the database, so that each is parsed once and everything worked out from it is found by the object. */
function createStates() {
  const known = new Map<string, ReadState>()
  return (text: string): ReadState => {
    const found = known.get(text)
    if (found) return found
    const state = readState(text)
    if (known.size >= rememberedMaximum) known.clear()
    known.set(text, state)
    return state
  }
}

/** Answers to one question at a time: a table is about one moment, or one month. */
function createAnswers<Answer>(find: (forwarding: Forwarding, question: readonly SQLOutputValue[]) => Answer) {
  let asked: readonly SQLOutputValue[] = []
  let answers = new Map<Forwarding, Answer>()
  return (forwarding: Forwarding, question: readonly SQLOutputValue[]): Answer => {
    if (question.some((value, index) => value !== asked[index]) || answers.size >= rememberedMaximum) {
      asked = question
      answers = new Map()
    }
    const found = answers.get(forwarding)
    if (found !== undefined) return found
    const answer = find(forwarding, question)
    answers.set(forwarding, answer)
    return answer
  }
}

export function defineScheduleFunctions(database: DatabaseSync): void {
  type Value = SQLOutputValue
  const states = createStates()
  const stateAnswers = createAnswers<StateAt>((forwarding, [at, zone]) => stateAt(forwarding, Number(at), String(zone)))
  const gapAnswers = createAnswers<GapsIn>((forwarding, [start, end, zone]) =>
    gapsIn(forwarding, { start: Number(start), end: Number(end) }, String(zone)),
  )

  function stateOf(kind: Value, target: Value, text: Value, at: Value, zone: Value): StateAt | null {
    const forwarding = knownForwarding(kind, target, text, states)
    return forwarding && stateAnswers(forwarding, [at, zone])
  }
  function gapsOf(kind: Value, target: Value, text: Value, start: Value, end: Value, zone: Value): GapsIn | null {
    const forwarding = knownForwarding(kind, target, text, states)
    return forwarding && gapAnswers(forwarding, [start, end, zone])
  }
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
