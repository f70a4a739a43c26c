/**
 * Forwarding of one number, as the operator sees it. Source: Exolve's pages SetCallForwarding, GetAttributes.
 * The wire form (flattened objects, integers as strings) is the business of `src-main/providers/exolve`.
 */
import { z } from 'zod'

export const redirectKinds = ['single', 'sequential', 'parallel'] as const

export const targetSchema = z.object({
  /** A phone as E.164 digits without `+`, or the 15 digits of an Exolve SIP ID. */
  number: z.string(),
  /** How long the target rings, s. null: the provider's own default, which is not documented. */
  timeoutSeconds: z.number().int().nullable(),
  /** false drops the call; it does not skip the target. */
  active: z.boolean(),
  name: z.string(),
  /** When the target applies, in the provider's period grammar; empty: always. */
  period: z.string(),
  periodDescription: z.string(),
})
export type Target = z.infer<typeof targetSchema>

export const numberForwardingSchema = z.object({
  kind: z.literal('number'),
  redirect: z.enum(redirectKinds),
  targets: z.array(targetSchema),
  /** Where notifications about calls of this number go; empty: the application's own URL, if it has one. */
  eventUrl: z.string(),
  extendedEvents: z.boolean(),
  /** Passed through with each call. The provider never gives it back, so it cannot be read or verified. */
  clientId: z.string(),
  promptToCaller: z.string(),
  promptToCallee: z.string(),
  /** true hides the caller's number from the target. */
  masking: z.boolean(),
  /** What the target sees instead; only with masking, and only a number of the same application. */
  displayNumber: z.string(),
})

export const urlForwardingSchema = z.object({
  kind: z.literal('url'),
  url: z.string(),
  /** Number that gets the call when the URL does not answer. */
  reserve: z.string(),
})

export const staticIpForwardingSchema = z.object({
  kind: z.literal('staticIp'),
  address: z.string(),
  port: z.number().int().nullable(),
  /** s */
  timeoutSeconds: z.number().int().nullable(),
  did: z.string(),
})

/** Type 1 of the newer revision of the API: shown and kept, not offered for new forwarding. */
export const sipForwardingSchema = z.object({ kind: z.literal('sip'), sipUri: z.string() })

export const forwardingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  sipForwardingSchema,
  numberForwardingSchema,
  urlForwardingSchema,
  staticIpForwardingSchema,
])

export type NumberForwarding = z.infer<typeof numberForwardingSchema>
export type UrlForwarding = z.infer<typeof urlForwardingSchema>
export type StaticIpForwarding = z.infer<typeof staticIpForwardingSchema>
export type Forwarding = z.infer<typeof forwardingSchema>
export type ForwardingKind = Forwarding['kind']

/** What GetAttributes told about a number's forwarding. */
export const presentForwardingSchema = z.object({
  forwarding: forwardingSchema,
  /** Values the provider holds and the setter does not take: saving may drop them. Path on the wire → value. */
  unsettable: z.array(z.object({ path: z.string(), value: z.string() })),
})
export type PresentForwarding = z.infer<typeof presentForwardingSchema>
