/** What a cloud PBX account holds: fetched as a whole, kept offline, asked for by the rows that are shown. */
import { z } from 'zod'
import { appErrorSchema } from '../domain/app-error'
import { pbxIdSchema } from '../domain/pbx/common'
import { forwardingSchema } from '../domain/pbx/call-ways'
import { companySchema } from '../domain/pbx/company'
import { extensionSchema } from '../domain/pbx/extension'
import { savedRuleSchema } from '../domain/pbx/incoming-rule'
import { intervalSchema } from '../domain/pbx/interval'
import { promptSchema } from '../domain/pbx/prompt'
import { publicNumberSchema } from '../domain/pbx/public-number'
import { channel } from './channel'

const empty = z.object({}).strict()
const byAccount = z.object({ accountId: z.string().min(1).max(64) })
const byId = byAccount.extend({ id: pbxIdSchema })
const text = z.string().max(200)
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }
const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ total: z.int(), rows: z.array(row) })

/** How one object differs from what was read before. `rules` and `menu` go by their extension. */
export const pbxChangeSchema = z.object({
  kind: z.enum(['extension', 'publicNumber', 'prompt', 'interval', 'rules', 'menu']),
  name: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
})
export type PbxChange = z.infer<typeof pbxChangeSchema>

export const pbxRefreshSchema = z.object({
  state: z.enum(['idle', 'running']),
  /** Lists, and extensions with their rules and menus, read so far. */
  done: z.int(),
  /** null: not known yet. */
  total: z.int().nullable(),
  /** Of the last complete fetch, ms since 1970; null: there was none. */
  fetchedAt: z.number().nullable(),
  /** Of the last try, when it failed or was cancelled; what was fetched before is still there. */
  error: appErrorSchema.nullable(),
  /** What the last fetch of this run found changed: the first of it, and how much in all. null: it was the first one, or none yet. */
  changes: z.object({ count: z.int(), first: z.array(pbxChangeSchema) }).nullable(),
})
export type PbxRefresh = z.infer<typeof pbxRefreshSchema>

/** Something that refers to an object, with what links need. */
export const namedReferrerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rule'),
    extensionId: pbxIdSchema,
    /** Without the company's prefix. */
    extension: z.string(),
    ruleId: pbxIdSchema,
    /** Place in the list, from 1. */
    place: z.int(),
    name: z.string(),
  }),
  z.object({ kind: z.literal('publicNumber'), publicNumberId: pbxIdSchema, number: z.string() }),
  z.object({
    kind: z.literal('menu'),
    extensionId: pbxIdSchema,
    extension: z.string(),
    /** Key of the context; null: the menu's own settings. */
    context: z.string().nullable(),
    contextName: z.string(),
    option: z.string().nullable(),
  }),
])
export type NamedReferrer = z.infer<typeof namedReferrerSchema>

export const extensionRowSchema = z.object({
  id: pbxIdSchema,
  /** Without the company's prefix: `071`. */
  number: z.string(),
  /** As the provider writes it: `000*071`. */
  name: z.string(),
  type: z.string(),
  status: z.string(),
  label: z.string(),
  ruleCount: z.int(),
  /** Public numbers that lead here. */
  publicNumbers: z.array(z.string()),
  /** How many rules, menus and public numbers refer to it. */
  usedBy: z.int(),
})
export type ExtensionRow = z.infer<typeof extensionRowSchema>

export const extensionFilterSchema = z.object({
  /** Part of the number or the label. */
  text,
  /** Empty: all. */
  types: z.array(z.string().max(50)),
  statuses: z.array(z.string().max(50)),
})
export type ExtensionFilter = z.infer<typeof extensionFilterSchema>

export const publicNumberRowSchema = publicNumberSchema.omit({ rest: true }).extend({
  /** Where it leads: number and label of the extension; null: nowhere. */
  extension: z.object({ number: z.string(), label: z.string(), type: z.string() }).nullable(),
})
export type PublicNumberRow = z.infer<typeof publicNumberRowSchema>

