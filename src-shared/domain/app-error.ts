/**
 * The one shape in which an expected failure travels: from a provider or the disk, through main, to the form that caused it.
 * A bug is not an AppError: it is logged with an id and reaches the window as `internal`.
 */
import { z } from 'zod'
import { findingSchema } from './finding'

export const errorCodes = [
  'account.disabled',
  'auth.missing',
  'auth.rejected',
  'auth.forbidden',
  'secret.locked',
  'secret.unavailable',
  'secret.corrupt',
  'secret.lost',
  'network.offline',
  'network.dns',
  'network.proxy',
  'network.tls',
  'network.refused',
  'network.timeout',
  'network.stalled',
  'network.cut',
  'network.insecure',
  'provider.validation',
  'provider.notFound',
  'provider.rateLimited',
  'provider.quotaUsedUp',
  'provider.failure',
  'provider.badAnswer',
  'provider.listUnstable',
  'input.invalid',
  'conflict',
  'outcomeUnknown',
  'objectBusy',
  'changeUnderWay',
  'changeOvertaken',
  'notTakenOver',
  'earlierStepFailed',
  'suspended',
  'uploadStopped',
  'uploadDropped',
  'cancelled',
  'notFound',
  'numbersNotFetched',
  'contacts.stale',
  'contacts.planned',
  'contacts.none',
  'contacts.forgotten',
  'file.empty',
  'file.notATable',
  'file.oldExcel',
  'file.damaged',
  'file.tooLarge',
  'file.changed',
  'file.unreadable',
  'file.unwritable',
  'ivr.fileTooBig',
  'snapshot.notOne',
  'snapshot.newer',
  'snapshot.repeated',
  'snapshot.otherProvider',
  'storage.full',
  'storage.readOnly',
  'storage.damaged',
  'storage.failed',
  'storage.newerVersion',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export const appErrorSchema = z.object({
  code: z.enum(errorCodes),
  /** Values for the placeholders of the code's text (see `text/errors.ts`). */
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** What is wrong at which field, so that a form can show it in its place. */
  fields: z.array(findingSchema).default([]),
  /** The provider's own words, kept beside our help text. Never holds a secret. */
  providerMessage: z.string().optional(),
  /** True when sending the very same request again is harmless and may succeed. */
  retryable: z.boolean().default(false),
  /** Id of the journal entry of the exchange that failed, or of the log line of a bug. */
  requestId: z.string().optional(),
})

export type AppError = z.infer<typeof appErrorSchema>

/** AppError as an exception: thrown inside main, turned into `{ ok: false, error }` at the contract's edge. */
export class AppFailure extends Error {
  readonly error: AppError

  constructor(code: ErrorCode, details: Partial<Omit<AppError, 'code'>> = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'AppFailure'
    this.error = { code, params: {}, fields: [], retryable: false, ...details }
  }
}

/** An answer of main to the window. An empty list is never used to say that something failed. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: AppError }

/** Ends a `switch` over a closed union: a new member is then a type error at every place that must handle it. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
