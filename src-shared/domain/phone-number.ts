/** A number owned at a provider, as the list shows it. Source: Exolve's pages customer/v1/GetList and GetInfo. */
import { z } from 'zod'

export const ownedNumberSchema = z.object({
  /** E.164 digits without `+`. */
  number: z.string(),
  type: z.string(),
  region: z.string(),
  category: z.string(),
  applicationId: z.string(),
  applicationName: z.string(),
  /** Per month; the documents name no currency. */
  subscriptionFee: z.number().nullable(),
  /** Once, at purchase. */
  installFee: z.number().nullable(),
  /** ms since 1970, UTC */
  boughtAt: z.number().nullable(),
  /** null: not known, because the provider tells it only per application. */
  hasForwarding: z.boolean().nullable(),
  /** What the list tells of the forwarding: a phone, a SIP address, an IP address or a URL; empty without forwarding. */
  forwardingKind: z.enum(['none', 'sip', 'number', 'url', 'staticIp']).nullable(),
  forwardingTarget: z.string(),
  /** null: not known. */
  hasSip: z.boolean().nullable(),
})
export type OwnedNumber = z.infer<typeof ownedNumberSchema>
