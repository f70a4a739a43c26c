/** One request to a provider and what came of it, as the journal keeps it. Secrets are taken out before it is made. */
import { z } from 'zod'
import { errorCodes } from './app-error'

export const exchangeSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  /** The step of a change that caused it, `<change id>/<position>`. */
  step: z.string().nullable(),
  method: z.string(),
  url: z.string(),
  /** As sent, secrets blanked, cut at a ceiling; null: no body. */
  requestBody: z.string().nullable(),
  /** HTTP status; null: no answer. */
  status: z.number().int().nullable(),
  /** As received, secrets blanked, cut at a ceiling; null: no answer. */
  responseBody: z.string().nullable(),
  /** From leaving to the last byte of the answer, without the wait in the queue. */
  milliseconds: z.number(),
  /** null: the answer was what the provider's documents describe. */
  errorCode: z.enum(errorCodes).nullable(),
  /** ms since 1970 */
  startedAt: z.number(),
})
export type Exchange = z.infer<typeof exchangeSchema>

/** A row of the journal's list: everything but the bodies, which are read one exchange at a time. */
export const exchangeSummarySchema = exchangeSchema.omit({ requestBody: true, responseBody: true })
export type ExchangeSummary = z.infer<typeof exchangeSummarySchema>

/** `success` 2xx, `refused` 3xx and 4xx, `failed` 5xx, `unanswered` no status at all. */
export const exchangeOutcomes = ['success', 'refused', 'failed', 'unanswered'] as const

export const exchangeFilterSchema = z.object({
  /** null: all accounts. */
  accountId: z.string().nullable(),
  /** Part of the address or of a body; empty: any. */
  text: z.string().max(200),
  /** Empty: all. */
  outcomes: z.array(z.enum(exchangeOutcomes)),
  /** Started at or after, and before; ms since 1970. null: open. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** Exchanges of this change; null: any. */
  changeId: z.string().nullable(),
  /** Exchanges of this step, `<change id>/<position>`; null: any. */
  step: z.string().nullable(),
})
export type ExchangeFilter = z.infer<typeof exchangeFilterSchema>
