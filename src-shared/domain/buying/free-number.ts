/** Numbers for sale: what can be asked for, and what is offered. */
import { z } from 'zod'

/** s, as the page of Lock gives them */
export const shortestReservation = 60
export const longestReservation = 600

export const freeNumberSearchSchema = z.object({
  /** Id of the type in the dictionaries; the one thing that the provider insists on. */
  typeId: z.number().int().positive(),
  /** null: any */
  regionId: z.number().int().positive().nullable(),
  categoryId: z.number().int().positive().nullable(),
  /** As `readMask` gives it; empty: any number. */
  mask: z.string().max(40),
})
export type FreeNumberSearch = z.infer<typeof freeNumberSearchSchema>

export const freeNumberSchema = z.object({
  /** E.164 digits. */
  number: z.string(),
  typeId: z.number().int(),
  type: z.string(),
  region: z.string(),
  category: z.string(),
  /** Per month and once; the documents name no currency. null: not told. */
  subscriptionFee: z.number().nullable(),
  installFee: z.number().nullable(),
  incomingCalls: z.boolean(),
  outgoingCalls: z.boolean(),
  incomingSms: z.boolean(),
  outgoingSms: z.boolean(),
})
export type FreeNumber = z.infer<typeof freeNumberSchema>

/** A number that is held for this account, so that nobody else buys it meanwhile. */
export const reservationSchema = freeNumberSchema.extend({
  /** What Lock answered; Buy and Unlock ask for it. */
  id: z.number().int(),
  /** When it ends, ms since 1970 by this computer's clock. The provider's own clock decides. */
  until: z.number(),
})
export type Reservation = z.infer<typeof reservationSchema>
