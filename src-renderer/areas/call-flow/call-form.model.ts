/** The form of a call, apart from what shows it. */
import { z } from 'zod'
import { behaviourSchema, callSchema, defaultCall, type Call, type Called } from '@shared/domain/call-flow/call'
import { readInteractive } from '@shared/domain/call-flow/interactive'
import type { Trace } from '@shared/domain/call-flow/trace'
import type { Finding, FindingCode } from '@shared/domain/finding'
import { formatPhone, normalisePhone } from '@shared/domain/phone'

/** Names and values in the order in which they were typed, unfinished ones too. */
const pairsSchema = z.array(z.object({ name: z.string(), value: z.string() }))
export type Pairs = z.infer<typeof pairsSchema>

export const callFormSchema = z.object({
  caller: z.string(),
  hidden: z.boolean(),
  /** ms since 1970 */
  at: z.number(),
  /** The moment at which the form was opened; the operator chose no other. */
  isNow: z.boolean(),
  timeZone: z.string(),
  /** Pressed one after another as soon as each is taken. */
  keys: z.string(),
  /** Pressed at these moments, while the call was stepped through; then there are no others. */
  timedKeys: callSchema.shape.keys,
  /** s from the start of the call; null: the caller stays on the line. */
  hangsUpAfter: z.number().nullable(),
  extensions: behaviourSchema,
  phones: behaviourSchema,
  /** By address; whoever is not named behaves as the others of its kind. */
  behaviours: callSchema.shape.behaviours,
  /** Numbers of extensions without a registered phone. */
  unreachable: callSchema.shape.unreachable,
  /** Set when the call begins. */
  variables: pairsSchema,
  /** What the caller types where digits are recorded into a variable. */
  recorded: pairsSchema,
  strictFinal: z.boolean(),
  /** By key of a rule: what the caller says, and what Call Interactive answers. */
  speech: z.record(z.string(), z.string()),
  interactive: z.record(z.string(), z.string()),
})
export type CallForm = z.infer<typeof callFormSchema>

export const newForm = (at: number, timeZone: string): CallForm => ({
  caller: '+7 812 123-45-67',
  hidden: false,
  at,
  isNow: true,
  timeZone,
  keys: '',
  timedKeys: [],
  hangsUpAfter: null,
  extensions: defaultCall.otherwise.extension,
  phones: defaultCall.otherwise.phone,
  behaviours: {},
  unreachable: [],
  variables: [],
  recorded: [],
  strictFinal: false,
  speech: {},
  interactive: {},
})

/** The form of a call that was played. @param keys without their times */
export const formOf = (call: Call, keys: string): CallForm => ({
  ...newForm(call.at, call.periodZone),
  caller: call.caller === null ? '' : formatPhone(call.caller),
  hidden: call.caller === null,
  isNow: false,
  keys,
  extensions: call.otherwise.extension,
  phones: call.otherwise.phone,
  behaviours: { ...call.behaviours },
  unreachable: [...call.unreachable],
})

/** A form of its own, which further typing does not change. */
export const copyForm = (form: CallForm): CallForm => callFormSchema.parse(JSON.parse(JSON.stringify(form)))

/** @returns false while everything is as in a new form, whenever that was opened */
export const isChanged = (form: CallForm, fresh: CallForm): boolean =>
  JSON.stringify({ ...form, at: form.isNow ? fresh.at : form.at }) !== JSON.stringify(fresh)

/** @returns the number as a provider hands it over; what is no phone number is taken as it is. null: hidden */
export function callerOf({ caller, hidden }: Pick<CallForm, 'caller' | 'hidden'>): string | null {
  if (hidden || caller.trim() === '') return null
  return normalisePhone(caller).digits ?? caller.trim().slice(0, 40)
}

const recordOf = (pairs: Pairs): Record<string, string> =>
  Object.fromEntries(pairs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value]))
const filled = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''))

