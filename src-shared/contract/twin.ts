/** What the console knows of a Twin account by itself: names for the ids that no method lists, and the ids that one does. */
import { z } from 'zod'
import { appErrorSchema } from '../domain/app-error'
import { channel } from './channel'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)
const byAccount = z.object({ accountId })

/**
 * What an id stands for: a bot (scenario), a trunk, a number or group of numbers shown to the callee, a channel that calls
 * are transferred to.
 */
export const idKinds = ['bot', 'trunk', 'callerId', 'callerIdPool', 'channel'] as const
export type IdKind = (typeof idKinds)[number]
/** Of these the provider gives a list. For trunks that is known from one other client only, and may fail. */
export const listedIdKinds = ['bot', 'trunk'] as const satisfies readonly IdKind[]
export type ListedIdKind = (typeof listedIdKinds)[number]

export const namedIdSchema = z.object({
  kind: z.enum(idKinds),
  id: z.string(),
  /** The operator's name for it, or else the provider's. */
  label: z.string(),
  /** The provider's name; null: it did not list this id. */
  providerName: z.string().nullable(),
  /** The operator gave it a name. */
  own: z.boolean(),
})
export type NamedId = z.infer<typeof namedIdSchema>

export const twinUserSchema = z.object({
  name: z.string(),
  email: z.string(),
  /** The provider tells of a company no more than its id. */
  companyId: z.number().int(),
})

export const twinChannels = {
  /** Who the account signs in as, and in which company; asked at the provider. */
  'twin.user': channel(byAccount, twinUserSchema),
  /** All known ids of an account by label, from the database: without a network too. */
  'twin.ids': channel(
    byAccount,
    z.object({
      ids: z.array(namedIdSchema),
      /** When the provider's lists were fetched last, ms since 1970; null: never. */
      fetchedAt: z.number().nullable(),
    }),
  ),
  /** Fetches the lists that the provider has. A list that fails leaves what was known of it. */
  'twin.refreshIds': channel(
    byAccount,
    z.object({ failures: z.array(z.object({ kind: z.enum(listedIdKinds), error: appErrorSchema })) }),
  ),
  /** Gives an id a name, or another one. */
  'twin.saveId': channel(
    byAccount.extend({
      kind: z.enum(idKinds),
      id: z.string().trim().min(1).max(100),
      label: z.string().trim().min(1).max(100),
    }),
    empty,
  ),
  /** Forgets the operator's name; an id that only the operator knew is gone. */
  'twin.removeId': channel(byAccount.extend({ kind: z.enum(idKinds), id: z.string() }), empty),
}

export const twinEvents = {
  'twin.didChangeIds': z.object({ accountId: z.string() }),
}
