/** What is wanted of the parts of a menu, and how they are named in a review. Ids that an earlier step makes are references until then. */
import { z } from 'zod'
import type { Difference } from '@shared/contract/changes'
import { idOf, menuConfigSchema, ruleSchema, type Rule } from '@shared/domain/ivr/menu'
import type { Json } from '../../http/gateway'
import type { PbxRequest } from '../../providers/pbx/requests'
import type { IdNow, Inverse, OperationRequest, StoredIntent } from '../operation'
import { withStandIns } from '../references'
import { settingsSchema } from './ivr-state'

/** Of a snapshot that is put back: into a menu that the same change makes, or over the present one, which nobody keeps. */
const restoredInto = z.enum(['newMenu', 'presentMenu']).optional()
/** `menu` is the number of the menu, such as `071`. */
const ofMenu = { extension: z.number().int(), menu: z.string(), restoredInto }
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

const notKept = 'menuNotKept'
/** How the steps of a menu are taken back: with what was published, with the menu that was made, or not at all. */
export const wayBackOfMenu = {
  inverse(intent: { restoredInto?: z.infer<typeof restoredInto> }): Inverse {
    switch (intent.restoredInto) {
      case undefined:
        return { withChange: true }
      case 'newMenu':
        return { withMaker: true }
      case 'presentMenu':
        return { irreversible: notKept }
    }
  },
  irreversible: (intent: StoredIntent) => (intent['restoredInto'] === 'presentMenu' ? notKept : null),
}

const promptNow = (id: number | null, idNow: IdNow): Json => (id === null ? null : idNow('prompt', id))

/** With the ids that the prompt and the interval of a rule have now. */
export const withIdsOfRule = <Intent extends { operation: string; rule: Rule }>(intent: Intent, idNow: IdNow) => {
  const { conditions, action } = intent.rule
  const interval = conditions.interval === null ? null : idNow('interval', conditions.interval)
  return {
    ...intent,
    rule: {
      ...intent.rule,
      conditions: { ...conditions, interval },
      action: 'sound' in action ? { ...action, sound: promptNow(action.sound, idNow) } : action,
    },
  } as StoredIntent
}
export const withIdsOfConfig = (intent: IntentOf<'updateConfig'>, idNow: IdNow) => {
  const { voicemail } = intent.config
  const greeting = promptNow(voicemail.greeting, idNow)
  return { ...intent, config: { ...intent.config, voicemail: { ...voicemail, greeting } } } as StoredIntent
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
