/** "Where would this call go?": simulated beside main from what is stored, with the drafts on screen in the place of what they change. */
import { z } from 'zod'
import { calledSchema, callSchema } from '../domain/call-flow/call'
import { expectationSchema, expectedEndSchema } from '../domain/call-flow/expectation'
import { keptExpectationSchema, keptStatuses } from '../domain/call-flow/expectation-section'
import { traceSchema } from '../domain/call-flow/trace'
import { forwardingSchema } from '../domain/forwarding/forwarding'
import { menuSchema } from '../domain/ivr/menu'
import { incomingRuleSchema } from '../domain/pbx/incoming-rule'
import { intervalSchema } from '../domain/pbx/interval'
import { channel } from './channel'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)

/** What stands on screen and is not published. */
export const callDraftSchema = z.object({
  rules: z
    .array(
      z.object({
        accountId,
        extensionId: z.int(),
        rules: z.array(z.object({ key: z.string().max(100), rule: incomingRuleSchema })).max(5000),
      }),
    )
    .max(100),
  menus: z.array(z.object({ accountId, extensionId: z.int(), menu: menuSchema })).max(100),
  forwardings: z.array(z.object({ accountId, digits: z.string().max(20), forwarding: forwardingSchema })).max(1000),
  intervals: z.array(z.object({ accountId, interval: intervalSchema })).max(1000),
  /** Public numbers of the cloud PBX; `extensionId` null: not routed. */
  routes: z.array(z.object({ accountId, digits: z.string().max(20), extensionId: z.int().nullable() })).max(1000),
})
export type CallDraft = z.infer<typeof callDraftSchema>

/** Nothing is different from what is published; an editor adds what it has on screen. */
export const emptyCallDraft: CallDraft = { rules: [], menus: [], forwardings: [], intervals: [], routes: [] }

/** Something that can be called. */
export const callTargetSchema = z.object({
  called: calledSchema,
  accountId,
  /** Label of the account. */
  account: z.string(),
  /** The number as it is dialled: E.164 digits, or an extension without its prefix. */
  number: z.string(),
  label: z.string(),
})
export type CallTarget = z.infer<typeof callTargetSchema>

export const savedExpectationSchema = z.object({ id: z.int(), expectation: expectationSchema })
export type SavedExpectation = z.infer<typeof savedExpectationSchema>

export const judgedExpectationSchema = savedExpectationSchema.extend({ isMet: z.boolean(), trace: traceSchema })
export type JudgedExpectation = z.infer<typeof judgedExpectationSchema>

export const callFlowChannels = {
  /** Plays one call. `trace` is that of the draft when there is one, and `published` then the one without it. */
  'callFlow.simulate': channel(
    z.object({
      call: callSchema,
      /** Keys without times, pressed one after another as soon as each is taken; added to those of the call. */
      keys: z.string().regex(/^[0-9*#]{0,50}$/),
      draft: callDraftSchema.nullable(),
    }),
    z.object({ trace: traceSchema, published: traceSchema.nullable(), keys: callSchema.shape.keys }),
  ),
  /** Numbers and extensions of all accounts that fit what was typed; the first few. */
  'callFlow.targets': channel(
    z.object({ text: z.string().max(100), limit: z.int().min(1).max(100) }),
    z.array(callTargetSchema),
  ),
  /** What a call can be made to, by its parts; null: it is gone. */
  'callFlow.target': channel(z.object({ called: calledSchema }), callTargetSchema.nullable()),
  /** Saves a call that was told as text; main asks where. null: the operator chose no place. */
  'callFlow.saveText': channel(
    z.object({
      /** What was called, for the name of the file; may be empty. */
      name: z.string().regex(/^[\w+*-]{0,40}$/),
      text: z.string().max(2_000_000),
    }),
    z.object({ fileName: z.string() }).nullable(),
  ),
  'callFlow.expectations': channel(empty, z.array(savedExpectationSchema)),
  /** @param id null: a new one */
  'callFlow.saveExpectation': channel(
    z.object({ id: z.int().nullable(), expectation: expectationSchema }),
    savedExpectationSchema,
  ),
  'callFlow.removeExpectation': channel(z.object({ id: z.int() }), empty),
  /** Those in the snapshot that was compared last with the account, beside those that are kept here; null: it has none. */
  'callFlow.comparedExpectations': channel(
    z.object({ accountId }),
    z
      .array(
        z.object({
          expectation: keptExpectationSchema,
          status: z.enum(keptStatuses),
          /** How the same call is expected to end here. */
          presentEnd: expectedEndSchema.nullable(),
        }),
      )
      .nullable(),
  ),
  /** Takes over those that are missing or different: all, or those in these places of the file. Nothing is sent. */
  'callFlow.takeExpectations': channel(
    z.object({ accountId, places: z.array(z.int().min(0)).max(10_000).nullable() }),
    z.object({ taken: z.int() }),
  ),
  /** The expectations that a planned change would break: met by what is published, and not by what it makes of that. */
  'callFlow.judgeChange': channel(
    z.object({ changeId: z.string().max(64) }),
    z.object({
      broken: z.array(judgedExpectationSchema),
      /** true: the change has so many steps that it was not judged. */
      isTooBig: z.boolean(),
    }),
  ),
  /** Judges all of them, by what is published or by the draft. */
  'callFlow.judge': channel(z.object({ draft: callDraftSchema.nullable() }), z.array(judgedExpectationSchema)),
}