export const callOf = (form: CallForm, called: Called): Call => ({ ...settingsOf(form), called })

/** All of a call but what is called. */
export const settingsOf = (form: CallForm): Omit<Call, 'called'> => ({
  caller: callerOf(form),
  at: form.at,
  periodZone: form.timeZone,
  keys: [...form.timedKeys],
  hangsUpAt: form.hangsUpAfter === null ? null : form.hangsUpAfter * 1000,
  unreachable: [...form.unreachable],
  behaviours: { ...form.behaviours },
  otherwise: { extension: form.extensions, phone: form.phones },
  variables: recordOf(form.variables),
  recorded: recordOf(form.recorded),
  strictFinal: form.strictFinal,
  speech: filled(form.speech),
  interactive: filled(form.interactive),
})

/** @returns what is doubtful in the form; nothing of it keeps the call from being played */
export function checkCall(form: CallForm): Finding[] {
  const warn = (path: string, code: FindingCode): Finding => ({ path, severity: 'warning', code, params: {} })
  const ofPairs = (path: 'variables' | 'recorded'): Finding[] =>
    form[path].flatMap(({ name, value }, index, all) => {
      if (name.trim() === '') return value === '' ? [] : [warn(`${path}.${index}`, 'call.nameMissing')]
      const isTwice = all.slice(0, index).some((other) => other.name.trim() === name.trim())
      return isTwice ? [warn(`${path}.${index}`, 'call.nameTwice')] : []
    })
  const caller: FindingCode | undefined =
    form.caller.trim() === ''
      ? 'call.noCaller'
      : normalisePhone(form.caller).digits === undefined
        ? 'call.callerAsTyped'
        : undefined
  return [
    ...(caller && !form.hidden ? [warn('caller', caller)] : []),
    ...ofPairs('variables'),
    ...ofPairs('recorded'),
    ...Object.entries(filled(form.interactive)).flatMap(([key, xml]) =>
      readInteractive(xml) === null ? [warn(`interactive.${key}`, 'call.notXml')] : [],
    ),
  ]
}

/** Parts of a call that only some configurations ask about. */
export interface Asked {
  /** It runs through a menu, whose rules may look at variables. */
  variables: boolean
  /** Digits are recorded into a variable. */
  recorded: boolean
}

export function askedOf({ steps }: Pick<Trace, 'steps'>): Asked {
  return {
    variables: steps.some(({ place }) => place?.kind === 'menuOption' || place?.kind === 'menuRule'),
    recorded: steps.some(({ event }) => event.kind === 'ran' && event.type === 'record_digits'),
  }
}

export interface Party {
  address: string
  label: string
}

/** Everybody who was rung, in the order in which they were met. */
export function partiesOf({ steps }: Pick<Trace, 'steps'>): Party[] {
  const met = new Map<string, Party>()
  for (const { event } of steps) {
    if (event.kind !== 'rings') continue
    for (const { address, label, branch } of event.legs) {
      // What has steps of its own is an extension or a number that leads on; whoever rings in the end is named there.
      if (branch === '' && !met.has(address)) met.set(address, { address, label })
    }
  }
  return [...met.values()]
}

export interface Question {
  /** Key of the rule. */
  key: string
  kind: 'speech' | 'interactive'
  name: string
}

/** Rules whose outcome the operator has to tell: what is said, what an address answers. */
export function questionsOf({ steps }: Pick<Trace, 'steps'>): Question[] {
  const questions = steps.flatMap(({ event, place }): Question[] => {
    if (place?.kind !== 'menuRule') return []
    if (event.kind === 'interactive') return [{ key: place.rule, kind: 'interactive', name: event.url }]
    return event.kind === 'ran' && event.type === 'voice_helper'
      ? [{ key: place.rule, kind: 'speech', name: event.name }]
      : []
  })
  return [...new Map(questions.map((question) => [question.key, question])).values()]
}
