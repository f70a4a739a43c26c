/**
 * A snapshot: what an account holds at its provider, as a file that people can read and that can be put back. It has no
 * secrets in it. Each area has a section of its own, so that later ones join without changing those that are there.
 */
import { z } from 'zod'
import { providerIds } from './account'
import { forwardingSchema } from './forwarding/forwarding'

export const snapshotFormat = 'switchboard-snapshot'
export const snapshotVersion = 1

/** Read before anything else: whether it is a snapshot, and one that this program knows. */
export const snapshotMarkSchema = z.object({ format: z.literal(snapshotFormat), version: z.number().int().min(1) })

export const snapshotNumberSchema = z.object({
  /** E.164 digits without `+`. */
  number: z.string().regex(/^\d{3,20}$/),
  forwarding: forwardingSchema,
})
export type SnapshotNumber = z.infer<typeof snapshotNumberSchema>

export const snapshotHeadSchema = z.object({
  format: z.literal(snapshotFormat),
  version: z.literal(snapshotVersion),
  /** ISO 8601, UTC */
  takenAt: z.iso.datetime(),
  account: z.object({ provider: z.enum(providerIds), label: z.string().max(200) }),
})
export type SnapshotHead = z.infer<typeof snapshotHeadSchema>

export const snapshotSchema = snapshotHeadSchema.extend({
  sections: z.object({
    forwarding: z.object({
      /** Numbers of the account that could not be read when the snapshot was taken. */
      unread: z.array(z.string().regex(/^\d{3,20}$/)),
      /** Every number that could be read, those without forwarding included. */
      numbers: z.array(snapshotNumberSchema),
    }),
  }),
})
