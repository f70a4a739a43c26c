import { describe, expect, it } from 'vitest'
import { stepStates, type Change, type StepState } from '@shared/contract/changes'
import { progressOf, stepFilters, wordToConfirm } from '../../../../../src-renderer/areas/changes/change-page.model'

function change(counts: Partial<Record<StepState, number>>, more: Partial<Change> = {}): Change {
  const all = Object.fromEntries(stepStates.map((state) => [state, counts[state] ?? 0])) as Record<StepState, number>
  return {
    id: 'c',
    revision: 1,
    accountId: 'a',
    state: 'planned',
    origin: 'bulk',
    undoOf: null,
    author: 'tester',
    createdAt: 0,
    appliedAt: null,
    finishedAt: null,
    pausedBy: null,
    resumesAt: null,
    uploads: [],
    irreversibleCount: 0,
    undoable: false,
    stepCount: Object.values(all).reduce((sum, count) => sum + count, 0),
    counts: all,
    ...more,
  }
}

describe('stepFilters', () => {
  it('add up to all rows, whatever states there are', () => {
    const counts = Object.fromEntries(stepStates.map((state, index) => [state, index + 1]))
    const [all, ...others] = stepFilters(change(counts), 5)
    expect(all).toMatchObject({ name: 'all', count: 45, states: [] })
    const partition = others.filter(({ name }) => name !== 'warnings')
    expect(partition.reduce((sum, { count }) => sum + count, 0)).toBe(45)
    expect(new Set(partition.flatMap(({ states }) => states)).size).toBe(stepStates.length)
    expect(others.at(-1)).toMatchObject({ name: 'warnings', withFindings: true, count: 5 })
  })

  it('leave out what would show nothing', () => {
    expect(stepFilters(change({ pending: 2, refused: 1 }), 0).map(({ name }) => name)).toEqual([
      'all',
      'pending',
      'refused',
    ])
  })
})

describe('progressOf', () => {
  it('counts only what is sent', () => {
    expect(progressOf(change({ done: 3, failed: 1, pending: 4, refused: 9, unchanged: 9 }))).toEqual({
      settled: 4,
      total: 8,
      percent: 50,
    })
    expect(progressOf(change({ refused: 1 })).percent).toBe(100)
  })

  it('counts a file on its way by its bytes', () => {
    const uploads = [
      { position: 1, sent: 3, total: 4, isCut: false },
      { position: 2, sent: 0, total: 9, isCut: false },
    ]
    expect(progressOf({ ...change({ done: 1, sent: 2, pending: 1 }), uploads })).toEqual({
      settled: 1,
      total: 4,
      percent: 44,
    })
  })
})

describe('wordToConfirm', () => {
  const office = { label: 'Office', production: false }
  const live = { label: 'Live', production: true }

  it('is the account’s name for more than a few numbers in production', () => {
    expect(wordToConfirm(change({ pending: 3 }), live, undefined)).toBe('')
    expect(wordToConfirm(change({ pending: 4 }), live, undefined)).toBe('Live')
    expect(wordToConfirm(change({ pending: 3, refused: 50 }), live, undefined)).toBe('')
    expect(wordToConfirm(change({ pending: 400 }), office, undefined)).toBe('')
  })

  it('is the number, or the account’s name for several, when it cannot be taken back', () => {
    expect(wordToConfirm(change({ pending: 1 }, { irreversibleCount: 1 }), office, '74951112233')).toBe('74951112233')
    expect(wordToConfirm(change({ pending: 2 }, { irreversibleCount: 1 }), office, undefined)).toBe('Office')
  })
})
