/** What a new menu, context, option or rule starts with. */
import { assertNever } from '../app-error'
import type { Action } from './action'
import { inOrder, noConditions, type Context, type Menu, type Rule } from './menu'

/** The first part of a key for what is not at the provider yet. */
export const newKey = (unique: string): string => `new:${unique}`

/** How long a context waits, by what callers are asked to dial. The first is what a new context gets. */
export const timingPresets = {
  /** One digit acts at once. */
  oneDigit: { timeoutMs: 5000, interDigitMs: 2000, digitLength: 1 },
  /** Extensions of three digits; a shorter input waits for more. */
  extensions: { timeoutMs: 5000, interDigitMs: 2000, digitLength: 3 },
  /** For callers who look a long number up. */
  patient: { timeoutMs: 10000, interDigitMs: 4000, digitLength: 11 },
} as const
export type TimingPreset = keyof typeof timingPresets

/**
 * The settings of an IVR extension nobody configured. The page's table of defaults and the answer of its own example differ; these
 * are those of the answer.
 */
export const emptyMenu: Menu = {
  config: {
    entryContext: null,
    sleepMs: 0,
    lifetimeSeconds: 1800,
    lifetimeAction: 'hangup',
    lifetimeDestination: '',
    voicemail: { enabled: false, greeting: null, attachFile: true, mailTo: '' },
    extra: {},
  },
  contexts: [],
}

export const newContext = (key: string, name: string): Context => ({
  key,
  name,
  ...timingPresets.oneDigit,
  anyDial: false,
  options: inOrder([]),
  extra: {},
})

export const newRule = (key: string, action: Action): Rule => ({
  key,
  name: '',
  final: true,
  conditions: noConditions,
  action,
  extra: {},
})

/** @returns the action with nothing filled in, or with what the provider takes when nothing is given */
export function newAction(kind: Exclude<Action['kind'], 'unknown'>): Action {
  switch (kind) {
    case 'transfer':
    case 'simple_transfer':
      return { kind, destinations: [], timeoutSeconds: null }
    case 'transfer_from_variable':
      return { kind, variable: '', timeoutSeconds: null }
    case 'hangup':
    case 'start_record':
      return { kind }
    case 'play_sound':
      return { kind, sound: null, soundType: 'background', fromVariable: false }
    case 'play_silence':
      return { kind, durationMs: 1000 }
    case 'play_digits':
      return { kind, digits: '', method: 'iterated' }
    case 'play_digits_from_variable':
      return { kind, variable: '', method: 'iterated' }
    case 'record_digits':
      return { kind, variable: '', maximum: 11, sound: null, timeoutSeconds: null }
    case 'set_variable':
      return { kind, variable: '', value: '' }
    case 'jump_to_context':
      return { kind, context: null, option: '' }
    case 'call_interactive':
      return { kind, url: '', method: 'GET', timeoutSeconds: null }
    case 'set_caller_id_number':
      return { kind, number: '' }
    case 'set_caller_id_name':
      return { kind, callerName: '' }
    case 'quality_rate':
      return { kind, sound: null, soundType: 'background', fromVariable: false, maximumRate: 5 }
    case 'voice_helper':
      return {
        kind,
        rules: [],
        timeout: 12000,
        digitsMaximum: 1,
        sound: null,
        soundType: 'background',
        fromVariable: false,
        classicTerm: true,
        finalCount: null,
      }
    default:
      return assertNever(kind)
  }
}
