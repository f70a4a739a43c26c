import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useWindowedList } from '../../../../src-renderer/composables/useWindowedList'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A list of 100,000 rows of which the first 30 are in sight. `asked`: offsets, in their order. */
async function start() {
  const asked: number[] = []
  const scope = effectScope()
  const list = scope.run(() =>
    useWindowedList({
      question: () => ({ text: '' }),
      async load(_question, { offset, limit }) {
        asked.push(offset)
        await new Promise((resolve) => setTimeout(resolve, 5))
        return { total: 100_000, rows: Array.from({ length: limit }, (_, index) => `row ${offset + index}`) }
      },
    }),
  )
  if (!list) throw new Error('there is a list')
  list.show(0, 29)
  await vi.advanceTimersByTimeAsync(1000)
  return { list, asked, stop: () => scope.stop() }
}

test('rows that come into sight at the edge are asked for at once', async () => {
  const { list, asked, stop } = await start()
  for (const first of [20, 45, 71]) list.show(first, first + 29)
  expect(asked).toEqual([0, 100])
  await vi.advanceTimersByTimeAsync(5)
  expect(list.rowAt(100)).toBe('row 100')
  stop()
})

test('of a fast scroll only what it ends at is asked for, also when an answer arrives on the way', async () => {
  const { list, asked, stop } = await start()
  for (const first of [29, 58, 80]) list.show(first, first + 29)
  for (let first = 1000; first <= 90_000; first += 1000) {
    list.show(first, first + 29)
    await vi.advanceTimersByTimeAsync(16)
  }
  expect(asked).toEqual([0, 100])
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toEqual([0, 100, 90_000])
  expect(list.rowAt(90_000)).toBe('row 90000')
  stop()
})

test('another question is asked at once, wherever the list was going', async () => {
  const { list, asked, stop } = await start()
  list.show(50_000, 50_029)
  list.reload()
  expect(asked).toEqual([0, 50_000])
  stop()
})

test('a list that is gone asks for nothing', async () => {
  const { list, asked, stop } = await start()
  list.show(50_000, 50_029)
  stop()
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toEqual([0])
})
