import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { importPlace, sum } from './import-place'

const lines = 1_000_000

/**
 * A header, one row of each number that is a mistake, then sound rows of the same few numbers again and again, each hundredth
 * row blank: all of it goes the whole way through the thread, and little of it is asked of the provider.
 */
function millionLines(numbers: readonly string[]) {
  const header = 'number;kind\n'
  const mistakes = numbers.map((number) => `${number};nonsense\n`).join('')
  const cycle = Array.from({ length: 100 }, (_, index) =>
    index === 0 ? '\n' : `${numbers[index % numbers.length] ?? ''};none\n`,
  )
  const cycles = Math.floor((lines - 1 - numbers.length) / cycle.length)
  const blankAtTheEnd = lines - 1 - numbers.length - cycles * cycle.length
  return {
    content: Buffer.from(header + mistakes + cycle.join('').repeat(cycles) + '\n'.repeat(blankAtTheEnd)),
    blank: cycles + blankAtTheEnd,
  }
}

test('1,000,000 lines become a change whose counts add up to them', async () => {
  const { open, plan, steps, numbers } = await importPlace()
  const few = numbers.slice(0, 10)
  const { content, blank } = millionLines(few)
  const file = await open(content)
  const dropped = lines - 1 - blank - few.length

  const firstWins = await plan(file, 'first')
  expect(firstWins).toMatchObject({ rows: lines, header: 1, blank, dropped, refused: 10 })
  const lastWins = await plan(file, 'last')
  expect(lastWins).toMatchObject({ rows: lines, header: 1, blank, dropped, unchanged: 10 })
  expect([sum(firstWins), sum(lastWins)]).toEqual([lines, lines])
  // The row of each number is known by its line up to the end of the file.
  const lastLines = (await steps(lastWins.changeId)).map(({ line }) => line ?? 0)
  expect(Math.min(...lastLines)).toBeGreaterThan(lines - 200)
})

test('reading 1,000,000 lines is cancelled in the middle, and nothing is kept', async () => {
  const { open, plan, imports, changes, told, numbers } = await importPlace()
  const file = await open(millionLines(numbers.slice(0, 10)).content)
  const planning = plan(file, 'last')
  const failure = expect(planning).rejects.toMatchObject({ error: { code: 'cancelled' } })
  const progress = () => told.flatMap(({ name, payload }) => (name === 'imports.didProgress' ? [payload] : []))
  while (progress().length === 0) await nextTurn()
  imports.cancel({ importId: file.importId })
  await failure
  expect(await changes.list({ accountId: null, states: [], text: '', offset: 0, limit: 10 })).toMatchObject({
    total: 0,
  })
})
