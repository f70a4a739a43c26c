/** Whatever differs between two menus has a name and a value in words, in both languages. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action } from '@shared/domain/ivr/action'
import { namesIn, withMenuNames } from '@shared/domain/ivr/difference-names'
import { configDifferences, menuChanges, ruleDifferences, settingsDifferences } from '@shared/domain/ivr/differences'
import { emptyMenu } from '@shared/domain/ivr/new'
import { idMadeInStep } from '@shared/domain/made-in-step'
import { differenceLine, fieldName, valueName } from '@shared/text/difference'
import { presentMenu } from '../domain/ivr/arbitrary-menu'
import { context, menu, rule } from '../domain/ivr/menus'

const names = namesIn(
  {
    sounds: [
      { id: 51, title: 'Greeting' },
      { id: 52, title: 'true' },
    ],
    intervals: [{ id: 3, name: 'Night' }],
    extensions: [{ number: '101', label: 'Front desk' }],
  },
  menu(context('1', {}, { name: 'Entry' }), context('2', {}, { name: 'Sales' })),
)
const linesOf = (action: Action, locale: 'en' | 'ru' = 'en') =>
  withMenuNames(ruleDifferences(undefined, rule(action)), names).map((one) => differenceLine(one, locale))

describe('what differs in a menu', () => {
  it('has no field without a name', () => {
    const isOwn = (path: string) => /\.(extra|fields)\./.test(path)
    fc.assert(
      fc.property(presentMenu, presentMenu, (left, right) => {
        const differences = [
          ...menuChanges(left, right).flatMap((change) => change.differences),
          ...configDifferences(left.config, right.config),
          ...left.contexts.flatMap((one) => [
            ...settingsDifferences(null, one),
            ...one.options.flatMap(({ rules }) => rules.flatMap((added) => ruleDifferences(undefined, added))),
          ]),
        ]
        for (const { path } of differences.filter((one) => !isOwn(one.path))) {
          for (const locale of ['en', 'ru'] as const) {
            expect(fieldName(path, locale)).not.toContain('rule.')
            expect(fieldName(path, locale)).not.toBe(path)
          }
        }
      }),
    )
  })

  it.each<[Action, string[]]>([
    [
      { kind: 'play_sound', sound: 51, soundType: 'background', fromVariable: false },
      [
        'Action: not set → Play a prompt',
        'Prompt: not set → Greeting',
        'While it plays: not set → Keys are accepted',
        'Prefer synthesised speech: not set → no',
      ],
    ],
    [
      { kind: 'record_digits', variable: 'code', maximum: 4, sound: 52, timeoutSeconds: null },
      [
        'Action: not set → Record digits',
        'Variable: not set → code',
        'Digits at most: not set → 4',
        'Prompt: not set → true',
      ],
    ],
    [
      { kind: 'jump_to_context', context: '2', option: 'start' },
      ['Action: not set → Jump', 'Context: not set → Sales', 'Option: not set → Start'],
    ],
    [
      { kind: 'transfer', destinations: ['101', '+79161234567', '102'], timeoutSeconds: 30 },
      [
        'Action: not set → Transfer',
        'Numbers: not set → 101 (Front desk)',
        'Numbers: not set → +7 916 123-45-67',
        'Numbers: not set → 102',
        'Timeout, s: not set → 30',
      ],
    ],
    [
      { kind: 'call_interactive', url: 'https://a.example', method: 'POST', timeoutSeconds: null },
      ['Action: not set → Call Interactive', 'Address: not set → https://a.example', 'Method: not set → POST'],
    ],
    [
      { kind: 'play_digits', digits: '49', method: 'iterated' },
      ['Action: not set → Speak digits', 'Digits to say: not set → 49', 'Say them: not set → Digit by digit'],
    ],
    [
      {
        kind: 'voice_helper',
        rules: [{ toOption: '1', transcription: 'yes|sure' }],
        timeout: null,
        digitsMaximum: null,
        sound: 99,
        soundType: null,
        fromVariable: true,
        classicTerm: true,
        finalCount: null,
      },
      [
        'Action: not set → Voice navigation',
        'Speech 1: option: not set → 1',
        'Speech 1: words: not set → yes|sure',
        'Prompt: not set → #99',
        'While it plays: not set → Keys are accepted',
        'Prefer synthesised speech: not set → yes',
        'classic_term (not documented): not set → yes',
      ],
    ],
    [
      { kind: 'unknown', name: 'dance', fields: { steps: [1, 2], final: false } },
      [
        'Action: not set → Unknown action',
        'What the provider calls it: not set → dance',
        'steps.0: not set → 1',
        'steps.1: not set → 2',
        'final: not set → no',
      ],
    ],
  ])('%j', (action, lines) => expect(linesOf(action)).toEqual(lines))

  it('conditions have names and words', () => {
    const night = rule({ kind: 'hangup' })
    const conditions = { ...night.conditions, interval: 3, callerAction: 'anonymous', callStatus: 'no_answer' } as const
    const lines = withMenuNames(ruleDifferences(night, { ...night, conditions }), names)
    expect(lines.map((one) => differenceLine(one, 'ru'))).toEqual([
      'Только в интервале: не задано → Night',
      'Звонящий: не задано → Номер скрыт',
      'Прошлый вызов: не задано → Нет ответа',
    ])
  })

  it('settings of a menu name the context, the greeting and where a call goes', () => {
    const { config } = emptyMenu
    const wanted = {
      ...config,
      entryContext: '1',
      lifetimeAction: 'transfer' as const,
      lifetimeDestination: '101',
      voicemail: { ...config.voicemail, greeting: 51 },
    }
    const lines = withMenuNames(configDifferences(config, wanted), names).map((one) => differenceLine(one, 'en'))
    expect(lines).toContain('Calls enter: not set → Entry')
    expect(lines).toContain('When this time is over: Hang up → Transfer')
    expect(lines).toContain('Transfer then to: not set → 101 (Front desk)')
    expect(lines).toContain('Voicemail greeting: not set → Greeting')
  })

  it('what an earlier step makes is named by that step', () => {
    const jump = linesOf({ kind: 'jump_to_context', context: `${idMadeInStep(3)}`, option: '' }, 'ru')
    expect(jump).toContain('Контекст: не задано → создаётся на шаге 4')
    const play = linesOf({ kind: 'play_sound', sound: idMadeInStep(0), soundType: null, fromVariable: false })
    expect(play).toContain('Prompt: not set → made in step 1')
    expect(valueName('order', `2. Night, ${idMadeInStep(1)}, 1`, 'en')).toBe('2. Night, made in step 2, 1')
  })
})
