/** Accounts and their secrets. Nothing here, and nothing anywhere else, gives a secret back. */
import { z } from 'zod'
import { accountSettingsSchema, demoProviderIds, secretFields } from '../domain/account'
import { appErrorSchema } from '../domain/app-error'
import { findingSchema } from '../domain/finding'
import { channel } from './channel'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)
const byId = z.object({ accountId })
const secretValue = z.string().min(1).max(10_000)

/** Where an account's secret is. `unreadable`: the keychain did not say. */
export const secretPlaceSchema = z.enum(['keychain', 'session', 'none', 'unreadable'])
export const secretKeepSchema = z.enum(['keychain', 'session'])

export const accountSchema = accountSettingsSchema.extend({
  id: z.string(),
  /** A built-in demo provider stands behind it. */
  demo: z.boolean(),
  /** ms since 1970 */
  createdAt: z.number(),
  secret: secretPlaceSchema,
  status: z.object({
    /** ms since 1970 of the last answer of the provider, whatever it said. */
    lastAnswerAt: z.number().nullable(),
    lastError: appErrorSchema.nullable(),
    lastErrorAt: z.number().nullable(),
    numberCount: z.number().int(),
    /** When the list of numbers was last fetched completely, ms since 1970. */
    numbersFetchedAt: z.number().nullable(),
    /** Requests that the provider grants within an hour, as its last answer in this run said; null: it does not say. */
    quota: z
      .object({
        limit: z.int(),
        remaining: z.int(),
        /** When it is full again, ms since 1970. */
        resetsAt: z.number(),
      })
      .nullable(),
  }),
})
export type Account = z.infer<typeof accountSchema>

export const secretStoreStateSchema = z.object({
  state: z.enum(['ready', 'locked', 'unavailable', 'corrupt']),
  error: appErrorSchema.nullable(),
})
export type SecretStoreState = z.infer<typeof secretStoreStateSchema>

/** The stages of a connection test, in their order; the first one that fails ends it. */
export const testStages = ['secret', 'dns', 'connection', 'tls', 'http', 'key'] as const
export const connectionTestSchema = z.object({
  stages: z.array(
    z.object({
      stage: z.enum(testStages),
      outcome: z.enum(['passed', 'failed', 'skipped']),
      error: appErrorSchema.optional(),
    }),
  ),
  /** What the key may not do although it is accepted. */
  limits: z.array(findingSchema),
  milliseconds: z.number(),
  /** `DIRECT` or the proxy in use, as the system's settings resolve it for this address. */
  proxy: z.string(),
})
export type ConnectionTest = z.infer<typeof connectionTestSchema>

const secrets = z.partialRecord(z.enum(secretFields), secretValue)

export const accountChannels = {
  'accounts.list': channel(empty, z.array(accountSchema)),
  'accounts.add': channel(
    z.object({ settings: accountSettingsSchema, secrets, keep: secretKeepSchema }),
    accountSchema,
  ),
  /** Adds an account on a built-in demo provider; its secrets live for this run only. */
  'accounts.addDemo': channel(z.object({ provider: z.enum(demoProviderIds) }), accountSchema),
  'accounts.update': channel(byId.extend({ settings: accountSettingsSchema }), accountSchema),
  'accounts.setSecret': channel(byId.extend({ secrets, keep: secretKeepSchema }), accountSchema),
  'accounts.removeSecret': channel(byId, accountSchema),
  /** Removes the account and its secret. `secretLeft`: the account is gone, but the keychain kept its entry. */
  'accounts.remove': channel(byId, z.object({ secretLeft: appErrorSchema.nullable() })),
  /** Opens the provider's page in the browser; answered once the operator has signed in there. */
  'accounts.signIn': channel(byId, accountSchema),
  /** Ends it; its call is answered with `cancelled`. */
  'accounts.cancelSignIn': channel(byId, empty),
  'accounts.test': channel(byId, connectionTestSchema),
  'secrets.state': channel(empty, secretStoreStateSchema),
  /** Asks the keychain once more, after the operator unlocked or installed it. */
  'secrets.retry': channel(empty, secretStoreStateSchema),
}

export const accountEvents = {
  /** Any account, its status or the place of its secret changed. */
  'accounts.didChange': empty,
  /** The provider asked to be left alone until then, ms since 1970: what is under way waits. */
  'accounts.didPause': z.object({ accountId: z.string(), until: z.number() }),
}
