import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import { moveContexts, moveRules } from '@shared/domain/ivr/edit'
import { describeRule, optionName } from '@shared/domain/ivr/words'
import { useI18n } from '../../../i18n'
import type { MenuEditor } from '../useMenuEditor'
import {
  outlineRows,
  rowIdsOf,
  selectedIds,
  selectionOf,
  slotBeside,
  slotOf,
  worstFindings,
  type OutlineRow,
} from './outline-rows'

/** Rows of the outline, what is chosen among them, and how the keyboard and the mouse move it. */
export function useOutline(editor: MenuEditor, search: () => string) {
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
    const text = search().trim().toLocaleLowerCase()
    const matches = text === '' ? null : (row: OutlineRow) => wordsOf(row).toLocaleLowerCase().includes(text)
    return outlineRows(editor.menu.value, collapsed.value, matches)
  })
  const chosen = computed(() => selectedIds(editor.selection.value))
  const active = computed(() => {
    const ids = chosen.value
    return ids.size === 0 ? -1 : rows.value.findLastIndex(({ id }) => ids.has(id))
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

  /** @param open absent: the other way round */
  function fold(row: OutlineRow, open?: boolean): void {
    const isOpen = !collapsed.value.has(row.id)
    if (row.kind === 'rule' || open === isOpen) return
    const next = new Set(collapsed.value)
    if (isOpen) next.add(row.id)
    else next.delete(row.id)
    collapsed.value = next
  }

  /** Closes the row, or goes to the one that it is in. */
  function outward(): void {
    const row = rows.value[active.value]
    if (!row) return
    if (row.kind !== 'rule' && !collapsed.value.has(row.id)) return fold(row, false)
    const depth = { context: 0, option: 1, rule: 2 }
    const outer = rows.value.slice(0, active.value).findLastIndex((one) => depth[one.kind] < depth[row.kind])
    if (outer >= 0) select(outer)
  }

  function move(by: -1 | 1): void {
    const row = rows.value[active.value]
    const selection = editor.selection.value
    if (selection?.kind === 'contexts' && row?.kind === 'context') {
      const before = by < 0 ? row.index - 1 : row.index + 2
      editor.edit((menu) => moveContexts(menu, selection.keys, Math.max(0, before)))
    } else if (selection?.kind === 'rules' && row?.kind === 'rule') {
      const slot = slotBeside(row, by)
      if (slot) editor.edit((menu) => moveRules(menu, selection.keys, slot))
    }
  }

  /** Puts what is chosen before this row, or into it. */
  function drop(row: OutlineRow): void {
    const selection = editor.selection.value
    const slot = slotOf(row)
    if (selection?.kind === 'contexts' && row.kind === 'context') {
      editor.edit((menu) => moveContexts(menu, selection.keys, row.index))
    } else if (selection?.kind === 'rules' && slot) {
      const before = row.kind === 'rule' ? { ...slot, index: row.index } : slot
      editor.edit((menu) => moveRules(menu, selection.keys, before))
    }
  }

  // What the checks or a jump lead to is opened.
  watch(editor.selection, async (selection) => {
    if (!selection || active.value >= 0) return
    const wanted = outlineRows(editor.menu.value, new Set(), null).find((row) => chosen.value.has(row.id))
    if (!wanted) return
    const outer = rowIdsOf({
      context: wanted.context.key,
      digits: wanted.kind === 'rule' ? wanted.option.digits : null,
    })
    collapsed.value = new Set([...collapsed.value].filter((id) => !outer.includes(id)))
    await nextTick()
  })

  return {
    rows,
    chosen,
    active,
    markOf: ({ context, id }: OutlineRow) => worstFindings(editor.findingsIn(context.key)).get(id),
    clashes,
    changedThere,
    isCollapsed: (row: OutlineRow) => collapsed.value.has(row.id),
    activeRow: (): OutlineRow | undefined => rows.value[active.value],
    wordsOf,
    select,
    fold,
    outward,
    move,
    drop,
    expandAll: () => (collapsed.value = new Set()),
    collapseAll: () =>
      (collapsed.value = new Set(
        editor.menu.value.contexts.flatMap(({ key }) => rowIdsOf({ context: key, digits: null })),
      )),
  }
}
export type Outline = ReturnType<typeof useOutline>
