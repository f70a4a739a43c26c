/** What the operator expects of calls, kept and judged again before anything is published: tests for call routing. */
import { z } from 'zod'
import { formatText, type Locale } from '../../text/text'
import { nextWeekTime } from '../schedule/calendar'
import { calledSchema, callSchema, defaultCall, type Call } from './call'
import { expectationWords } from './expectation.text'
import { pressWhenTaken } from './keypad'
import { simulate } from './simulate'
import type { Trace } from './trace'
import type { CallWorld } from './world'

export const expectedEndSchema = z.discriminatedUnion('kind', [
  /** As it is dialled: `101`, `+74951234567`. */
  z.object({ kind: z.literal('connected'), address: z.string().min(1).max(40) }),
  z.object({ kind: z.literal('voicemail') }),
  z.object({ kind: z.literal('hungUp') }),
  /** Queue, bot, server: what goes on there is not known here. */
  z.object({ kind: z.literal('handedOver') }),
])
export type ExpectedEnd = z.infer<typeof expectedEndSchema>

export const expectationSchema = z.object({
  name: z.string().max(200),
  called: calledSchema,
  /** null: hidden */
  caller: callSchema.shape.caller,
  /** 1 is Monday, 7 is Sunday. */
  weekday: z.int().min(1).max(7),
  /** Minutes since midnight in `timeZone`. */
  minute: z.int().min(0).max(1439),
  timeZone: z.string(),
  /** Keys pressed as soon as the menu takes them, one each second. */
  keys: z.string().regex(/^[0-9*#]{0,20}$/),
  behaviours: callSchema.shape.behaviours,
  end: expectedEndSchema,
})
export type Expectation = z.infer<typeof expectationSchema>

export interface Judgement {
  trace: Trace
  isMet: boolean
}

/**
 * @param now ms since 1970; the call is judged at the next such day and time
 * @throws RangeError for a zone that Intl does not know
 */
export function judgeExpectation(world: CallWorld, expectation: Expectation, now: number): Judgement {
  const { called, caller, behaviours, timeZone, keys } = expectation
  const at = nextWeekTime(expectation, now, timeZone)
  const call: Call = { ...defaultCall, called, caller, behaviours, at, periodZone: timeZone }
  const trace = simulate(world, { ...call, keys: pressWhenTaken(world, call, keys) })
  return { trace, isMet: isAsExpected(trace, expectation.end) }
}

function isAsExpected({ end }: Trace, expected: ExpectedEnd): boolean {
  switch (expected.kind) {
    case 'connected':
      return end.kind === 'connected' && end.address === expected.address
    case 'voicemail':
      return end.kind === 'voicemail'
    case 'hungUp':
      return end.kind === 'hungUp'
    case 'handedOver':
      return end.kind === 'ownLogic'
  }
}

export function describeExpectedEnd(end: ExpectedEnd, locale: Locale): string {
  const words = expectationWords[locale]
  return end.kind === 'connected' ? formatText(words.connected, { address: end.address }) : words[end.kind]
}
