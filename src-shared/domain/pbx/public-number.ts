/** Public numbers (DID): each leads to one extension. Source: the page on the resource did. */
import { z } from 'zod'
import { pbxIdSchema, restSchema } from './common'

export const publicNumberSchema = z.object({
  id: pbxIdSchema,
  /** Digits as the operator gave them: `78123092631`. */
  number: z.string(),
  /** null: calls are not routed. */
  extensionId: pbxIdSchema.nullable(),
  acceptsMessages: z.boolean(),
  messageExtensionId: pbxIdSchema.nullable(),
  comment: z.string(),
  /** `YYYY-MM-DD HH:MM:SS`; the pages name no zone. Empty: not told. */
  createdAt: z.string(),
  rest: restSchema,
})
export type PublicNumber = z.infer<typeof publicNumberSchema>
