import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { moveContexts, moveRules } from '@shared/domain/ivr/edit'
import { slotAt } from '@shared/domain/ivr/selection'
import { describeRule, optionName } from '@shared/domain/ivr/words'
import { useI18n } from '../../../i18n'
import type { MenuEditor } from '../useMenuEditor'
import {
  outlineRows,
  rowIdsOf,
  selectedIds,
  selectionOf,
  slotBeside,
  worstFindings,
  type OutlineRow,
} from './outline-rows'

/** Where what is dragged goes: the row that shows it, and how. */
export interface DropPlace {
  id: string
  edge: 'before' | 'after' | 'into'
}

/** Rows of the outline, what is chosen among them, and how the keyboard and the mouse move it. */
export function useOutline(editor: MenuEditor, search: Ref<string>) {
  const { locale } = useI18n()
  const collapsed = shallowRef<ReadonlySet<string>>(new Set())
  /** Where a range of rows begins. */
  const anchor = ref<string>()

  const wordsOf = (row: OutlineRow): string => {
    if (row.kind === 'context') return row.context.name
    if (row.kind === 'option') return optionName(row.option.digits, locale.value)
    const sentence = describeRule(row.rule, editor.names, locale.value)
    return row.rule.name ? `${row.rule.name}: ${sentence}` : sentence
  }
  const rows = computed(() => {
    const text = search.value.trim().toLocaleLowerCase()
    const matches = text === '' ? null : (row: OutlineRow) => wordsOf(row).toLocaleLowerCase().includes(text)
    return outlineRows(editor.menu.value, collapsed.value, matches)
  })
  const chosen = computed(() => selectedIds(editor.selection.value))
  /** Where the keyboard is: the row that was chosen last. */
  const active = computed(() => {
    const last = [...chosen.value].at(-1)
    return last === undefined ? -1 : rows.value.findIndex(({ id }) => id === last)
  })
  const changedThere = computed(() => new Set(editor.providerChanges.value.map(({ at }) => rowIdsOf(at)[0])))
  const clashes = computed(() => new Set(editor.conflicts.value.map((place) => rowIdsOf(place)[0])))

  function select(index: number, mode: 'one' | 'add' | 'range' = 'one'): void {
    const row = rows.value[index]
    if (!row) return
    const others = rows.value.filter((one) => chosen.value.has(one.id) && one.id !== row.id)
    const from = rows.value.findIndex((one) => one.id === anchor.value)
    if (mode === 'range' && from >= 0) {
      const range = rows.value.slice(Math.min(from, index), Math.max(from, index) + 1)
      editor.selection.value = selectionOf([...range.filter((one) => one.id !== row.id), row])
      return
    }
    const isTakenOut = mode === 'add' && chosen.value.has(row.id)
    editor.selection.value = selectionOf(isTakenOut ? others : mode === 'add' ? [...others, row] : [row])
    anchor.value = row.id
  }

  /** All rows in sight of the kind that is chosen; options only of its context. */
  function selectAll(): void {
    const row = rows.value[active.value]
    if (row) editor.select(selectionOf([...rows.value.filter(({ id }) => id !== row.id), row]))
  }

  const isSearching = () => search.value.trim() !== ''
  /** What is found is shown, whatever is closed. */
  const isCollapsed = (row: OutlineRow): boolean => !isSearching() && collapsed.value.has(row.id)

  /** @param open absent: the other way round */
  function fold(row: OutlineRow, open?: boolean): void {
    const isOpen = !isCollapsed(row)
    if (!hasInside(row) || open === isOpen || isSearching()) return
    const next = new Set(collapsed.value)
    if (isOpen) next.add(row.id)
    else next.delete(row.id)
    collapsed.value = next
  }

  /** Opens the row, or goes on to the first one in it. */
  function inward(): void {
    const row = rows.value[active.value]
    if (!row || !hasInside(row)) return
    if (isCollapsed(row)) fold(row, true)
    else select(active.value + 1)
  }

  /** Closes the row, or goes to the one that it is in. */
  function outward(): void {
    const row = rows.value[active.value]
    if (!row) return
    if (hasInside(row) && !isCollapsed(row) && !isSearching()) return fold(row, false)
    const depth = { context: 0, option: 1, rule: 2 }
    const outer = rows.value.slice(0, active.value).findLastIndex((one) => depth[one.kind] < depth[row.kind])
    if (outer >= 0) select(outer)
  }

  /** @param remove takes away what is chosen. What is found stays in sight, and the next of it is chosen. */
  function removing(remove: () => void): void {
    const index = active.value
    remove()
    if (!isSearching() || active.value >= 0) return
    if (rows.value.length === 0) editor.select(null)
    else select(Math.min(Math.max(0, index), rows.value.length - 1))
  }

  function move(by: -1 | 1): void {
    const selection = editor.selection.value
    // Together they go past the row that is next to them.
    const moving = rows.value.filter(({ id }) => chosen.value.has(id))
    const row = by < 0 ? moving[0] : moving.at(-1)
    if (selection?.kind === 'contexts' && row?.kind === 'context') {
      const before = by < 0 ? row.index - 1 : row.index + 2
      editor.edit((menu) => moveContexts(menu, selection.keys, Math.max(0, before)))
    } else if (selection?.kind === 'rules' && row?.kind === 'rule') {
      const slot = slotBeside(row, by)
      if (!slot) return
      editor.edit((menu) => moveRules(menu, selection.keys, slot))
      reveal(slot)
    }
  }

  function reveal(place: { context: string; digits: string | null }): void {
    const outer = rowIdsOf(place)
    if (!outer.some((id) => collapsed.value.has(id))) return
    collapsed.value = new Set([...collapsed.value].filter((id) => !outer.includes(id)))
  }

  /** @returns where what is chosen goes when it is dropped on a row, in its upper or lower half, with what puts it there; null: nowhere */
  function dropAt(row: OutlineRow, isLowerHalf: boolean): (DropPlace & { run: () => void }) | null {
    const selection = editor.selection.value
    if (selection?.kind === 'contexts') {
      const { context } = row
      const isBefore = row.kind === 'context' && !isLowerHalf
      const index = editor.menu.value.contexts.indexOf(context) + (isBefore ? 0 : 1)
      const id = isBefore ? row.id : (rows.value.findLast((one) => one.context === context)?.id ?? row.id)
      const run = () => editor.edit((menu) => moveContexts(menu, selection.keys, index))
      return { id, edge: isBefore ? 'before' : 'after', run }
    }
    const own = slotAt(editor.menu.value, selectionOf([row]))
    if (selection?.kind !== 'rules' || !own) return null
    const isBefore = row.kind === 'rule' && !isLowerHalf
    const slot = isBefore ? { ...own, index: own.index - 1 } : own
    const run = () => editor.edit((menu) => moveRules(menu, selection.keys, slot))
    return { id: row.id, edge: row.kind !== 'rule' ? 'into' : isBefore ? 'before' : 'after', run }
  }

  // What the checks, a jump or a new row lead to is shown, whatever is closed or searched for.
  watch(editor.selection, (selection) => {
    if (!selection || active.value >= 0) return
    const wanted = outlineRows(editor.menu.value, new Set(), null).find((row) => chosen.value.has(row.id))
    if (!wanted) return
    search.value = ''
    reveal({ context: wanted.context.key, digits: wanted.kind === 'rule' ? wanted.option.digits : null })
  })

  return {
    rows,
    chosen,
    active,
    markOf: ({ context, id }: OutlineRow) => worstFindings(editor.findingsIn(context.key)).get(id),
    clashes,
    changedThere,
    hasInside,
    isCollapsed,
    activeRow: (): OutlineRow | undefined => rows.value[active.value],
    wordsOf,
    select,
    selectAll,
    fold,
    inward,
    outward,
    move,
    removeChosen: () => removing(editor.clipboard.removeSelected),
    cutChosen: () => removing(editor.clipboard.cutSelected),
    dropAt,
    expandAll: () => (collapsed.value = new Set()),
    collapseAll: () =>
      (collapsed.value = new Set(
        editor.menu.value.contexts.flatMap(({ key }) => rowIdsOf({ context: key, digits: null })),
      )),
  }
}
export type Outline = ReturnType<typeof useOutline>

const hasInside = (row: OutlineRow): boolean =>
  row.kind === 'context' || (row.kind === 'option' && row.option.rules.length > 0)
