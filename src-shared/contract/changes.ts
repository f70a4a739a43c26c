/** Changes: planned, reviewed, applied, verified, undone. The only way in which the console alters anything at a provider. */
import { z } from 'zod'
import { appErrorSchema } from '../domain/app-error'
import { createJobSchema, haltJobSchema, pauseJobSchema, playJobSchema } from '../domain/autocall/job-intent'
import { findingSchema } from '../domain/finding'
import { forwardingSchema } from '../domain/forwarding/forwarding'
import { channel } from './channel'
import { pbxIntents } from './intents/pbx'
import { exportOptions, savedFileSchema } from './export'

const empty = z.object({}).strict()
const changeId = z.string().min(1).max(64)
const byChange = z.object({ changeId })

/** `planned` waits for review; `paused` and `running` are under way; the rest is over. */
export const changeStates = ['planned', 'running', 'paused', 'finished', 'cancelled', 'discarded'] as const
/** `sent` and `unknown` may have happened at the provider; `unchanged` needs nothing sent and is left out. */
export const stepStates = [
  'pending',
  'sent',
  'done',
  'failed',
  'skipped',
  'unknown',
  'conflict',
  'unchanged',
  'refused',
] as const
/** What an operator can decide about an `unknown` step. `sendAgain` first reads once more and sends only if it did not happen. */
export const stepDecisions = ['sendAgain', 'countAsDone', 'leave'] as const
export const stepSortKeys = ['position', 'object'] as const
export type ChangeState = (typeof changeStates)[number]
export type StepState = (typeof stepStates)[number]
export type StepDecision = (typeof stepDecisions)[number]

/** Gives a number up for good. */
export const releaseNumberSchema = z.object({ operation: z.literal('exolve.releaseNumber'), number: z.string() })
/** Answering-machine detection of a number's outgoing calls. */
export const setDetectionSchema = z.object({
  operation: z.literal('exolve.setAnsweringMachineDetection'),
  number: z.string(),
  enabled: z.boolean(),
})

/** What is to be done to one object. One form's save has one intent, a file import thousands. */
export const intentSchema = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('exolve.setForwarding'), number: z.string(), wanted: forwardingSchema }),
  z.object({ operation: z.literal('exolve.removeForwarding'), number: z.string() }),
  releaseNumberSchema,
  setDetectionSchema,
  createJobSchema,
  playJobSchema,
  pauseJobSchema,
  haltJobSchema,
  ...pbxIntents,
])
export type Intent = z.infer<typeof intentSchema>

