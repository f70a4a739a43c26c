/** Menus to begin with. Prompts and numbers are left open: the checks name them. */
import { formatText, type Locale } from '../../text/text'
import type { Action } from './action'
import { inOrder, type Context, type Menu, type Rule } from './menu'
import { emptyMenu, newAction, newContext, newKey, newRule } from './new'
import { templateTexts } from './templates.text'

export const templateKinds = ['dayNight', 'departments', 'languages', 'callBack', 'rating'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** @returns a menu that is at no provider yet */
export function menuTemplate(kind: TemplateKind, locale: Locale): Menu {
  const text = templateTexts[locale]
  let made = 0
  const rule = (action: Action, change: Partial<Rule> = {}): Rule => ({
    ...newRule(newKey(`template-rule-${made++}`), action),
    ...change,
  })
  const play = (name: string, soundType: 'background' | 'foreground' = 'background') =>
    rule({ kind: 'play_sound', sound: null, soundType, fromVariable: false }, { name })
  const transfer = (name: string) => rule(newAction('transfer'), { name })
  const jump = (context: string) => rule({ kind: 'jump_to_context', context, option: '' })
  const keyOf = (name: string) => newKey(`template-${name}`)
  const context = (
    name: keyof typeof text.context,
    options: Record<string, Rule[]>,
    change: Partial<Context> = {},
  ) => ({
    ...newContext(keyOf(name), text.context[name]),
    options: inOrder(Object.entries(options).map(([digits, rules]) => ({ digits, rules }))),
    ...change,
  })
  const again = (name: string): Record<string, Rule[]> => ({
    timeout: [transfer(text.operator)],
    invalid: [play(text.wrong, 'foreground'), jump(keyOf(name))],
  })
  const menu = (...contexts: [Context, ...Context[]]): Menu => ({
    config: { ...emptyMenu.config, entryContext: contexts[0].key, sleepMs: 1000 },
    contexts,
  })

  switch (kind) {
    case 'dayNight': {
      // Which of the account's intervals is the working time is for the operator to choose.
      const working = { name: text.workingTime }
      return menu(
        context('day', {
          start: [rule({ kind: 'jump_to_context', context: keyOf('open'), option: '' }, working), jump(keyOf('night'))],
        }),
        context('open', { start: [play(text.greeting)], ...again('open') }),
        context('night', { start: [play(text.closed, 'foreground'), rule({ kind: 'hangup' })] }),
      )
    }
    case 'departments':
      return menu(
        context('departments', {
          start: [play(text.greeting)],
          1: [transfer(formatText(text.department, { number: 1 }))],
          2: [transfer(formatText(text.department, { number: 2 }))],
          3: [transfer(formatText(text.department, { number: 3 }))],
          ...again('departments'),
        }),
      )
    case 'languages':
      return menu(
        context('languages', {
          start: [play(text.chooseLanguage)],
          1: [rule({ kind: 'set_variable', variable: 'language', value: 'ru' }), jump(keyOf('russian'))],
          2: [rule({ kind: 'set_variable', variable: 'language', value: 'en' }), jump(keyOf('english'))],
          timeout: [jump(keyOf('russian'))],
          invalid: [play(text.wrong, 'foreground'), jump(keyOf('languages'))],
        }),
        context('russian', { start: [play(text.greeting)], ...again('russian') }),
        context('english', { start: [play(text.greeting)], ...again('english') }),
      )
    case 'callBack':
      return menu(
        context('number', {
          start: [
            rule({ kind: 'record_digits', variable: 'number', maximum: 11, sound: null, timeoutSeconds: 15 }),
            jump(keyOf('confirm')),
          ],
        }),
        context('confirm', {
          start: [
            rule({ kind: 'play_digits_from_variable', variable: 'number', method: 'iterated' }),
            play(text.confirm),
          ],
          1: [
            rule({ kind: 'call_interactive', url: '', method: 'POST', timeoutSeconds: 5 }),
            play(text.thanks, 'foreground'),
            rule({ kind: 'hangup' }),
          ],
          2: [jump(keyOf('number'))],
          timeout: [rule({ kind: 'hangup' })],
          invalid: [jump(keyOf('confirm'))],
        }),
      )
    case 'rating':
      return menu(
        context('rating', {
          start: [
            rule({ kind: 'quality_rate', sound: null, soundType: 'background', fromVariable: false, maximumRate: 5 }),
            play(text.thanks, 'foreground'),
            rule({ kind: 'hangup' }),
          ],
        }),
      )
  }
}
