/** A number's schedule in a few figures, for a table of all numbers of an account. */
import type { Forwarding } from '../forwarding/forwarding'
import type { Interval } from '../period/intervals'
import { answerAt, nextAnswerChange, scheduleOf, segmentsOf, type Outcome } from './segments'

/** `elsewhere`: a URL, a trunk or a SIP account, at any time; `none`: the number forwards nothing. */
export type Destination = Outcome | 'elsewhere' | 'none'

export type StateAt = {
  destination: Destination
  /** Who rings, in the order of their turn: numbers as E.164 digits, a URL, an address. */
  targets: string[]
  /** When that changes, ms since 1970; null: not within 100 years. */
  until: number | null
}

/** Times at which nobody is called. */
export type GapsIn = {
  count: number
  milliseconds: number
  /** When the first one begins, ms since 1970; null: there is none. */
  first: number | null
  /** false: a period cannot be read, so there may be fewer or more. */
  isKnown: boolean
}

const elsewhere = (target: string): StateAt => ({ destination: 'elsewhere', targets: [target], until: null })

/** @param instant ms since 1970. @throws RangeError for a zone that Intl does not know */
export function stateAt(forwarding: Forwarding, instant: number, timeZone: string): StateAt {
  switch (forwarding.kind) {
    case 'none':
      return { destination: 'none', targets: [], until: null }
    case 'url':
      return elsewhere(forwarding.url)
    case 'staticIp':
      return elsewhere(forwarding.address)
    case 'sip':
      return elsewhere(forwarding.sipUri)
    case 'number': {
      const schedule = scheduleOf(forwarding)
      const { outcome, ringing } = answerAt(schedule, instant, timeZone)
      return {
        destination: outcome,
        targets: ringing.map((index) => forwarding.targets[index]?.number ?? ''),
        until: nextAnswerChange(schedule, instant, timeZone),
      }
    }
  }
}

/** @throws RangeError for a zone that Intl does not know */
export function gapsIn(forwarding: Forwarding, { start, end }: Interval, timeZone: string): GapsIn {
  if (forwarding.kind !== 'number') return { count: 0, milliseconds: 0, first: null, isKnown: true }
  const schedule = scheduleOf(forwarding)
  const gaps = segmentsOf(schedule, start, end, timeZone).filter(({ outcome }) => outcome === 'gap')
  return {
    count: gaps.length,
    milliseconds: gaps.reduce((sum, gap) => sum + gap.end - gap.start, 0),
    first: gaps[0]?.start ?? null,
    isKnown: schedule.targets.every(({ period }) => period !== undefined),
  }
}
