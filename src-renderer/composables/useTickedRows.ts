import { computed, ref, watch, type Ref } from 'vue'
import { everythingTicked, isTicked, nothingTicked, tickedCount, withTicked, type TickedRows } from './ticked-rows'

interface TickedRowsOptions<Row> {
  ticked: Ref<TickedRows>
  keyOf: (row: Row) => string
  /** Rows of the list, both ends included; undefined: the list turned to another question meanwhile. */
  range: (first: number, last: number) => Promise<readonly Row[] | undefined>
  /** How many rows "all" are. */
  length: () => number
  /** What "all" is bound to. Another one empties a selection of all; rows that were ticked by name stay. */
  boundTo: () => unknown
  isTickable?: (row: Row) => boolean
}

/** Ticks of a list of any length, one by one, by range or all at once; made for `VirtualTable`. */
export function useTickedRows<Row>(options: TickedRowsOptions<Row>) {
  const { ticked, keyOf, range, isTickable = () => true } = options
  /** The last range was longer than a selection can name. */
  const tooMany = ref(false)

  async function tick(first: number, last: number, on: boolean) {
    const rows = await range(first, last)
    if (!rows) return
    const changed = withTicked(ticked.value, rows.filter(isTickable).map(keyOf), on)
    tooMany.value = changed === undefined
    if (changed) ticked.value = changed
  }

  function set(value: TickedRows) {
    tooMany.value = false
    ticked.value = value
  }
  const clear = () => set(nothingTicked)

  watch(
    () => JSON.stringify(options.boundTo()),
    () => ticked.value.all && clear(),
  )

  const count = computed(() => tickedCount(ticked.value, options.length()))
  return {
    count,
    tooMany,
    tick,
    clear,
    tickAll: (on: boolean) => set(on ? everythingTicked : nothingTicked),
    isTicked: (row: Row) => isTicked(ticked.value, keyOf(row)),
    /** For the box above all rows. */
    state: computed((): 'none' | 'some' | 'all' => {
      if (count.value === 0) return 'none'
      return ticked.value.all && ticked.value.keys.size === 0 ? 'all' : 'some'
    }),
  }
}
