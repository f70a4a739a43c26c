/** Rows of a list that are ticked: some by name, or all but some by name, so that a million cost no more than one. */
import { mostNamed, type Selection } from '@shared/contract/selection'

export interface TickedRows {
  all: boolean
  /** The ticked ones, or with `all` the others. */
  keys: ReadonlySet<string>
}

export const nothingTicked: TickedRows = { all: false, keys: new Set() }
export const everythingTicked: TickedRows = { all: true, keys: new Set() }

export const isTicked = ({ all, keys }: TickedRows, key: string): boolean => keys.has(key) !== all

/** @returns undefined when more rows would have to be named than a selection can name */
export function withTicked(
  { all, keys }: TickedRows,
  rows: readonly string[],
  ticked: boolean,
): TickedRows | undefined {
  const named = new Set(keys)
  for (const key of rows) {
    if (ticked === all) named.delete(key)
    else named.add(key)
  }
  return named.size > mostNamed ? undefined : { all, keys: named }
}

/** @param length how many rows `all` are */
export const tickedCount = ({ all, keys }: TickedRows, length: number): number =>
  all ? Math.max(0, length - keys.size) : keys.size

/** @param filter what "all" is bound to */
export const selectionOf = <Filter>({ all, keys }: TickedRows, filter: Filter): Selection<Filter> =>
  all ? { kind: 'fitting', filter, except: [...keys] } : { kind: 'named', keys: [...keys] }
