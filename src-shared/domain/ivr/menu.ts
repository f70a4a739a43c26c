/**
 * An IVR menu as the operator sees it: config + contexts → options → ordered rules. Source: page /ivr/. Values are never changed
 * in place: an edit makes a new menu that shares with the old one what stayed the same.
 */
import { z } from 'zod'
import { actionSchema } from './action'

export const callerActions = ['any', 'matches', 'not_matches', 'anonymous'] as const
export const callStatuses = ['any', 'no_answer', 'busy'] as const
export const lifetimeActions = ['hangup', 'transfer'] as const
/** Every context has these three; they can be neither typed by a caller nor deleted. */
export const standardOptions = ['start', 'timeout', 'invalid'] as const

/**
 * Contexts and rules are told apart by a key: their id at the provider in digits, or one that begins with `new:` for what is not
 * there yet. Context keys are unique in the menu, and so are rule keys.
 */
const keySchema = z.string().min(1).max(100)

/** Fields of an answer that no table of the page mentions, such as `extra_params`: sent back as they came. */
const extraSchema = z.record(z.string(), z.json())

export const conditionsSchema = z.object({
  /** Id of an interval at the provider; null: at any time. */
  interval: z.number().int().nullable(),
  callerAction: z.enum(callerActions),
  /** Regular expression (PCRE); only with `matches` and `not_matches`. */
  callerPattern: z.string(),
  /** The rule runs only while this variable has that value; empty: whatever the variables are. */
  variable: z.string(),
  value: z.string(),
  /** Result of the previous call: of the extension itself or of the transfer rule before. */
  callStatus: z.enum(callStatuses),
})

export const ruleSchema = z.object({
  key: keySchema,
  name: z.string(),
  /** "Last rule": after a transfer that failed nothing more runs. Sounds and the like go on to the next rule all the same. */
  final: z.boolean(),
  conditions: conditionsSchema,
  action: actionSchema,
  extra: extraSchema,
})

export const optionSchema = z.object({
  /** `start`, `timeout`, `invalid`, or what the caller presses. It is the option's only name. */
  digits: z.string(),
  /** In the order in which they run. None: the call is hung up. */
  rules: z.array(ruleSchema),
})

export const contextSchema = z.object({
  key: keySchema,
  name: z.string(),
  /** Wait for the first digit, counted from the end of an option's last rule, ms. */
  timeoutMs: z.number().int().nullable(),
  /** Wait for a further digit, ms; then the input is complete. */
  interDigitMs: z.number().int().nullable(),
  /** The input is complete at once with this many digits, and never longer. null or 0: not limited. */
  digitLength: z.number().int().nullable(),
  /** The caller may dial any extension of the client. */
  anyDial: z.boolean(),
  /** `start`, then what callers press, then `timeout` and `invalid`; see `inOrder`. */
  options: z.array(optionSchema),
  extra: extraSchema,
})

export const menuConfigSchema = z.object({
  /** Key of the context that every call enters; null: none. */
  entryContext: z.string().nullable(),
  /** Pause before anything happens, ms. */
  sleepMs: z.number().int().nullable(),
  /** A call leaves the menu after this time, s; null or 0: no limit. */
  lifetimeSeconds: z.number().int().nullable(),
  lifetimeAction: z.enum(lifetimeActions).nullable(),
  /** Where a call goes then, with `transfer`. */
  lifetimeDestination: z.string(),
  voicemail: z.object({
    enabled: z.boolean(),
    /** Id of a sound. */
    greeting: z.number().int().nullable(),
    attachFile: z.boolean(),
    /** Addresses, separated by commas. */
    mailTo: z.string(),
  }),
  extra: extraSchema,
})

export const menuSchema = z.object({ config: menuConfigSchema, contexts: z.array(contextSchema) })

export type Conditions = z.infer<typeof conditionsSchema>
export type Rule = z.infer<typeof ruleSchema>
export type MenuOption = z.infer<typeof optionSchema>
export type Context = z.infer<typeof contextSchema>
export type MenuConfig = z.infer<typeof menuConfigSchema>
export type Menu = z.infer<typeof menuSchema>
export type Extra = z.infer<typeof extraSchema>

export const isStandardOption = (digits: string): boolean => (standardOptions as readonly string[]).includes(digits)

/** @returns the id at the provider, or null for what is not there yet */
export const idOf = (key: string): number | null => (/^[1-9]\d*$/.test(key) ? Number(key) : null)
export const keyOf = (id: number): string => String(id)

/**
 * Stands for a prompt or an interval that the account does not have, where a menu comes from another one: wrong until another is
 * chosen. The provider takes 0 for none, so no object has it.
 */
export const absentId = 0

export const noConditions: Conditions = {
  interval: null,
  callerAction: 'any',
  callerPattern: '',
  variable: '',
  value: '',
  callStatus: 'any',
}

/** Orders `1`, `2`, `10`, `100`, then what is no number. */
const byDigits = (left: MenuOption, right: MenuOption): number =>
  left.digits.length - right.digits.length || (left.digits < right.digits ? -1 : left.digits > right.digits ? 1 : 0)

/**
 * The provider lists options in no order and need not list the three standard ones.
 *
 * @returns `start`, what callers press, `timeout`, `invalid`
 */
export function inOrder(options: readonly MenuOption[]): MenuOption[] {
  const standard = (digits: (typeof standardOptions)[number]): MenuOption =>
    options.find((option) => option.digits === digits) ?? { digits, rules: [] }
  const pressed = options.filter(({ digits }) => !isStandardOption(digits)).sort(byDigits)
  return [standard('start'), ...pressed, standard('timeout'), standard('invalid')]
}
