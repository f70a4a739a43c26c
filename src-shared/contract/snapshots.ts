/** Snapshots: all forwarding of an account in a file, compared with the present state, put back as a reviewed change. */
import { z } from 'zod'
import { appErrorSchema } from '../domain/app-error'
import { channel } from './channel'
import { differenceSchema } from './changes'
import { savedFileSchema } from './export'
import { mostNamed } from './selection'

const empty = z.object({}).strict()
const byAccount = z.object({ accountId: z.string().min(1).max(64) })
const number = z.string().regex(/^\d{3,20}$/)

/** `missing`: in the file and not at the provider. `added`: at the provider and not in the file. */
export const snapshotStatuses = ['different', 'same', 'missing', 'added', 'unread'] as const
export type SnapshotStatus = (typeof snapshotStatuses)[number]

export const comparisonSchema = z.object({
  fileName: z.string(),
  /** When the snapshot was taken and when it was compared, ms since 1970. */
  takenAt: z.number(),
  comparedAt: z.number(),
  /** Label of the account that it was taken of. */
  accountLabel: z.string(),
  counts: z.record(z.enum(snapshotStatuses), z.number().int()),
})
export type Comparison = z.infer<typeof comparisonSchema>

export const comparedNumberSchema = z.object({
  number: z.string(),
  status: z.enum(snapshotStatuses),
  /** Now → in the snapshot. */
  differences: z.array(differenceSchema),
  /** Why its present state is not known. */
  error: appErrorSchema.nullable(),
})
export type ComparedNumber = z.infer<typeof comparedNumberSchema>

export const snapshotChannels = {
  /** Reads the forwarding of all numbers and writes it to a file. Progress by `snapshots.didProgress`. null: no place was chosen. */
  'snapshots.save': channel(
    byAccount,
    savedFileSchema.unwrap().extend({ written: z.number().int(), unread: z.number().int() }).nullable(),
  ),
  /** Asks for a file and compares it with the present state. null: the operator chose none. */
  'snapshots.compare': channel(byAccount, comparisonSchema.nullable()),
  /** The last comparison of the account; null: there is none. */
  'snapshots.comparison': channel(byAccount, comparisonSchema.nullable()),
  'snapshots.numbers': channel(
    byAccount.extend({
      /** Empty: all. */
      statuses: z.array(z.enum(snapshotStatuses)),
      /** Part of a number, however it is grouped. Empty: all. */
      text: z.string().max(200),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: z.number().int(), numbers: z.array(comparedNumberSchema) }),
  ),
  /** Plans to put numbers that differ back to what the snapshot holds. Progress by `changes.didPlan`. */
  'snapshots.restore': channel(
    byAccount.extend({
      /** true: all that differ but `numbers`; false: these `numbers`. */
      all: z.boolean(),
      numbers: z.array(number).max(mostNamed),
    }),
    z.object({ changeId: z.string() }),
  ),
  /** Ends a snapshot or comparison under way; its call is answered with `cancelled`, and what was there stays. */
  'snapshots.cancel': channel(byAccount, empty),
}

export const snapshotEvents = {
  'snapshots.didProgress': z.object({
    accountId: z.string(),
    task: z.enum(['save', 'compare']),
    done: z.number().int(),
    /** null: not known yet. */
    total: z.number().int().nullable(),
  }),
}
