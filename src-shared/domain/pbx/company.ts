/** The client of the operator: the company whose extensions these are. Source: the page on the resource client. */
import { z } from 'zod'
import { pbxIdSchema, restSchema } from './common'

export const companySchema = z.object({
  id: pbxIdSchema,
  name: z.string(),
  /** Stands before the number in the name of each extension: `000` in `000*071`. */
  prefix: z.string(),
  domain: z.string(),
  domainPrefix: z.string(),
  /** Digits of every extension number: 2, 3 or 4. */
  extensionLength: z.int().positive(),
  /** IANA name. */
  timeZone: z.string(),
  rest: restSchema,
})
export type Company = z.infer<typeof companySchema>
