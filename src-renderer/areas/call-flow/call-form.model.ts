/** The form of a call, apart from what shows it. */
import { defaultCall, type Behaviour, type Call, type Called } from '@shared/domain/call-flow/call'
import { formatPhone, normalisePhone } from '@shared/domain/phone'
import type { Trace } from '@shared/domain/call-flow/trace'

export interface CallForm {
  caller: string
  hidden: boolean
  /** ms since 1970 */
  at: number
  timeZone: string
  /** Pressed one after another as soon as each is taken. */
  keys: string
  /** Pressed at these moments, while the call was stepped through; then there are no others. */
  timedKeys: Call['keys']
  extensions: Behaviour
  phones: Behaviour
  /** By address; whoever is not named behaves as the others of its kind. */
  behaviours: Record<string, Behaviour>
  /** Numbers of extensions without a registered phone. */
  unreachable: string[]
  strictFinal: boolean
  /** By key of a rule: what the caller says, and what Call Interactive answers. */
  speech: Record<string, string>
  interactive: Record<string, string>
}

export const newForm = (at: number, timeZone: string): CallForm => ({
  caller: '+7 812 123-45-67',
  hidden: false,
  at,
  timeZone,
  keys: '',
  timedKeys: [],
  extensions: defaultCall.otherwise.extension,
  phones: defaultCall.otherwise.phone,
  behaviours: {},
  unreachable: [],
  strictFinal: false,
  speech: {},
  interactive: {},
})

/** The form of a call that was played. @param keys without their times */
export const formOf = (call: Call, keys: string): CallForm => ({
  ...newForm(call.at, call.periodZone),
  caller: call.caller === null ? '' : formatPhone(call.caller),
  hidden: call.caller === null,
  keys,
  extensions: call.otherwise.extension,
  phones: call.otherwise.phone,
  behaviours: { ...call.behaviours },
  unreachable: [...call.unreachable],
})

/** A form of its own, which further typing does not change. */
export const copyForm = (form: CallForm): CallForm => ({
  ...form,
  behaviours: { ...form.behaviours },
  timedKeys: [...form.timedKeys],
  unreachable: [...form.unreachable],
  speech: { ...form.speech },
  interactive: { ...form.interactive },
})

/** @returns the number as a provider hands it over; what is no phone number is taken as it is */
export const callerOf = ({ caller, hidden }: Pick<CallForm, 'caller' | 'hidden'>): string | null =>
  hidden ? null : (normalisePhone(caller).digits ?? caller.trim().slice(0, 40))

export const callOf = (form: CallForm, called: Called): Call => ({ ...settingsOf(form), called })

/** All of a call but what is called. */
export const settingsOf = (form: CallForm): Omit<Call, 'called'> => ({
  ...defaultCall,
  caller: callerOf(form),
  at: form.at,
  periodZone: form.timeZone,
  keys: [...form.timedKeys],
  unreachable: [...form.unreachable],
  behaviours: { ...form.behaviours },
  otherwise: { extension: form.extensions, phone: form.phones },
  strictFinal: form.strictFinal,
  speech: { ...form.speech },
  interactive: Object.fromEntries(Object.entries(form.interactive).filter(([, xml]) => xml.trim() !== '')),
})

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