/** One field of an object, old → new. Values are shown as they are; null: not set. */
export const differenceSchema = z.object({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type Difference = z.infer<typeof differenceSchema>

/** The request of a step as it goes over the wire, without any credential. */
export const requestPreviewSchema = z.object({
  method: z.string(),
  url: z.string(),
  body: z.json(),
  /** The same as a curl command with `$TOKEN` where the key belongs. */
  curl: z.string(),
})

export const stepSchema = z.object({
  position: z.number().int(),
  /** Row of the file that the step came from, from 1; null: from no file. */
  line: z.number().int().nullable(),
  operation: z.string(),
  /** The object the step acts on, as the operator knows it: a phone number. */
  object: z.string(),
  state: z.enum(stepStates),
  differences: z.array(differenceSchema),
  findings: z.array(findingSchema),
  /** Why the step cannot be undone, as a key of the texts; null: it can. */
  irreversible: z.string().nullable(),
  error: appErrorSchema.nullable(),
  /** For a `conflict`: planned on, now and wanted, field by field. */
  conflict: z
    .array(
      z.object({
        path: z.string(),
        planned: z.string().nullable(),
        now: z.string().nullable(),
        wanted: z.string().nullable(),
      }),
    )
    .nullable(),
  /** false: the provider cannot be asked about the object, so its answer is all the proof there is. */
  isReadBack: z.boolean(),
  /** What the operator decided about a step whose outcome could not be proven. */
  decision: z.enum(stepDecisions).nullable(),
  /** ms since 1970 */
  sentAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
})
export type Step = z.infer<typeof stepSchema>

const stepUploadSchema = z.object({
  /** Of the step. */
  position: z.number().int(),
  /** Bytes that have gone out, of so many. */
  sent: z.number().int(),
  total: z.number().int(),
  /** Cut off; what has arrived is being found out. */
  isCut: z.boolean(),
})
export type StepUpload = z.infer<typeof stepUploadSchema>

export const changeSchema = z.object({
  id: z.string(),
  /** Of two descriptions of one change the later has the higher number; answers and events may overtake each other. */
  revision: z.number().int(),
  accountId: z.string(),
  state: z.enum(changeStates),
  /** What started it: a form, an import, an undo. */
  origin: z.enum(['form', 'bulk', 'import', 'undo', 'restore', 'override', 'schedule']),
  /** For an undo: the change that it takes back. */
  undoOf: z.string().nullable(),
  /** Who on this machine. */
  author: z.string(),
  createdAt: z.number(),
  appliedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  /** Why a running change stands still; null when it does not. */
  pausedBy: appErrorSchema.nullable(),
  /** When a change that stands still goes on by itself, ms since 1970; null: when the operator continues it. */
  resumesAt: z.number().nullable(),
  /** Files that are on their way. */
  uploads: z.array(stepUploadSchema),
  stepCount: z.number().int(),
  /** How many of the planned steps cannot be taken back. */
  irreversibleCount: z.number().int(),
  /** It is over, and something that it did can be taken back, which no undo has done yet. */
  undoable: z.boolean(),
  counts: z.record(z.enum(stepStates), z.number().int()),
})
export type Change = z.infer<typeof changeSchema>

export const changeFilterSchema = z.object({
  accountId: z.string().nullable(),
  /** Empty: all states. */
  states: z.array(z.enum(changeStates)),
  /** Part of an object's name; digits are found however they are grouped. Empty: all. */
  text: z.string().max(200),
})

/**
 * What it acts on first tells a change from others in a list; null: it has no steps. Whether it can be undone takes a look at its steps,
 * and is told of one change at a time.
 */
const listedChangeSchema = changeSchema.omit({ undoable: true }).extend({ firstObject: z.string().nullable() })
export type ListedChange = z.infer<typeof listedChangeSchema>

export const changeChannels = {
  /** Reads the present state of each object and records what would be done. Nothing is sent that changes anything. */
  'changes.plan': channel(
    z.object({
      accountId: z.string(),
      origin: changeSchema.shape.origin,
      intents: z.array(intentSchema).min(1).max(1000),
    }),
    changeSchema,
  ),
  'changes.read': channel(byChange, changeSchema),
  'changes.steps': channel(
    byChange.extend({
      /** Empty: all states. */
      states: z.array(z.enum(stepStates)),
      withFindings: z.boolean(),
      /** Part of the object's name; digits are found however they are grouped. Absent: any. */
      text: z.string().max(200).optional(),
      /** Absent: in the order in which they are carried out. */
      sort: z.object({ key: z.enum(stepSortKeys), descending: z.boolean() }).optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: z.number().int(), steps: z.array(stepSchema) }),
  ),
  /** The exact request of a step; only for steps that send one. */
  'changes.request': channel(byChange.extend({ position: z.number().int() }), requestPreviewSchema),
  /** Starts, or goes on with, a change. Its outcome comes as `changes.didProgress`. */
  'changes.apply': channel(byChange, changeSchema),
  'changes.pause': channel(byChange, changeSchema),
  /** What is sent finishes, a file on its way is cut off, the rest is skipped. Answered when all of it has its outcome. */
  'changes.cancel': channel(byChange, changeSchema),
  /** Drops a change that was planned and never applied. */
  'changes.discard': channel(byChange, empty),
  /** Plans the way back of what this change did, as a change of its own to be reviewed. */
  'changes.undo': channel(byChange, changeSchema),
  /** Tries the failed steps once more; what was planned for them stays as reviewed. */
  'changes.retryFailed': channel(byChange, changeSchema),
  'changes.resolveStep': channel(
    byChange.extend({ position: z.number().int(), decision: z.enum(stepDecisions) }),
    changeSchema,
  ),
  /** Ends a planning under way; its call is answered with `cancelled` and nothing is kept. */
  'changes.cancelPlan': channel(byChange, empty),
  /** Newest first. */
  'changes.list': channel(
    changeFilterSchema.extend({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ total: z.number().int(), changes: z.array(listedChangeSchema) }),
  ),
  /** Saves all rows of a change with their outcomes to a file that the operator chooses. */
  'changes.export': channel(byChange.extend(exportOptions), savedFileSchema),
  /** Saves the list of changes. */
  'changes.exportList': channel(z.object({ filter: changeFilterSchema, ...exportOptions }), savedFileSchema),
  /** Changes that were under way when the program ended, or stand still. */
  'changes.unfinished': channel(empty, z.array(changeSchema)),
}

export const changeEvents = {
  /** A plan under way; `total` is null while the number of rows is not known. */
  'changes.didPlan': z.object({
    changeId: z.string(),
    accountId: z.string(),
    planned: z.number().int(),
    total: z.number().int().nullable(),
  }),
  'changes.didProgress': z.object({
    change: changeSchema,
    /** The object worked on last, as the operator knows it. */
    currentObject: z.string().nullable(),
    /** Steps per second over the last moments, and what is left at this rate in s; null while not known. */
    rate: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  }),
}
