/** A column of `VirtualTable`. Its cells come from the table's `cell` slot. */
export interface TableColumn<Key extends string> {
  key: Key
  title: string
  /** Narrowest useful width, px. */
  width: number
  /** Share of the room that is left when all columns have their width; 0 keeps the width. */
  grow: number
  sortable: boolean
  /** When the room is short the column with the lowest rank is left out first. */
  rank: number
  align?: 'start' | 'end'
}

/** Columns as a table of their sizes: key, width, grow, rank. */
export const tableColumns = <Key extends string>(
  sizes: readonly (readonly [key: Key, width: number, grow: number, rank: number])[],
  describe: (key: Key) => Pick<TableColumn<Key>, 'title' | 'sortable' | 'align'>,
): TableColumn<Key>[] => sizes.map(([key, width, grow, rank]) => ({ key, width, grow, rank, ...describe(key) }))

/** Boxes before the rows of a `VirtualTable`, to tick them. */
export interface RowTicks<Row> {
  isTicked(row: Row): boolean
  /** A row without a box cannot be ticked. */
  isTickable?(row: Row): boolean
  /** What the box of a row does, for screen readers. */
  labelOf(row: Row): string
  /** The box above all rows; without it there is none. */
  all?: { label: string; state: 'none' | 'some' | 'all' }
}

/** The columns that fit into `room` px, in their order; the one with the highest rank always does. */
export function columnsThatFit<Column extends { width: number; rank: number }>(
  columns: readonly Column[],
  room: number,
): Column[] {
  let left = room
  const kept = new Set<Column>()
  for (const column of [...columns].sort((one, other) => other.rank - one.rank)) {
    left -= column.width
    if (left < 0 && kept.size > 0) break
    kept.add(column)
  }
  return columns.filter((column) => kept.has(column))
}
