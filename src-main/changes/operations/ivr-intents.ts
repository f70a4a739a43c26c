/** What is wanted of the parts of a menu, and how they are named in a review. Ids that an earlier step makes are references until then. */
import { z } from 'zod'
import type { Difference } from '@shared/contract/changes'
import { idOf, menuConfigSchema, ruleSchema } from '@shared/domain/ivr/menu'
import type { Json } from '../../http/gateway'
import type { PbxRequest } from '../../providers/pbx/requests'
import type { OperationRequest, StoredIntent } from '../operation'
import { withStandIns } from '../references'
import { settingsSchema } from './ivr-state'

/** `menu` is the number of the menu, such as `071`. */
const ofMenu = { extension: z.number().int(), menu: z.string() }
/** Key of a context at the provider, and its name as the operator knows it. */
const ofContext = { ...ofMenu, context: z.string(), contextName: z.string() }
const ofOption = { ...ofContext, digits: z.string() }
const named = <Name extends string>(name: Name) => ({ operation: z.literal(name) })

export const ivrIntents = {
  updateConfig: z.object({
    ...named('pbx.updateMenu'),
    ...ofMenu,
    config: menuConfigSchema,
    /** What the menu has before: only what differs is sent. */
    present: menuConfigSchema,
  }),
  createContext: z.object({ ...named('pbx.createContext'), ...ofMenu, settings: settingsSchema }),
  updateContext: z.object({ ...named('pbx.updateContext'), ...ofContext, settings: settingsSchema }),
  deleteContext: z.object({ ...named('pbx.deleteContext'), ...ofContext }),
  createOption: z.object({ ...named('pbx.createOption'), ...ofOption }),
  deleteOption: z.object({ ...named('pbx.deleteOption'), ...ofOption }),
  createRule: z.object({ ...named('pbx.createIvrRule'), ...ofOption, rule: ruleSchema }),
  updateRule: z.object({ ...named('pbx.updateIvrRule'), ...ofOption, rule: ruleSchema }),
  deleteRule: z.object({ ...named('pbx.deleteIvrRule'), ...ofOption, key: z.string() }),
  orderRules: z.object({ ...named('pbx.orderIvrRules'), ...ofOption, keys: z.array(z.string()) }),
}

export type IntentOf<Kind extends keyof typeof ivrIntents> = z.infer<(typeof ivrIntents)[Kind]>
export type OptionIntent = z.infer<z.ZodObject<typeof ofOption>>

/** Keys that were ids once stay ids; one that never was is a slip of the planner. */
export function idOfKey(key: string): number {
  const id = idOf(key)
  if (id === null) throw new Error(`${key} is no id`)
  return id
}

export const bodyOf = ({ method, path, body = null }: PbxRequest): OperationRequest => ({ method, path, body })

/** Of a stored intent whose ids may still be references. */
const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '+'
export const menuName = ({ menu }: StoredIntent): string => textOf(menu)
const contextName = (intent: StoredIntent): string =>
  `${menuName(intent)} › ${textOf(intent['contextName'])} (${textOf(intent['context'])})`
export const optionName = (intent: StoredIntent): string => `${contextName(intent)} › ${textOf(intent['digits'])}`

/** What the intent says already, though some of it waits for an earlier step. */
export function outlined<Part>(
  schema: z.ZodType<Part>,
  intent: StoredIntent,
  differences: (part: Part) => Difference[],
): Difference[] {
  const part = schema.safeParse(withStandIns(intent))
  return part.success ? differences(part.data) : []
}
