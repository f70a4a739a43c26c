/** What the simulator answers: timed steps with reasons, the assumptions behind them, and how the call ends. */
import { z } from 'zod'
import { assumptionIds } from './assumption'

const account = { accountId: z.string() }
const ofExtension = { ...account, extensionId: z.int() }
const ofOption = { ...ofExtension, context: z.string(), option: z.string() }

/** Where a step happens, so that screens can light it. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), ...account, digits: z.string() }),
  z.object({ kind: z.literal('extension'), ...ofExtension }),
  z.object({ kind: z.literal('incomingRule'), ...ofExtension, rule: z.string() }),
  z.object({ kind: z.literal('menuOption'), ...ofOption }),
  z.object({ kind: z.literal('menuRule'), ...ofOption, rule: z.string() }),
  /** A target of a forwarding, by its position from 0. */
  z.object({ kind: z.literal('target'), ...account, digits: z.string(), index: z.int() }),
])
export type Place = z.infer<typeof placeSchema>

export const failedResults = ['busy', 'no_answer'] as const
const result = z.enum(failedResults)
export type FailedResult = z.infer<typeof result>

/** Why a rule or a target was passed over, with what was compared. */
export const skipSchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('disabled') }),
  z.object({ reason: z.literal('outsideInterval'), interval: z.string() }),
  z.object({ reason: z.literal('unknownInterval'), id: z.int() }),
  z.object({ reason: z.literal('outsidePeriod'), period: z.string() }),
  z.object({
    reason: z.literal('caller'),
    wanted: z.enum(['matches', 'not_matches', 'anonymous']),
    pattern: z.string(),
    caller: z.string().nullable(),
  }),
  z.object({ reason: z.literal('registration'), wanted: z.string(), present: z.string() }),
  /** `present` null: there was no such call yet. */
  z.object({ reason: z.literal('extensionCallStatus'), wanted: z.string(), present: result.nullable() }),
  z.object({ reason: z.literal('callStatus'), wanted: z.string(), present: result.nullable() }),
  /** `present` null: not set. */
  z.object({ reason: z.literal('variable'), name: z.string(), wanted: z.string(), present: z.string().nullable() }),
  z.object({ reason: z.literal('variableUnset'), name: z.string() }),
])
export type Skip = z.infer<typeof skipSchema>

export const legSchema = z.object({
  address: z.string(),
  /** Label of the extension; empty: none. */
  label: z.string(),
  /** ms from the start of the call */
  from: z.number(),
  until: z.number(),
  outcome: z.enum(['answered', 'busy', 'no_answer', 'unreachable', 'missing', 'cancelled', 'notReached', 'undecided']),
  /** `branch` of the steps of what was called, when it has steps of its own; empty: none. */
  branch: z.string(),
})
export type Leg = z.infer<typeof legSchema>

export const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('numberCalled'), digits: z.string() }),
  z.object({ kind: z.literal('extensionCalled'), number: z.string(), label: z.string(), type: z.string() }),
  z.object({ kind: z.literal('skipped'), name: z.string(), type: z.string(), skip: skipSchema }),
  z.object({ kind: z.literal('ran'), name: z.string(), type: z.string() }),
  z.object({ kind: z.literal('rings'), legs: z.array(legSchema) }),
  /** `milliseconds` as assumed where the length is not known. */
  z.object({
    kind: z.literal('plays'),
    title: z.string(),
    promptId: z.int().nullable(),
    milliseconds: z.number(),
    acceptsKeys: z.boolean(),
  }),
  z.object({ kind: z.literal('pause'), milliseconds: z.number() }),
  z.object({ kind: z.literal('waitsForKey'), milliseconds: z.number(), isFirst: z.boolean() }),
  z.object({ kind: z.literal('pressed'), key: z.string() }),
  z.object({ kind: z.literal('keyIgnored'), key: z.string() }),
  z.object({ kind: z.literal('input'), digits: z.string(), leadsTo: z.enum(['option', 'extension', 'invalid']) }),
  z.object({ kind: z.literal('option'), context: z.string(), option: z.string() }),
  z.object({ kind: z.literal('variableSet'), name: z.string(), value: z.string() }),
  z.object({ kind: z.literal('callerIdSet'), what: z.enum(['number', 'name']), value: z.string() }),
  z.object({ kind: z.literal('interactive'), url: z.string(), answered: z.boolean() }),
  z.object({ kind: z.literal('recordingStarts') }),
  z.object({ kind: z.literal('lifetimeOver') }),
])
export type CallEvent = z.infer<typeof eventSchema>

export const stepSchema = z.object({
  /** ms from the start of the call */
  at: z.number(),
  /** Empty: the call itself; else the leg that these steps belong to, such as `1.2`. */
  branch: z.string(),
  place: placeSchema.nullable(),
  event: eventSchema,
  assumptions: z.array(z.enum(assumptionIds)),
})
export type TraceStep = z.infer<typeof stepSchema>

export const hangUpReasons = [
  'rule',
  'optionWithoutRules',
  'allRulesSkipped',
  'finalFailed',
  'rulesExhausted',
  'nobodyAnswered',
  'notRouted',
  'extensionBlocked',
  'extensionMissing',
  'entryContextMissing',
  'jumpTargetMissing',
  'afterPrompt',
  'lifetime',
  'interactive',
  'dropped',
  'notProcessed',
  'numberGivenUp',
] as const

export const endSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connected'), address: z.string(), label: z.string() }),
  z.object({ kind: z.literal('voicemail'), number: z.string(), label: z.string() }),
  /** `code`: SIP status that the caller's side gets; null: none, the call was answered already, or not documented. */
  z.object({ kind: z.literal('hungUp'), reason: z.enum(hangUpReasons), code: z.int().nullable() }),
  z.object({ kind: z.literal('callerHungUp') }),
  z.object({ kind: z.literal('loop'), number: z.string() }),
  /** What goes on there is not part of the configuration that the console knows. `name`: the address, or the bot. */
  z.object({
    kind: z.literal('ownLogic'),
    what: z.enum([
      'queue',
      'fax',
      'otherExtension',
      'url',
      'sipTrunk',
      'sip',
      'bot',
      'noForwarding',
      'notRead',
      'menuNotLoaded',
    ]),
    name: z.string(),
  }),
  z.object({
    kind: z.literal('cannotSimulate'),
    why: z.enum(['pattern', 'speech', 'unknownRule', 'unknownAction', 'unknownCondition', 'period', 'xml']),
    what: z.string(),
  }),
  /** More rules than any call can mean to run. */
  z.object({ kind: z.literal('stepLimit') }),
])
export type CallEnd = z.infer<typeof endSchema>

export const traceSchema = z.object({
  steps: z.array(stepSchema),
  end: endSchema,
  /** ms from the start of the call */
  endsAt: z.number(),
  /** Where it ends. */
  place: placeSchema.nullable(),
  assumptions: z.array(z.enum(assumptionIds)),
})
export type Trace = z.infer<typeof traceSchema>