export const extensionSortKeys = ['number', 'label', 'type', 'status', 'usedBy'] as const
export const publicNumberSortKeys = ['number', 'extension', 'comment'] as const

export const registrationSchema = z.object({
  registered: z.boolean(),
  devices: z.array(z.object({ device: z.string(), address: z.string(), expires: z.string() })),
  /** ms since 1970 */
  readAt: z.number(),
})

export const pbxChannels = {
  /** Starts to fetch everything; progress comes as `pbx.didRefresh`. A fetch under way is not started twice. */
  'pbx.refresh': channel(byAccount, empty),
  'pbx.cancelRefresh': channel(byAccount, empty),
  'pbx.refreshState': channel(byAccount, pbxRefreshSchema),
  'pbx.extensions.query': channel(
    byAccount.extend({
      filter: extensionFilterSchema,
      sort: z.object({ key: z.enum(extensionSortKeys), descending: z.boolean() }),
      ...page,
    }),
    rowsOf(extensionRowSchema).extend({
      /** How many extensions there are of each type and status. */
      types: z.record(z.string(), z.int()),
      statuses: z.record(z.string(), z.int()),
    }),
  ),
  /** One extension as it was read last, and who refers to it. */
  'pbx.extensions.read': channel(
    byId,
    z.object({ extension: extensionSchema, row: extensionRowSchema, referrers: z.array(namedReferrerSchema) }),
  ),
  /** Asks the provider whether the extension is registered at this moment. */
  'pbx.extensions.registration': channel(byId, registrationSchema),
  'pbx.publicNumbers.query': channel(
    byAccount.extend({
      /** Part of the number, the extension or the comment; digits are found however they are grouped. */
      text,
      routed: z.boolean().nullable(),
      sort: z.object({ key: z.enum(publicNumberSortKeys), descending: z.boolean() }),
      ...page,
    }),
    rowsOf(publicNumberRowSchema),
  ),
  'pbx.publicNumbers.read': channel(byId, publicNumberRowSchema),
  /** Rules of an extension in the order in which they are looked at. `refresh`: asks the provider first. */
  'pbx.rules.read': channel(byId.extend({ refresh: z.boolean() }), z.object({ rules: z.array(savedRuleSchema) })),
  'pbx.prompts.query': channel(byAccount.extend({ text, ...page }), rowsOf(promptSchema.extend({ usedBy: z.int() }))),
  'pbx.intervals.query': channel(
    byAccount.extend({ text, ...page }),
    rowsOf(intervalSchema.extend({ usedBy: z.int() })),
  ),
  /** Who refers to an object, as far as was fetched. */
  'pbx.referrers': channel(
    byId.extend({ kind: z.enum(['extension', 'prompt', 'interval']) }),
    z.array(namedReferrerSchema),
  ),
  /** What forms choose from and check against; a company has as many as its numbers have digits for. null: never fetched. */
  'pbx.company': channel(
    byAccount,
    z
      .object({
        company: companySchema,
        extensions: z.array(extensionSchema.pick({ id: true, name: true, type: true, status: true, label: true })),
        prompts: z.array(promptSchema),
        intervals: z.array(intervalSchema),
        publicNumbers: z.array(publicNumberSchema.pick({ id: true, number: true, extensionId: true })),
        /** To whom the menus hand calls on, by their extensions. */
        menus: z.array(z.object({ extensionId: pbxIdSchema, forwardings: z.array(forwardingSchema) })),
      })
      .nullable(),
  ),
}

export const pbxEvents = {
  'pbx.didRefresh': z.object({ accountId: z.string(), refresh: pbxRefreshSchema }),
  /** What is kept of this account differs from what the window may be showing. */
  'pbx.didChange': z.object({ accountId: z.string() }),
}
