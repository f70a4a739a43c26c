/** What a caller hears, and for how long, before the menu waits for the first choice. */
import type { Action } from './action'
import { isConditional } from './flow'
import type { Context, Menu } from './menu'

export interface BeforeChoice {
  /** s from the answer until keys are accepted for the first time; a pause of the menu counts. */
  untilKeys: number
  /** s from the answer until everything was played. */
  heard: number
  /** Sounds whose length is not known, by id; they count as nothing. */
  unknown: number[]
}

interface At {
  context: string | null
  option: string
}

/** After them the menu waits for no choice. */
const ends: ReadonlySet<Action['kind']> = new Set(['hangup', 'transfer', 'simple_transfer', 'transfer_from_variable'])

/** Jumps followed before it is taken for a circle. */
const jumpsAtMost = 50

/**
 * Follows what always happens: rules with conditions are left out.
 *
 * @param secondsOf length of a sound, s; null: not known
 */
export function secondsBeforeChoice(menu: Menu, secondsOf: (sound: number) => number | null): BeforeChoice {
  const byKey = new Map(menu.contexts.map((context) => [context.key, context]))
  let heard = (menu.config.sleepMs ?? 0) / 1000
  let untilKeys: number | null = null
  const unknown: number[] = []
  let at: At | null = { context: menu.config.entryContext, option: 'start' }
  for (let jumps = 0; at && jumps < jumpsAtMost; jumps++) {
    const { context, option }: At = at
    at = null
    const found: Context | undefined = context === null ? undefined : byKey.get(context)
    for (const { action, conditions } of found?.options.find(({ digits }) => digits === option)?.rules ?? []) {
      if (isConditional(conditions)) continue
      if (action.kind === 'play_sound' && action.sound !== null) {
        const seconds = secondsOf(action.sound)
        if (seconds === null) unknown.push(action.sound)
        if (action.soundType === 'background') untilKeys ??= heard
        heard += seconds ?? 0
      } else if (action.kind === 'play_silence') {
        untilKeys ??= heard
        heard += (action.durationMs ?? 0) / 1000
      } else if (action.kind === 'jump_to_context') {
        at = { context: action.context, option: action.option || 'start' }
        break
      } else if (action.kind === 'record_digits' || action.kind === 'quality_rate' || action.kind === 'voice_helper') {
        // Here callers are asked for the first time, after its own prompt.
        const seconds = action.sound === null ? 0 : secondsOf(action.sound)
        if (seconds === null && action.sound !== null) unknown.push(action.sound)
        if (action.kind !== 'record_digits' && action.soundType === 'background') untilKeys ??= heard
        heard += seconds ?? 0
        return { untilKeys: untilKeys ?? heard, heard, unknown }
      } else if (ends.has(action.kind)) {
        return { untilKeys: untilKeys ?? heard, heard, unknown }
      }
    }
  }
  return { untilKeys: untilKeys ?? heard, heard, unknown }
}
