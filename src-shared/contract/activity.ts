/** The journal of exchanges with the providers: what was sent, what came back, which change caused it. */
import { z } from 'zod'
import { exchangeFilterSchema, exchangeSchema, exchangeSummarySchema } from '../domain/exchange'
import { channel } from './channel'
import { exportOptions, savedFileSchema } from './export'

export const activityChannels = {
  /** Newest first. */
  'activity.exchanges': channel(
    z.object({
      filter: exchangeFilterSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: z.number().int(), exchanges: z.array(exchangeSummarySchema) }),
  ),
  /** One exchange with its bodies. Secrets are never in them; phone numbers are masked unless they are asked for. */
  'activity.exchange': channel(
    z.object({ id: z.string().max(64), withNumbers: z.boolean() }),
    exchangeSchema.extend({
      /** The request as a curl command with `$TOKEN` where the key belongs. */
      curl: z.string(),
    }),
  ),
  /** Saves the exchanges with their bodies; phone numbers are masked unless they are asked for. */
  'activity.export': channel(
    z.object({ filter: exchangeFilterSchema, withNumbers: z.boolean(), ...exportOptions }),
    savedFileSchema,
  ),
}
