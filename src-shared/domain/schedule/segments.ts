/**
 * Who gets the calls of a number, and when. The page SetCallForwarding names the three ways of forwarding without describing them, and
 * says nothing of a moment at which no period holds. What is assumed here, and said on screen:
 * single: the first target whose period holds; sequential: those that hold, in their order, up to one that drops the call; parallel: all
 * that hold; no period holds: nobody.
 */
import { assertNever } from '../app-error'
import type { NumberForwarding } from '../forwarding/forwarding'
import { intervalsOf } from '../period/intervals'
import { isInPeriod, nextChange, parsePeriod, type Period } from '../period/period'

/** `unknown`: no period that can be read holds, and one cannot be read. */
export type Outcome = 'rings' | 'dropped' | 'gap' | 'unknown'

/** What becomes of a call. Targets are told by their index. */
export type Answer = {
  readonly outcome: Outcome
  /** Who rings, in the order of their turn. */
  readonly ringing: readonly number[]
  /** The one that drops the call; null: none is reached. */
  readonly dropping: number | null
  /** Whose period holds, and who are not reached all the same. */
  readonly unreached: readonly number[]
}

/** Moments in ms since 1970, `end` exclusive. */
export type Segment = Answer & { readonly start: number; readonly end: number }

/** Of a forwarding only what its schedule depends on: two with the same have the same segments. */
export type Schedule = {
  readonly redirect: NumberForwarding['redirect']
  /** A period that cannot be read is `undefined`. */
  readonly targets: readonly { readonly active: boolean; readonly period: Period | undefined }[]
}

/** Thousands of numbers have the same few periods. */
const parsedPeriods = new Map<string, Period | undefined>()
const parsedMaximum = 500

function parseOnce(text: string): Period | undefined {
  if (parsedPeriods.has(text)) return parsedPeriods.get(text)
  const parsed = parsePeriod(text)
  const period = parsed.ok ? parsed.period : undefined
  if (parsedPeriods.size >= parsedMaximum) parsedPeriods.clear()
  parsedPeriods.set(text, period)
  return period
}

export const scheduleOf = ({ redirect, targets }: Pick<NumberForwarding, 'redirect' | 'targets'>): Schedule => ({
  redirect,
  targets: targets.map(({ active, period }) => ({ active, period: parseOnce(period) })),
})

/** @returns the first that drops the call and those before it; in parallel a drop counts only when nobody rings */
function reached({ redirect, targets }: Schedule, holding: readonly number[]): number[] {
  const isActive = (index: number) => targets[index]?.active === true
  switch (redirect) {
    case 'single':
      return holding.slice(0, 1)
    case 'sequential': {
      const drop = holding.findIndex((index) => !isActive(index))
      return holding.slice(0, drop === -1 ? holding.length : drop + 1)
    }
    case 'parallel': {
      const ringing = holding.filter(isActive)
      return ringing.length > 0 ? ringing : holding.slice(0, 1)
    }
    default:
      return assertNever(redirect)
  }
}

/** @param holding indices of the targets whose period holds, in order */
function answerOf(schedule: Schedule, holding: readonly number[]): Answer {
  const isActive = (index: number) => schedule.targets[index]?.active === true
  const called = reached(schedule, holding)
  const ringing = called.filter(isActive)
  const dropping = called.find((index) => !isActive(index)) ?? null
  const nobody = schedule.targets.some(({ period }) => !period) ? 'unknown' : 'gap'
  return {
    outcome: ringing.length > 0 ? 'rings' : dropping !== null ? 'dropped' : nobody,
    ringing,
    dropping,
    unreached: holding.filter((index) => !called.includes(index)),
  }
}

/** @param instant ms since 1970 @throws RangeError for a zone that Intl does not know */
export function answerAt(schedule: Schedule, instant: number, timeZone: string): Answer {
  const holding = schedule.targets.flatMap(({ period }, index) =>
    period && isInPeriod(period, instant, timeZone) ? index : [],
  )
  return answerOf(schedule, holding)
}

const isSame = (one: Answer, other: Answer): boolean =>
  one.outcome === other.outcome &&
  one.dropping === other.dropping &&
  one.ringing.join() === other.ringing.join() &&
  one.unreached.join() === other.unreached.join()

/** More edges than these in a row that change nothing: the schedule is taken as constant. */
const maximumEdges = 1000

/**
 * @param instant ms since 1970
 * @returns the next moment at which other targets get the calls; null when there is none within 100 years
 */
export function nextAnswerChange(schedule: Schedule, instant: number, timeZone: string): number | null {
  const targets = schedule.targets.map(({ period }) => ({
    period,
    holds: period !== undefined && isInPeriod(period, instant, timeZone),
    change: period ? nextChange(period, instant, timeZone) : null,
  }))
  const answer = () => {
    const { outcome, ringing, dropping } = answerOf(
      schedule,
      targets.flatMap(({ holds }, index) => (holds ? index : [])),
    )
    return `${outcome} ${dropping ?? ''} ${ringing.join()}`
  }
  const present = answer()
  for (let edges = 0; edges < maximumEdges; edges += 1) {
    const at = Math.min(...targets.map(({ change }) => change ?? Infinity))
    if (at === Infinity) return null
    for (const target of targets) {
      if (target.change !== at || !target.period) continue
      target.holds = !target.holds
      target.change = nextChange(target.period, at, timeZone)
    }
    if (answer() !== present) return at
  }
  return null
}

/**
 * @param from ms since 1970, and so is `to`, which does not belong to it
 * @returns what becomes of calls between the two, without a hole, each segment different from the one before
 * @throws RangeError for a zone that Intl does not know
 */
export function segmentsOf(schedule: Schedule, from: number, to: number, timeZone: string): Segment[] {
  const edges: { at: number; target: number; holds: boolean }[] = []
  for (const [target, { period }] of schedule.targets.entries()) {
    for (const { start, end } of period ? intervalsOf(period, from, to, timeZone) : []) {
      edges.push({ at: start, target, holds: true }, { at: end, target, holds: false })
    }
  }
  edges.sort((one, other) => one.at - other.at)
  const holds = schedule.targets.map(() => false)
  const segments: (Answer & { start: number; end: number })[] = []
  const close = (start: number, end: number) => {
    if (start >= end) return
    const answer = answerOf(
      schedule,
      holds.flatMap((held, index) => (held ? index : [])),
    )
    const before = segments.at(-1)
    if (before && isSame(before, answer)) before.end = end
    else segments.push({ ...answer, start, end })
  }
  let start = from
  for (const { at, target, holds: held } of edges) {
    close(start, at)
    start = Math.max(start, at)
    holds[target] = held
  }
  close(start, to)
  return segments
}
