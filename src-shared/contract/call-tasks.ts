/** What takes many simulated calls: the week of a number, of all numbers, and what would break if something went. */
import { z } from 'zod'
import { callSchema } from '../domain/call-flow/call'
import { coverageRequestSchema, coverageSchema, verdicts } from '../domain/call-flow/coverage'
import { brokenCallsSchema, removableSchema } from '../domain/call-flow/impact'
import { officeHoursSchema, surpriseKinds } from '../domain/call-flow/surprises'
import { placeSchema } from '../domain/call-flow/trace'
import { unreachedSchema } from '../domain/call-flow/unreached'
import { callDraftSchema, callTargetSchema } from './call-flow'
import { channel } from './channel'

/** The window's name for what is under way: it names the progress, and another one of the same name ends this one. */
const task = z.string().min(1).max(64)
const accountId = z.string().min(1).max(64)

export const leadSchema = z.object({
  place: placeSchema,
  /** Number of the extension, or E.164 digits, that it belongs to. */
  owner: z.string(),
  /** The rule's own, or the context's; empty: none. */
  name: z.string(),
})
export type Lead = z.infer<typeof leadSchema>

export const coveredNumberSchema = z.object({
  target: callTargetSchema,
  /** How many calls of the week go that way. */
  calls: z.record(z.enum(verdicts), z.int()),
  surprises: z.array(
    z.object({
      kind: z.enum(surpriseKinds),
      calls: z.int(),
      /** The first of them. */
      first: z.object({ caller: callSchema.shape.caller, at: z.number() }),
    }),
  ),
})
export type CoveredNumber = z.infer<typeof coveredNumberSchema>

export const impactSchema = z.object({
  rows: z.array(brokenCallsSchema.extend({ target: callTargetSchema.nullable() })),
  /** Calls that were tried. */
  calls: z.int(),
  /** Of how many numbers. */
  entries: z.int(),
  /** true: more numbers lead there than were tried. */
  isCut: z.boolean(),
})
export type Impact = z.infer<typeof impactSchema>

export const callTaskChannels = {
  /** The week of one number. Progress by `callFlow.didProgress`. */
  'callFlow.cover': channel(
    z.object({ task, request: coverageRequestSchema, draft: callDraftSchema.nullable() }),
    coverageSchema,
  ),
  /** Rules, options and targets that no call of the week runs, whatever is pressed and whoever answers. Progress by `callFlow.didProgress`. */
  'callFlow.unreached': channel(
    z.object({ task, request: coverageRequestSchema, draft: callDraftSchema.nullable() }),
    z.array(unreachedSchema),
  ),
  /** The week of every number of an account, in short: the first 500. Progress by `callFlow.didProgress`. */
  'callFlow.coverNumbers': channel(
    z.object({
      task,
      accountId,
      request: coverageRequestSchema.extend({ call: coverageRequestSchema.shape.call.omit({ called: true }) }),
      officeHours: officeHoursSchema,
    }),
    z.object({ numbers: z.array(coveredNumberSchema), isCut: z.boolean() }),
  ),
  /** Who refers to something, across all accounts. */
  'callFlow.leads': channel(z.object({ removed: removableSchema }), z.array(leadSchema)),
  /** The calls of a week that would end differently if something went. Progress by `callFlow.didProgress`. */
  'callFlow.impact': channel(
    z.object({
      task,
      removed: removableSchema,
      from: z.number(),
      cells: z.int().min(1).max(338),
      periodZone: z.string(),
    }),
    impactSchema,
  ),
  /** Ends what is under way by that name; its call is answered with `cancelled`. */
  'callFlow.cancel': channel(z.object({ task }), z.object({}).strict()),
}

export const callTaskEvents = {
  /** Calls that were played, of all that will be. */
  'callFlow.didProgress': z.object({ task, done: z.int(), total: z.int() }),
}
