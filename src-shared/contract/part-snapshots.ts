/** Snapshots that are compared object by object: all that an account has in a file, compared with the present state, put back as a reviewed change. */
import { z } from 'zod'
import { partKinds } from '../domain/snapshot-part'
import { channel } from './channel'
import { differenceSchema } from './changes'
import { mostNamed } from './selection'

const empty = z.object({}).strict()
const byAccount = z.object({ accountId: z.string().min(1).max(64) })

/** `missing`: in the file and not at the provider. `added`: at the provider and not in the file; it stays. */
export const partStatuses = ['different', 'missing', 'same', 'added'] as const
export type PartStatus = (typeof partStatuses)[number]

const partKeySchema = z.object({
  kind: z.enum(partKinds),
  /** Tells it from all others of its kind. */
  key: z.string().min(1).max(200),
})

export const comparedPartSchema = partKeySchema.extend({
  /** As the operator knows it: number, title or name; rules and a menu by their extension. */
  name: z.string(),
  status: z.enum(partStatuses),
  /** Now → in the snapshot. */
  differences: z.array(differenceSchema),
})
export type ComparedPartRow = z.infer<typeof comparedPartSchema>

export const partComparisonSchema = z.object({
  fileName: z.string(),
  /** ms since 1970 */
  takenAt: z.number(),
  comparedAt: z.number(),
  accountLabel: z.string(),
  /** The snapshot is of another company, whose ids mean nothing in this one; null: that makes no difference. */
  otherCompany: z.boolean().nullable(),
  counts: z.record(z.enum(partStatuses), z.int()),
})
export type PartComparison = z.infer<typeof partComparisonSchema>

const chosenParts = byAccount.extend({
  /** true: all that differ or are missing but `parts`; false: these `parts`. */
  all: z.boolean(),
  parts: z.array(partKeySchema).max(mostNamed),
})
/** A snapshot holds no secrets: what must be typed for an object that has one. */
const secretNeededSchema = partKeySchema.extend({ name: z.string(), login: z.string() })
export type SecretNeeded = z.infer<typeof secretNeededSchema>

export const partSnapshotChannels = {
  /** Fetches everything and writes it to a file. Progress by `snapshots.didProgress`. null: no place was chosen. */
  'partSnapshots.save': channel(
    byAccount,
    z
      .object({ fileName: z.string(), parts: z.int(), /** Named in the file as not read. */ unread: z.int() })
      .nullable(),
  ),
  /** Fetches everything and compares it with a file that the operator chooses. null: none was chosen. */
  'partSnapshots.compare': channel(byAccount, partComparisonSchema.nullable()),
  /** The last comparison of the account in this run of the program; null: there is none. */
  'partSnapshots.comparison': channel(byAccount, partComparisonSchema.nullable()),
  'partSnapshots.parts': channel(
    byAccount.extend({
      /** Empty: all. */
      statuses: z.array(z.enum(partStatuses)),
      text: z.string().max(200),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({ total: z.int(), rows: z.array(comparedPartSchema) }),
  ),
  /** Of the chosen ones, those that cannot be put back as they were without a secret. */
  'partSnapshots.secretsNeeded': channel(chosenParts, z.object({ needed: z.array(secretNeededSchema) })),
  /** Plans to put back what differs or is missing. What needs a secret and gets none is left out. Progress by `changes.didPlan`. */
  'partSnapshots.restore': channel(
    chosenParts.extend({
      secrets: z.array(partKeySchema.extend({ secret: z.string().min(1).max(500) })).max(mostNamed),
    }),
    z.object({ changeId: z.string() }),
  ),
  /** Enters chosen numbers that this console's register lacks, as those that an earlier one sent. Nothing is sent. */
  'partSnapshots.enter': channel(chosenParts, z.object({ entered: z.int() })),
  /** Ends a fetch under way; its call is answered with `cancelled`. */
  'partSnapshots.cancel': channel(byAccount, empty),
}
