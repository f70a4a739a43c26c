/** What starting a job means, reckoned before it starts: how many calls, for how long, and what the callees' clocks show. */
import { callsPerSecond, type CallRate } from '../call-rate'
import { redialCases, type AutocallSettings } from './settings'

/** Contacts whose clock is `zoneOffset` s ahead of UTC. */
export interface ZoneShare {
  zoneOffset: number
  contacts: number
}

export interface EstimateInput {
  zones: readonly ZoneShare[]
  rate: CallRate
  calleeWindow: AutocallSettings['calleeWindow']
  redial: AutocallSettings['redial']
  /** ms since 1970 */
  startsAt: number
}

export interface Estimate {
  contacts: number
  /** Calls to one contact at worst. Whether the provider counts the cases together is not documented; here each counts fully. */
  callsPerContact: number
  /** When every contact has been called once, and when every redial was needed; ms since 1970; null: not within a year. */
  endsAt: number | null
  worstEndsAt: number | null
  zones: readonly ZoneEstimate[]
}

export interface ZoneEstimate extends ZoneShare {
  /** s of the callee's day at the start of the job */
  localSecondAtStart: number
  /** First call to this zone, ms since 1970; null: none within a year. */
  firstCallAt: number | null
  /** The window as it is for callees there, so that the earliest and latest hour are seen: s of the callee's day. */
  fromSecond: number
  toSecond: number
}

const daySeconds = 86_400
const longest = 366 * daySeconds

/** @param second s since 1970 */
const localSecond = (second: number, zoneOffset: number): number =>
  (((second + zoneOffset) % daySeconds) + daySeconds) % daySeconds

/** Calls to one contact when every chosen case happens as often as it may. */
export const worstCalls = ({ enabled, cases }: AutocallSettings['redial']): number =>
  1 + (enabled ? redialCases.reduce((sum, name) => sum + (cases[name].enabled ? cases[name].count : 0), 0) : 0)

interface Opening {
  isOpen: boolean
  /** s since 1970 at which that changes; infinite without a window */
  until: number
}

function openingAt(
  second: number,
  zoneOffset: number,
  { enabled, fromSecond, toSecond }: EstimateInput['calleeWindow'],
): Opening {
  if (!enabled) return { isOpen: true, until: Number.POSITIVE_INFINITY }
  const local = localSecond(second, zoneOffset)
  if (local < fromSecond) return { isOpen: false, until: second + fromSecond - local }
  // The last second of the window is still in it.
  if (local <= toSecond) return { isOpen: true, until: second + toSecond + 1 - local }
  return { isOpen: false, until: second + daySeconds - local + fromSecond }
}

/**
 * Dials at the rate whoever may be called, those first whose window closes first.
 * @returns s since 1970 of the last call; null: not within a year
 */
function dialAll(input: EstimateInput, callsToEach: number): number | null {
  const rate = callsPerSecond(input.rate)
  const start = input.startsAt / 1000
  const left = input.zones.map(({ zoneOffset, contacts }) => ({ zoneOffset, calls: contacts * callsToEach }))
  let second = start
  while (second - start < longest) {
    const waiting = left
      .filter(({ calls }) => calls > 0)
      .map((zone) => ({ zone, ...openingAt(second, zone.zoneOffset, input.calleeWindow) }))
    if (waiting.length === 0) return second
    const next = Math.min(...waiting.map(({ until }) => until))
    const open = waiting.filter(({ isOpen }) => isOpen).toSorted((one, other) => one.until - other.until)
    let free = (next - second) * rate
    let dialled = 0
    for (const { zone } of open) {
      const calls = Math.min(zone.calls, free)
      zone.calls -= calls
      free -= calls
      dialled += calls
    }
    const isOver = left.every(({ calls }) => calls <= 0)
    second = isOver ? second + dialled / rate : next
    if (isOver) return second
  }
  return null
}

/** An estimate from below: it knows neither how long calls take nor how many lines there are. */
export function estimateJob(input: EstimateInput): Estimate {
  const { zones, calleeWindow, redial, startsAt } = input
  const start = startsAt / 1000
  const callsPerContact = worstCalls(redial)
  const toInstant = (second: number | null): number | null => (second === null ? null : Math.round(second * 1000))
  const canCall = !calleeWindow.enabled || calleeWindow.fromSecond <= calleeWindow.toSecond
  return {
    contacts: zones.reduce((sum, { contacts }) => sum + contacts, 0),
    callsPerContact,
    endsAt: canCall ? toInstant(dialAll(input, 1)) : null,
    worstEndsAt: canCall ? toInstant(dialAll(input, callsPerContact)) : null,
    zones: zones.map((share) => {
      const opening = openingAt(start, share.zoneOffset, calleeWindow)
      return {
        ...share,
        localSecondAtStart: localSecond(start, share.zoneOffset),
        firstCallAt: canCall ? toInstant(opening.isOpen ? start : opening.until) : null,
        fromSecond: calleeWindow.enabled ? calleeWindow.fromSecond : 0,
        toSecond: calleeWindow.enabled ? calleeWindow.toSecond : daySeconds - 1,
      }
    }),
  }
}
