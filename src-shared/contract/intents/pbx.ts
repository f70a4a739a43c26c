/** What can be done to the objects of a cloud PBX. Beside an id stands what the operator calls the object. */
import { z } from 'zod'
import { pbxIdSchema } from '../../domain/pbx/common'
import { extensionSettingsSchema, newExtensionSchema } from '../../domain/pbx/extension'
import { createIntervalSchema, deleteIntervalSchema, updateIntervalSchema } from '../../domain/pbx/interval-intent'
import {
  createPromptSchema,
  deletePromptSchema,
  renamePromptSchema,
  replacePromptSchema,
} from '../../domain/pbx/prompt-intent'
import { createRuleSchema, deleteRuleSchema, orderRulesSchema, updateRuleSchema } from '../../domain/pbx/rule-intent'

const name = z.string().max(500)
export const pbxIntentSchemas = {
  createExtension: z.object({ operation: z.literal('pbx.createExtension'), wanted: newExtensionSchema }),
  updateExtension: z.object({
    operation: z.literal('pbx.updateExtension'),
    id: pbxIdSchema,
    number: name,
    settings: extensionSettingsSchema,
  }),
  deleteExtension: z.object({ operation: z.literal('pbx.deleteExtension'), id: pbxIdSchema, number: name }),
  routePublicNumber: z.object({
    operation: z.literal('pbx.routePublicNumber'),
    id: pbxIdSchema,
    number: name,
    /** null: calls to it go nowhere. */
    extensionId: pbxIdSchema.nullable(),
  }),
} as const

export const pbxIntents = [
  createRuleSchema,
  updateRuleSchema,
  deleteRuleSchema,
  orderRulesSchema,
  createIntervalSchema,
  updateIntervalSchema,
  deleteIntervalSchema,
  createPromptSchema,
  replacePromptSchema,
  renamePromptSchema,
  deletePromptSchema,
  pbxIntentSchemas.createExtension,
  pbxIntentSchemas.updateExtension,
  pbxIntentSchemas.deleteExtension,
  pbxIntentSchemas.routePublicNumber,
] as const

export type PbxIntent<Name extends keyof typeof pbxIntentSchemas> = z.infer<(typeof pbxIntentSchemas)[Name]>
