/** Menus to check and to edit, written short. */
import type { Action } from '@shared/domain/ivr/action'
import { inOrder, type Context, type Menu, type Rule } from '@shared/domain/ivr/menu'
import { emptyMenu, newContext, newRule } from '@shared/domain/ivr/new'

let made = 0
export const rule = (action: Action, change: Partial<Rule> = {}): Rule => ({
  ...newRule(`new:rule-${made++}`, action),
  ...change,
})

export const play = (sound: number | null, soundType: 'background' | 'foreground' | null = 'foreground'): Rule =>
  rule({ kind: 'play_sound', sound, soundType, fromVariable: false })
export const transfer = (...destinations: string[]): Rule =>
  rule({ kind: 'transfer', destinations, timeoutSeconds: null })
export const jump = (context: string | null, option = ''): Rule => rule({ kind: 'jump_to_context', context, option })
export const hangup = (): Rule => rule({ kind: 'hangup' })

/** @param options rules by digits; the context's key is also its name */
export const context = (key: string, options: Record<string, Rule[]>, change: Partial<Context> = {}): Context => ({
  ...newContext(key, key),
  options: inOrder(Object.entries(options).map(([digits, rules]) => ({ digits, rules }))),
  ...change,
})

/** Calls enter the first context. */
export const menu = (...contexts: Context[]): Menu => ({
  config: { ...emptyMenu.config, entryContext: contexts[0]?.key ?? null },
  contexts,
})

/** The example of the page /ivr/: advertising, then a greeting; 1 and 2 are transferred, and so is who chooses nothing. */
export const workedExample: Menu = {
  config: { ...emptyMenu.config, entryContext: '1', sleepMs: 5000 },
  contexts: [
    context(
      '1',
      {
        start: [play(52), play(51, 'background')],
        1: [transfer('+7987654321')],
        2: [transfer('002')],
        timeout: [transfer('050')],
      },
      { name: 'Основной контекст', timeoutMs: 5000, interDigitMs: 2000, digitLength: 3, anyDial: true },
    ),
  ],
}
