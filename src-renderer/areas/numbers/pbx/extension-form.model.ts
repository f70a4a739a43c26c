/** The form of an extension as plain data: a new one, or the settings of one that is there. */
import { z } from 'zod'
import { extensionSettingsSchema, extensionTypes, type ExtensionSettings } from '@shared/domain/pbx/extension'

export const extensionFormSchema = extensionSettingsSchema.extend({
  /** Without the prefix; only for a new one. */
  number: z.string(),
  type: z.enum(extensionTypes),
})
export type ExtensionForm = z.infer<typeof extensionFormSchema>

/** Active, because the provider blocks a new extension unless it is told otherwise. */
export const newExtensionForm = (): ExtensionForm => ({
  number: '',
  type: 'phone',
  status: 'active',
  label: '',
  callerIdName: '',
  groupId: null,
  dialRuleId: null,
  dialRuleLimit: null,
  transferCallerId: '',
  assertsCalledNumber: false,
})

/** @returns the form of an extension that is there; its number and type are not part of what can change */
export const formOf = (settings: ExtensionSettings): ExtensionForm => ({
  ...newExtensionForm(),
  ...extensionSettingsSchema.parse(settings),
})

export const settingsOf = (form: ExtensionForm): ExtensionSettings => extensionSettingsSchema.parse(form)

export const isChanged = (form: ExtensionForm, opened: ExtensionForm): boolean =>
  JSON.stringify(extensionFormSchema.parse(form)) !== JSON.stringify(extensionFormSchema.parse(opened))
