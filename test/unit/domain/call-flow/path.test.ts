/** What screens light of a call: the rules, options and targets on its way. */
import { expect, test } from 'vitest'
import {
  describeLight,
  moveOnPath,
  optionOnPath,
  pathOfExtension,
  pathOfMenu,
  pathOfTargets,
} from '../../../../src-shared/domain/call-flow/path'
import {
  accountId,
  callTo,
  context,
  extension,
  forwardingTo,
  incomingRule,
  jumpTo,
  menu,
  menuRule,
  play,
  run,
  target,
  transferTo,
} from './world'

const silent = { otherwise: { extension: { kind: 'noAnswer' }, phone: { kind: 'noAnswer' } } } as const

test('rules of an extension: what ran, what was skipped and why, and what the call never came to', () => {
  const rules = {
    101: [
      incomingRule({ type: 'busy' }, { callerAction: 'anonymous' }),
      incomingRule({ type: 'transfer', destinations: ['102'] }, {}, false),
      incomingRule({ type: 'voicemail' }),
      incomingRule({ type: 'hangup' }),
    ],
  }
  const trace = run({ extensions: [extension('101'), extension('102')], rules }, callTo('101', silent))
  const path = pathOfExtension(trace, accountId, 1101)
  const [skipped, transfer, voicemail, unseen] = ['1', '2', '3', '4'].map((key) => path?.rules.get(key))
  expect(skipped).toMatchObject({ ran: [], skipped: [{ reason: 'caller' }], isEnd: false })
  expect(transfer).toMatchObject({ ran: [0], isEnd: false })
  expect(voicemail).toMatchObject({ ran: [20_000], isEnd: true })
  expect(unseen).toBeUndefined()
  expect(describeLight(voicemail, trace, 'en')).toMatch(/^Ran after 20 s\. .*101/)
  expect(describeLight(skipped, trace, 'ru')).toMatch(/^Пропущено: /)
  expect(describeLight(unseen, trace, 'en')).toBe('The call did not come to this')
  // Where it was forwarded to, it came as well; anywhere else it did not.
  expect(pathOfExtension(trace, accountId, 1102)?.rules.size).toBe(0)
  expect(pathOfExtension(trace, accountId, 1103)).toBeNull()
  expect(pathOfExtension(trace, 'another', 1101)).toBeNull()
})

test('a menu: contexts, options, rules that ran once or often, and the way that a jump took', () => {
  const greeting = menuRule(play(51, 'foreground'))
  const hidden = menuRule({ kind: 'hangup' }, { callerAction: 'anonymous' })
  const jump = menuRule(jumpTo('2'))
  const back = menuRule(jumpTo('1'))
  const end = menuRule(transferTo('101'))
  const menus = {
    201: menu([
      context('1', { start: [greeting, hidden], '1': [jump] }, { digitLength: 1 }),
      context('2', { start: [greeting], timeout: [back], '5': [end] }, { digitLength: 1 }),
      context('3', { start: [end] }),
    ]),
  }
  const world = { extensions: [extension('201', { type: 'ivr' }), extension('101')], menus, prompts: { 51: 1000 } }
  const keys = [
    { at: 2000, key: '1' },
    { at: 12_000, key: '1' },
    { at: 14_000, key: '5' },
  ]
  const trace = run(world, callTo('201', { keys }))
  const path = pathOfMenu(trace, accountId, 1201)
  expect([...(path?.contexts ?? [])]).toEqual(['1', '2'])
  expect([...(path?.options ?? [])]).toEqual([
    optionOnPath('1', 'start'),
    optionOnPath('1', '1'),
    optionOnPath('2', 'start'),
    optionOnPath('2', 'timeout'),
    optionOnPath('2', '5'),
  ])
  expect([...(path?.moves ?? [])]).toEqual([moveOnPath(jump.key, '2', 'start'), moveOnPath(back.key, '1', 'start')])
  expect(path?.rules.get(greeting.key)?.ran.length).toBeGreaterThan(2)
  expect(path?.rules.get(hidden.key)?.skipped).toMatchObject([{ reason: 'caller' }, { reason: 'caller' }])
  expect(path?.rules.get(end.key)?.ran).toHaveLength(1)
  expect(describeLight(path?.rules.get(jump.key), trace, 'en')).toBe('Ran 2 times, first after 2 s')
  expect(pathOfMenu(trace, accountId, 1101)).toBeNull()
})

test('targets of a number: those outside their period are passed over, others rang', () => {
  const forwarding = forwardingTo(
    'sequential',
    target('74951112233', { period: 'hr {9pm-11pm}' }),
    target('74951112244'),
    target('74951112255'),
  )
  const numbers = { '74950000000': { provider: 'exolve', accountId: 'exolve-1', forwarding } as const }
  const trace = run({ numbers }, callTo('101', { called: { kind: 'number', digits: '74950000000' } }))
  const path = pathOfTargets(trace, 'exolve-1', '74950000000')
  expect(path?.get(0)?.skipped).toMatchObject([{ reason: 'outsidePeriod' }])
  expect(path?.get(1)).toMatchObject({ ran: [0], skipped: [] })
  expect(path?.has(2)).toBe(false)
  expect(pathOfTargets(trace, 'exolve-1', '74950000001')).toBeNull()
})
