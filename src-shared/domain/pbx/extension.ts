/** Extensions (internal numbers). Source: the page on the resource extension. */
import { z } from 'zod'
import { pbxIdSchema, restSchema } from './common'

/** Operators have further types; those are shown as they are and cannot be edited. */
export const extensionTypes = ['phone', 'queue', 'ivr', 'fax'] as const
export type ExtensionType = (typeof extensionTypes)[number]
export const extensionStatuses = ['active', 'blocked'] as const

/** @returns false for a type that this program does not know: such an extension is read-only here */
export const isKnownExtensionType = (type: string): type is ExtensionType =>
  (extensionTypes as readonly string[]).includes(type)

export const extensionSchema = z.object({
  id: pbxIdSchema,
  /** As the server writes it, with the prefix of the company: `000*071`. It cannot be changed. */
  name: z.string(),
  /** One of `extensionTypes`, or one that is not known here. */
  type: z.string(),
  /** One of `extensionStatuses`, or one that is not known here. A new extension is blocked unless told otherwise. */
  status: z.string(),
  /** Empty: none. */
  label: z.string(),
  callerIdName: z.string(),
  groupId: pbxIdSchema.nullable(),
  dialRuleId: pbxIdSchema.nullable(),
  dialRuleLimit: z.int().nullable(),
  /** Public number that is shown when a call is forwarded; empty: none. */
  transferCallerId: z.string(),
  /** Puts the public number that was called into P-Asserted-Identity of a forwarded call. */
  assertsCalledNumber: z.boolean(),
  /** `YYYY-MM-DD HH:MM:SS`; the pages name no zone. Empty: not told. */
  createdAt: z.string(),
  rest: restSchema,
})
export type Extension = z.infer<typeof extensionSchema>

/** What an operator enters for an extension. */
export const extensionSettingsSchema = extensionSchema.pick({
  status: true,
  label: true,
  callerIdName: true,
  groupId: true,
  dialRuleId: true,
  dialRuleLimit: true,
  transferCallerId: true,
  assertsCalledNumber: true,
})
export type ExtensionSettings = z.infer<typeof extensionSettingsSchema>

/** What an operator can change of an extension, without the rest of it. */
export const settingsOf = ({
  status,
  label,
  callerIdName,
  groupId,
  dialRuleId,
  dialRuleLimit,
  transferCallerId,
  assertsCalledNumber,
}: ExtensionSettings): ExtensionSettings => ({
  status,
  label,
  callerIdName,
  groupId,
  dialRuleId,
  dialRuleLimit,
  transferCallerId,
  assertsCalledNumber,
})

/** A new extension: number and type can be given only now. */
export const newExtensionSchema = extensionSettingsSchema.extend({
  /** Without the prefix: `071`. */
  number: z.string(),
  type: z.enum(extensionTypes),
})
export type NewExtension = z.infer<typeof newExtensionSchema>

/** A phone where nothing else is said, and active, because the provider blocks a new extension unless it is told otherwise. */
export const newExtension = (number: string, given: Partial<NewExtension> = {}): NewExtension => ({
  number,
  type: 'phone',
  status: 'active',
  label: '',
  callerIdName: '',
  groupId: null,
  dialRuleId: null,
  dialRuleLimit: null,
  transferCallerId: '',
  assertsCalledNumber: false,
  ...given,
})

/** @returns `071` of `000*071` when `000` is the company's prefix; any other name unchanged */
export const numberOfName = (name: string, prefix: string): string =>
  prefix !== '' && name.startsWith(`${prefix}*`) ? name.slice(prefix.length + 1) : name
