/** Stepping through a trace, with the clock as it is in the window and time that the test lets pass. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { soundingStep } from '../../../../../src-renderer/areas/call-flow/trace-playback.model'
import { useTracePlayback } from '../../../../../src-renderer/areas/call-flow/useTracePlayback'
import type { Call } from '../../../../../src-shared/domain/call-flow/call'
import {
  callTo,
  context,
  extension,
  incomingRule,
  menu,
  menuRule,
  play,
  run,
  transferTo,
} from '../../../domain/call-flow/world'

/** A prompt of 4 s in the foreground, 5 s of waiting for a key, then 101, which rings 30 s in vain; key 1 hangs up. */
const parts = {
  extensions: [extension('101'), extension('201', { type: 'ivr' })],
  rules: { 101: [incomingRule({ type: 'transfer', destinations: ['101'], timeoutSeconds: 30 })] },
  menus: {
    201: menu([
      context('1', {
        start: [menuRule(play(1, 'foreground'))],
        timeout: [menuRule(transferTo('101'))],
        1: [menuRule({ kind: 'hangup' })],
      }),
    ]),
  },
  prompts: { 1: 4000 },
}
const playCall = (keys: Call['keys'] = []) =>
  run(parts, callTo('201', { keys, otherwise: { extension: { kind: 'noAnswer' }, phone: { kind: 'noAnswer' } } }))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const trace = shallowRef<ReturnType<typeof playCall> | null>(playCall())
  const scope = effectScope()
  const playback = scope.run(() => useTracePlayback(() => trace.value))
  if (!playback) throw new Error('no playback')
  const kindNow = () => trace.value?.steps[playback.index.value ?? -1]?.event.kind
  return { trace, scope, playback, kindNow }
}

test('steps go on by hand, from the first to the end of the call and back', () => {
  const { playback, trace } = setUp()
  const count = trace.value?.steps.length ?? 0
  playback.next()
  expect(playback.index.value).toBe(0)
  playback.show(count + 10)
  expect(playback.index.value).toBe(count)
  expect(playback.clock.value).toBe(trace.value?.endsAt)
  playback.previous()
  expect(playback.index.value).toBe(count - 1)
  playback.stop()
  expect([playback.index.value, playback.isOn.value]).toEqual([null, false])
})

test('a prompt and a wait take their own time, ringing at most 3 s, and it stops at the end', () => {
  const { playback, kindNow, trace } = setUp()
  playback.play()
  vi.advanceTimersByTime(3000)
  expect(kindNow()).toBe('plays')
  vi.advanceTimersByTime(4000)
  expect(kindNow()).toBe('waitsForKey')
  const before = playback.clock.value
  vi.advanceTimersByTime(1000)
  expect(playback.clock.value - before).toBeCloseTo(1000, -2)
  vi.advanceTimersByTime(12_000)
  expect(playback.playing.value).toBe(false)
  expect(playback.index.value).toBe(trace.value?.steps.length)
})

test('a pause holds the clock, and nothing runs on when the screen is left', () => {
  const { playback, scope } = setUp()
  playback.play()
  vi.advanceTimersByTime(2500)
  playback.pause()
  const held = playback.clock.value
  vi.advanceTimersByTime(5000)
  expect(playback.clock.value).toBe(held)
  playback.play()
  vi.advanceTimersByTime(500)
  expect(playback.clock.value).toBeGreaterThan(held)
  scope.stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('a key pressed during a prompt in the foreground is lost, the prompt still sounds, and the stepping goes on from there', async () => {
  const { playback, trace, kindNow } = setUp()
  playback.play()
  vi.advanceTimersByTime(3000)
  const at = Math.round(playback.clock.value)
  trace.value = playCall([{ at, key: '1' }])
  await nextTick()
  expect(kindNow()).toBe('plays')
  vi.advanceTimersByTime(400)
  expect(kindNow()).toBe('keyIgnored')
  const sounding = soundingStep(trace.value, playback.index.value ?? 0)
  expect(trace.value.steps[sounding ?? -1]?.event.kind).toBe('plays')
  // The same key while the menu waits is taken.
  vi.advanceTimersByTime(3000)
  expect(kindNow()).toBe('waitsForKey')
  trace.value = playCall([
    { at, key: '1' },
    { at: Math.round(playback.clock.value), key: '1' },
  ])
  await nextTick()
  vi.advanceTimersByTime(100)
  expect(kindNow()).toBe('pressed')
  expect(soundingStep(trace.value, playback.index.value ?? 0)).toBeNull()
})
