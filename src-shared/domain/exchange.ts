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
