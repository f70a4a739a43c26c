import { describe, expect, it } from 'vitest'
import { noConditions } from '@shared/domain/ivr/menu'
import { describeRule, type Names } from '@shared/domain/ivr/words'
import { jump, play, rule, transfer } from './menus'

const names: Names = {
  context: (key) => (key === '1' ? 'Main' : undefined),
  sound: (id) => (id === 51 ? 'hello' : undefined),
  interval: () => 'Night',
}

describe('a rule in words', () => {
  it('says what it does and when', () => {
    expect(describeRule(transfer('050', '002'), names, 'en')).toBe('Ring 050, 002')
    expect(describeRule(play(51, 'background'), names, 'en')).toBe('Play hello, keys accepted')
    expect(describeRule(jump('1', '5'), names, 'ru')).toBe('Перейти в Main › Нажато 5')
    const conditions = { ...noConditions, interval: 3, callStatus: 'busy' as const }
    expect(describeRule(rule({ kind: 'hangup' }, { conditions }), names, 'ru')).toBe(
      'Положить трубку — только если в интервале «Night» и прошлый вызов: занято',
    )
  })

  it('names what is missing', () => {
    expect(describeRule(play(9), names, 'en')).toBe('Play a missing prompt, to the end')
    expect(describeRule(jump('7'), names, 'en')).toBe('Go to a missing context (7) › Start')
    expect(describeRule(rule({ kind: 'unknown', name: 'dance', fields: {} }), names, 'en')).toContain('“dance”')
  })
})
