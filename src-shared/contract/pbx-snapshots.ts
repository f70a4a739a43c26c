/** Snapshots of a cloud PBX account: all that the company has in a file, compared with the present state, put back as a reviewed change. */
import { z } from 'zod'
import { pbxPartKinds } from '../domain/pbx/snapshot'
import { channel } from './channel'
import { differenceSchema } from './changes'

const empty = z.object({}).strict()
const byAccount = z.object({ accountId: z.string().min(1).max(64) })

/** `missing`: in the file and not at the provider. `added`: at the provider and not in the file; it stays. */
export const partStatuses = ['different', 'missing', 'same', 'added'] as const
export type PartStatus = (typeof partStatuses)[number]

export const comparedPartSchema = z.object({
  kind: z.enum(pbxPartKinds),
  /** As the operator knows it: number, title or name; rules and a menu by their extension. */
  name: z.string(),
  status: z.enum(partStatuses),
  /** Now → in the snapshot. */
  differences: z.array(differenceSchema),
})
export type ComparedPartRow = z.infer<typeof comparedPartSchema>

export const pbxComparisonSchema = z.object({
  fileName: z.string(),
  /** ms since 1970 */
  takenAt: z.number(),
  comparedAt: z.number(),
  accountLabel: z.string(),
  counts: z.record(z.enum(partStatuses), z.int()),
})
export type PbxComparison = z.infer<typeof pbxComparisonSchema>

export const pbxSnapshotChannels = {
  /** Fetches everything and writes it to a file. null: no place was chosen. */
  'pbxSnapshots.save': channel(byAccount, z.object({ fileName: z.string(), parts: z.int() }).nullable()),
  /** Fetches everything and compares it with a file that the operator chooses. null: none was chosen. */
  'pbxSnapshots.compare': channel(byAccount, pbxComparisonSchema.nullable()),
  /** The last comparison of the account in this run of the program; null: there is none. */
  'pbxSnapshots.comparison': channel(byAccount, pbxComparisonSchema.nullable()),
  'pbxSnapshots.parts': channel(
    byAccount.extend({
      /** Empty: all. */
      statuses: z.array(z.enum(partStatuses)),
      text: z.string().max(200),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({ total: z.int(), rows: z.array(comparedPartSchema) }),
  ),
  /** Plans to put back what differs or is missing: all of it, or these parts. Progress by `changes.didPlan`. */
  'pbxSnapshots.restore': channel(
    byAccount.extend({
      parts: z
        .array(comparedPartSchema.pick({ kind: true, name: true }))
        .max(50_000)
        .nullable(),
    }),
    z.object({ changeId: z.string() }),
  ),
  /** Ends a fetch under way; its call is answered with `cancelled`. */
  'pbxSnapshots.cancel': channel(byAccount, empty),
}
