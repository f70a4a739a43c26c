import { expect, it } from 'vitest'
import { runWithKills } from './kill'

it('killed again and again in the middle of a change, it loses no step and sends none twice', async () => {
  const report = await runWithKills({ steps: 200, kills: 8 })

  expect(report.wrong).toEqual([])
  expect(report.change).toMatchObject({ state: 'finished', counts: { done: 200, unknown: 0, failed: 0, conflict: 0 } })
  expect(report.actedOn).toBe(200)
  // Without these the test would have shown nothing.
  expect(report.kills).toBeGreaterThanOrEqual(4)
  expect(report.cutOff).toBeGreaterThan(0)
})
