/** The menu 071 that the page /ivr/ builds step by step, called in the ways that the page describes. */
import { expect, test } from 'vitest'
import { callTo, context, endOf, extension, menu, menuRule, outline, play, run, transferTo } from './world'

const advertising = 52
const hello = 51

const example = {
  extensions: [extension('071', { type: 'ivr' }), extension('050'), extension('002'), extension('100')],
  prompts: { [advertising]: 12_000, [hello]: 4000 },
  menus: {
    '071': menu(
      [
        context('1', {
          start: [menuRule(play(advertising, 'foreground')), menuRule(play(hello, 'background'))],
          '1': [menuRule(transferTo('+7987654321'))],
          '2': [menuRule(transferTo('002'))],
          timeout: [menuRule(transferTo('050'))],
        }),
      ],
      { sleepMs: 5000 },
    ),
  },
}

test('no key: both prompts, five seconds, then 050', () => {
  const trace = run(example, callTo('071'))
  expect(outline(trace)).toEqual([
    '0 extensionCalled 071',
    '0 pause 5',
    '5 option start',
    '5 ran play_sound',
    '5 plays prompt 52 12',
    '17 ran play_sound',
    '17 plays prompt 51 4',
    '21 waitsForKey 5',
    '26 option timeout',
    '26 ran transfer',
    '26 rings 050@26=answered',
    '26 [1] extensionCalled 050',
    '26 [1] rings 050@26=answered',
    'connected 050',
  ])
  expect(trace.endsAt).toBe(31_000)
  expect(trace.assumptions).toContain('finalInMenu')
})

test('2 while the greeting plays: 002 after the two seconds in which more digits could come', () => {
  const trace = run(example, callTo('071', { keys: [{ at: 18_000, key: '2' }] }))
  expect(outline(trace).slice(5)).toEqual([
    '17 ran play_sound',
    '17 plays prompt 51 4',
    '18 pressed 2',
    '18 waitsForKey 2',
    '20 input 2>option',
    '20 option 2',
    '20 ran transfer',
    '20 rings 002@20=answered',
    '20 [1] extensionCalled 002',
    '20 [1] rings 002@20=answered',
    'connected 002',
  ])
})

test('100: at once, since three digits are all there can be', () => {
  const keys = [18_000, 18_300, 18_600].map((at, index) => ({ at, key: '100'[index] ?? '' }))
  const trace = run(example, callTo('071', { keys }))
  expect(outline(trace).slice(7, 12)).toEqual([
    '18 pressed 1',
    '18.3 pressed 0',
    '18.6 pressed 0',
    '18.6 input 100>extension',
    '18.6 rings 100@18.6=answered',
  ])
  expect(endOf(trace)).toBe('connected 100')
})

test('a number that is nobody’s is invalid, and the option that nobody filled hangs up', () => {
  const keys = [18_000, 18_300, 18_600].map((at) => ({ at, key: '9' }))
  expect(endOf(run(example, callTo('071', { keys })))).toBe('hungUp optionWithoutRules null')
})

test('keys pressed while the advertising plays are lost', () => {
  const trace = run(example, callTo('071', { keys: [{ at: 6000, key: '1' }] }))
  expect(outline(trace)).toContain('6 keyIgnored 1')
  expect(endOf(trace)).toBe('connected 050')
})

test('the strict reading of “last rule” never reaches the greeting', () => {
  const trace = run(example, callTo('071', { strictFinal: true }))
  expect(outline(trace)).not.toContain('17 plays prompt 51 4')
  expect(trace.assumptions).toContain('strictFinal')
})
