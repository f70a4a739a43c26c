/** Which fields the forms of a menu have: exactly those of the page /ivr/. */
import type { ActionKind } from '@shared/domain/ivr/action'
import type { Conditions, MenuConfig } from '@shared/domain/ivr/menu'

export type FieldType =
  | 'destinations'
  | 'variable'
  /** Text in which the page allows `${variable}`. */
  | 'filledText'
  | 'text'
  | 'digits'
  | 'number'
  | 'flag'
  | 'sound'
  | 'soundType'
  | 'method'
  | 'request'
  | 'context'
  | 'option'
  | 'speech'
  | 'interval'
  | 'callerAction'
  | 'callStatus'
  | 'lifetimeAction'

interface Field<Name extends string> {
  name: Name
  type: FieldType
}
type ActionField = Field<string>

export const configFields: readonly Field<Exclude<keyof MenuConfig, 'voicemail' | 'extra'>>[] = [
  { name: 'entryContext', type: 'context' },
  { name: 'sleepMs', type: 'number' },
  { name: 'lifetimeSeconds', type: 'number' },
  { name: 'lifetimeAction', type: 'lifetimeAction' },
  { name: 'lifetimeDestination', type: 'text' },
]
export const voicemailFields: readonly Field<keyof MenuConfig['voicemail']>[] = [
  { name: 'enabled', type: 'flag' },
  { name: 'greeting', type: 'sound' },
  { name: 'mailTo', type: 'text' },
  { name: 'attachFile', type: 'flag' },
]
export const dialingFields: readonly Field<'timeoutMs' | 'interDigitMs' | 'digitLength' | 'anyDial'>[] = [
  { name: 'timeoutMs', type: 'number' },
  { name: 'interDigitMs', type: 'number' },
  { name: 'digitLength', type: 'number' },
  { name: 'anyDial', type: 'flag' },
]
export const conditionFields: readonly Field<keyof Conditions>[] = [
  { name: 'interval', type: 'interval' },
  { name: 'callerAction', type: 'callerAction' },
  { name: 'callerPattern', type: 'text' },
  { name: 'variable', type: 'variable' },
  { name: 'value', type: 'text' },
  { name: 'callStatus', type: 'callStatus' },
]

const timeout: ActionField = { name: 'timeoutSeconds', type: 'number' }
const sound: ActionField = { name: 'sound', type: 'sound' }
const played: ActionField[] = [sound, { name: 'soundType', type: 'soundType' }, { name: 'fromVariable', type: 'flag' }]
const method: ActionField = { name: 'method', type: 'method' }

export const actionFields: Record<ActionKind, readonly ActionField[]> = {
  transfer: [{ name: 'destinations', type: 'destinations' }, timeout],
  simple_transfer: [{ name: 'destinations', type: 'destinations' }, timeout],
  transfer_from_variable: [{ name: 'variable', type: 'variable' }, timeout],
  hangup: [],
  play_sound: played,
  play_silence: [{ name: 'durationMs', type: 'number' }],
  play_digits: [{ name: 'digits', type: 'digits' }, method],
  play_digits_from_variable: [{ name: 'variable', type: 'variable' }, method],
  record_digits: [{ name: 'variable', type: 'variable' }, { name: 'maximum', type: 'number' }, sound, timeout],
  set_variable: [
    { name: 'variable', type: 'variable' },
    { name: 'value', type: 'text' },
  ],
  jump_to_context: [
    { name: 'context', type: 'context' },
    { name: 'option', type: 'option' },
  ],
  call_interactive: [{ name: 'url', type: 'text' }, { name: 'method', type: 'request' }, timeout],
  set_caller_id_number: [{ name: 'number', type: 'filledText' }],
  set_caller_id_name: [{ name: 'callerName', type: 'filledText' }],
  quality_rate: [...played, { name: 'maximumRate', type: 'number' }],
  voice_helper: [
    { name: 'rules', type: 'speech' },
    { name: 'timeout', type: 'number' },
    { name: 'digitsMaximum', type: 'number' },
    ...played,
    { name: 'classicTerm', type: 'flag' },
    { name: 'finalCount', type: 'number' },
  ],
  start_record: [],
}
