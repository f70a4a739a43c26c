import { expect, test } from 'vitest'
import { differencesOf, sameForwarding } from '@shared/domain/forwarding/difference'
import { emptyForwarding, emptyTarget } from '@shared/domain/forwarding/empty'

const before = {
  ...emptyForwarding('number'),
  targets: [{ ...emptyTarget(), number: '74992223344', period: 'hr {9}' }],
  clientId: 'one',
}

test('tells each field that differs by its path', () => {
  const after = {
    ...before,
    redirect: 'sequential' as const,
    targets: [
      { ...emptyTarget(), number: '74992223344', timeoutSeconds: null },
      { ...emptyTarget(), number: '74992223355' },
    ],
    masking: true,
  }
  expect(differencesOf(before, after)).toEqual([
    { path: 'redirect', before: 'single', after: 'sequential' },
    { path: 'targets.1.number', before: null, after: '74992223355' },
    { path: 'targets.1.timeoutSeconds', before: null, after: '30' },
    { path: 'targets.1.active', before: null, after: 'true' },
    { path: 'masking', before: 'false', after: 'true' },
    { path: 'targets.0.timeoutSeconds', before: '30', after: null },
    { path: 'targets.0.period', before: 'hr {9}', after: null },
  ])
})

test('tells the fields of both kinds when the kind changes', () => {
  expect(
    differencesOf({ kind: 'url', url: 'https://example.com/', reserve: '' }, { kind: 'sip', sipUri: 'a@b' }),
  ).toEqual([
    { path: 'kind', before: 'url', after: 'sip' },
    { path: 'sipUri', before: null, after: 'a@b' },
    { path: 'url', before: 'https://example.com/', after: null },
  ])
})

test('the same but for the client id, which cannot be read back', () => {
  expect(sameForwarding(before, { ...before, clientId: 'two' })).toBe(true)
  expect(differencesOf(before, { ...before, clientId: 'two' })).toHaveLength(1)
  expect(sameForwarding(before, { ...before, eventUrl: 'https://example.com/' })).toBe(false)
  expect(sameForwarding(before, { ...before, targets: [...before.targets, emptyTarget()] })).toBe(false)
  expect(sameForwarding({ kind: 'none' }, before)).toBe(false)
})
