/** Where two traces of the same call part, step by step. */

export interface ComparableStep {
  /** ms from the start of the call */
  at: number
  text: string
}

/** `otherAt`: when it happens in the other trace, ms from the start; null: only here. */
export interface Counterpart {
  otherAt: number | null
}

/** Pairs that are looked at, so that two traces of thousands of skipped rules cannot hold the window up. */
const pairsAtMost = 4_000_000

/**
 * The longest run of steps that both have in the same order belongs together; all others are only here.
 * @returns one for each of `steps`
 */
export function compareSteps(steps: readonly ComparableStep[], others: readonly ComparableStep[]): Counterpart[] {
  const counterparts: Counterpart[] = steps.map(() => ({ otherAt: null }))
  const pair = (index: number, otherIndex: number): void => {
    counterparts[index] = { otherAt: others[otherIndex]?.at ?? null }
  }
  const isSame = (index: number, otherIndex: number): boolean => steps[index]?.text === others[otherIndex]?.text

  let start = 0
  while (start < Math.min(steps.length, others.length) && isSame(start, start)) {
    pair(start, start)
    start += 1
  }
  let ends = 0
  while (
    ends < Math.min(steps.length, others.length) - start &&
    isSame(steps.length - 1 - ends, others.length - 1 - ends)
  ) {
    pair(steps.length - 1 - ends, others.length - 1 - ends)
    ends += 1
  }

  const rows = steps.length - start - ends
  const columns = others.length - start - ends
  if (rows * columns > pairsAtMost) return counterparts
  // lengths[row][column]: how many steps both share from there on.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1))
  const lengthAt = (row: number, column: number): number => lengths[row]?.[column] ?? 0
  for (let row = rows - 1; row >= 0; row -= 1) {
    const own = lengths[row]
    for (let column = columns - 1; own && column >= 0; column -= 1) {
      own[column] = isSame(start + row, start + column)
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
    }
  }
  let row = 0
  let column = 0
  while (row < rows && column < columns) {
    if (isSame(start + row, start + column)) {
      pair(start + row, start + column)
      row += 1
      column += 1
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1
    else column += 1
  }
  return counterparts
}
