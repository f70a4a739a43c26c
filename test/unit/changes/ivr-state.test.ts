import { expect, test } from 'vitest'
import { differenceLine } from '@shared/text/difference'

import { contextsDifferences, type ContextsState } from '../../../src-main/changes/operations/ivr-state'

const context = (key: string, name: string, timeoutMs: number): ContextsState['contexts'][number] => ({
  key,
  name,
  timeoutMs,
  interDigitMs: 2000,
  digitLength: 1,
  anyDial: false,
  extra: {},
})

test('a change of a context says whose it is; one that comes says its name itself', () => {
  const [entry, night] = [context('1', 'Entry', 5000), context('2', 'Night', 5000)]
  const changed = contextsDifferences(
    { contexts: [entry, night] },
    { contexts: [entry, { ...night, timeoutMs: 9000 }] },
  )
  expect(changed.map((difference) => differenceLine(difference, 'en'))).toEqual([
    'Night: Wait for the first digit, ms: 5000 → 9000',
  ])
  const added = contextsDifferences({ contexts: [entry] }, { contexts: [entry, { ...night, key: '' }] })
  expect(added.map((difference) => differenceLine(difference, 'en'))).toContain('Name: not set → Night')
})
