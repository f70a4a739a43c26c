import { expect, test } from 'vitest'
import { AppFailure } from '@shared/domain/app-error'
import type { ChangeRow } from '../../../src-main/changes/change-store'
import { createResumption } from '../../../src-main/changes/resumption'
import { createFakeClock } from '../http/fake-clock'

test('a change goes on a second after the provider’s moment, which is counted in whole seconds', () => {
  const clock = createFakeClock()
  const resumed: ChangeRow[] = []
  const resumption = createResumption({ clock, now: () => 1_000, resume: (change) => resumed.push(change) })
  const change = { sequence: 7 } as ChangeRow
  resumption.stoodStill(change, new AppFailure('provider.quotaUsedUp', { params: { seconds: 90 } }).error)
  expect(resumption.at(7)).toBe(1_000 + 91_000)
  clock.advance(90_999)
  expect(resumed).toEqual([])
  clock.advance(1)
  expect(resumed).toEqual([change])
  expect(resumption.at(7)).toBeNull()
})
