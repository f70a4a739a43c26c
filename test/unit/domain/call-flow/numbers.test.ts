/** Numbers of the three providers, alone and leading to each other. */
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../../src-shared/domain/call-flow/call'
import type { Forwarding } from '../../../../src-shared/domain/forwarding/forwarding'
import { accountId, callTo, endOf, extension, forwardingTo, incomingRule, monday, outline, run, target } from './world'

const number = '74990000001'
const call = (changes: Partial<Call> = {}): Call => ({
  ...callTo('101', changes),
  called: { kind: 'number', digits: number },
})
const forwarded = (forwarding: Forwarding) => ({
  numbers: { [number]: { provider: 'exolve' as const, accountId: 'exolve-1', forwarding } },
})
const noAnswer = { kind: 'noAnswer' } as const

describe('forwarding', () => {
  const day = target('74950000001', { name: 'day', period: 'wd {Mon-Fri} hr {9am-5pm}' })
  const night = target('74950000002', { name: 'night' })

  test('single: the first target whose period holds', () => {
    const world = forwarded(forwardingTo('single', day, night))
    expect(endOf(run(world, call()))).toBe('connected +74950000001')
    const evening = run(world, call({ at: monday + 10 * 3_600_000 }))
    expect(outline(evening)).toContain('0 skipped target: outsidePeriod')
    expect(endOf(evening)).toBe('connected +74950000002')
    expect(evening.assumptions).toEqual(expect.arrayContaining(['redirectKinds', 'periodZone']))
  })

  test('sequential: one after another, each for its time', () => {
    const trace = run(
      forwarded(forwardingTo('sequential', day, night)),
      call({ behaviours: { '+74950000001': noAnswer } }),
    )
    expect(outline(trace)).toContain('20 rings +74950000002@20=answered')
    expect(trace.endsAt).toBe(30_000)
  })

  test('parallel: all at once, each for its own time', () => {
    const short = target('74950000003', { timeoutSeconds: 5 })
    const trace = run(
      forwarded(forwardingTo('parallel', short, night)),
      call({ behaviours: { '+74950000003': { kind: 'answers', afterSeconds: 8 } } }),
    )
    expect(endOf(trace)).toBe('connected +74950000002')
  })

  test('a target that is switched off drops the call and is not passed over', () => {
    const off = target('74950000001', { active: false })
    for (const redirect of ['single', 'sequential'] as const)
      expect(endOf(run(forwarded(forwardingTo(redirect, off, night)), call()))).toBe('hungUp dropped null')
  })

  test('nobody’s period holds: nobody answers, and that this is assumed is said', () => {
    const trace = run(forwarded(forwardingTo('sequential', { ...day, period: 'none' })), call())
    expect(endOf(trace)).toBe('hungUp nobodyAnswered null')
    expect(trace.assumptions).toContain('noTargetNow')
  })

  test('a period that cannot be read is not guessed', () => {
    const trace = run(forwarded(forwardingTo('single', { ...day, period: 'wd {Mon-Fri} hr {6am-14pm}' })), call())
    expect(endOf(trace)).toBe('cannotSimulate period')
  })

  test('the periods’ zone is the one that is given', () => {
    const world = forwarded(forwardingTo('single', day, night))
    expect(endOf(run(world, call({ periodZone: 'America/New_York' })))).toBe('connected +74950000002')
  })

  test('both nights of a clock change', () => {
    const hour = target('74950000001', { period: 'hr {2}' })
    const at = (time: string) =>
      endOf(
        run(
          forwarded(forwardingTo('single', hour, night)),
          call({ periodZone: 'Europe/Berlin', at: Date.parse(time) }),
        ),
      )
    // 2 o'clock comes twice on 27 October 2024, and not at all on 31 March.
    expect(at('2024-10-27T00:30:00Z')).toBe('connected +74950000001')
    expect(at('2024-10-27T01:30:00Z')).toBe('connected +74950000001')
    expect(at('2024-03-31T00:59:59Z')).toBe('connected +74950000002')
    expect(at('2024-03-31T01:00:00Z')).toBe('connected +74950000002')
  })

  test.each([
    [{ kind: 'none' } as const, 'ownLogic noForwarding'],
    [{ kind: 'url', url: 'https://a.example', reserve: '' } as const, 'ownLogic url'],
    [{ kind: 'sip', sipUri: 'a@b' } as const, 'ownLogic sip'],
    [
      { kind: 'staticIp', address: '203.0.113.1', port: 5060, timeoutSeconds: 30, did: '' } as const,
      'ownLogic sipTrunk',
    ],
  ])('what goes on behind $kind is not part of the configuration', (forwarding, end) => {
    expect(endOf(run(forwarded(forwarding), call()))).toBe(end)
  })
})

test('a number of Twin is handed to its bot, or not processed; that only this console says so is named', () => {
  const twin = (action: 'robot' | 'end', isAccepted = true) => ({
    numbers: { [number]: { provider: 'twin' as const, accountId: 'twin-1', action, bot: 'Reception', isAccepted } },
  })
  const trace = run(twin('robot'), call())
  expect(trace.end).toEqual({ kind: 'ownLogic', what: 'bot', name: 'Reception' })
  expect(trace.assumptions).toEqual(['ownRegister'])
  expect(run(twin('robot', false), call()).assumptions).toEqual(['registerUnanswered'])
  expect(endOf(run(twin('end'), call()))).toBe('hungUp notProcessed null')
})

test('a number that was given up does not answer', () => {
  const numbers = { [number]: { provider: 'none' as const, accountId: 'exolve-1' } }
  const trace = run({ numbers }, call())
  expect(endOf(trace)).toBe('hungUp numberGivenUp null')
  expect(trace.assumptions).toEqual(['numberGivenUp'])
})

test('providers in a row: a forwarding to a public number whose extension transfers to a number of another account', () => {
  const trace = run(
    {
      extensions: [extension('101')],
      rules: { 101: [incomingRule({ type: 'transfer', destinations: ['+74990000003'] })] },
      numbers: {
        ...forwarded(forwardingTo('single', target('78120000001'))).numbers,
        '78120000001': { provider: 'pbx', accountId, extensionId: 1101 },
        '74990000003': { provider: 'twin', accountId: 'twin-1', action: 'robot', bot: 'Night', isAccepted: true },
      },
    },
    call(),
  )
  expect(outline(trace)).toEqual([
    '0 numberCalled',
    '0 ran target',
    '0 rings +78120000001@0=answered',
    '0 [1] numberCalled',
    '0 [1] extensionCalled 101',
    '0 [1] ran transfer',
    '0 [1] rings +74990000003@0=answered',
    '0 [1.1] numberCalled',
    'ownLogic bot',
  ])
})

test('numbers that lead to each other are a loop', () => {
  const trace = run(
    {
      numbers: {
        ...forwarded(forwardingTo('single', target('74990000002'))).numbers,
        '74990000002': {
          provider: 'exolve',
          accountId: 'exolve-1',
          forwarding: forwardingTo('single', target(number)),
        },
      },
    },
    call(),
  )
  expect(endOf(trace)).toBe('loop')
})
