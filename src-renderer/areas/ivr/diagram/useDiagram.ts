import { computed, ref } from 'vue'
import { findOption, findRule, insertRules, type OptionPlace } from '@shared/domain/ivr/edit'
import { newRule } from '@shared/domain/ivr/new'
import { optionName } from '@shared/domain/ivr/words'
import { useI18n } from '../../../i18n'
import { rowIdsOf, worstFindings } from '../outline/outline-rows'
import type { MenuEditor } from '../useMenuEditor'
import { diagramOf, type DiagramEdge } from './diagram-model'
import { useLayout } from './useLayout'

export type MenuDiagramState = ReturnType<typeof useDiagram>

/** The diagram of the menu being edited, what is chosen in it, and the edits that are made in it. */
export function useDiagram(editor: MenuEditor) {
  const { t, locale } = useI18n()
  const collapsed = ref<ReadonlySet<string>>(new Set())
  const diagram = computed(() => diagramOf(editor.menu.value, collapsed.value))
  const layout = useLayout(() => diagram.value)
  const marks = computed(() => worstFindings(editor.findings.value))

  /** The option that is chosen, alone or by one of its rules. */
  const option = computed((): OptionPlace | null => {
    const chosen = editor.selection.value
    if (chosen?.kind === 'options') {
      const [digits, ...others] = chosen.digits
      return digits === undefined || others.length > 0 ? null : { context: chosen.context, digits }
    }
    const [rule, ...others] = chosen?.kind === 'rules' ? chosen.keys : []
    const found = rule !== undefined && others.length === 0 ? findRule(editor.menu.value, rule) : undefined
    return found ? { context: found.place.context, digits: found.place.digits } : null
  })
  const contexts = computed((): ReadonlySet<string> => {
    const chosen = editor.selection.value
    if (chosen?.kind === 'contexts') return new Set(chosen.keys)
    return new Set(option.value ? [option.value.context] : [])
  })

  function labelOf({ digits, toOption }: DiagramEdge): string {
    const options = digits.map((one) => optionName(one, locale.value)).join(', ')
    return toOption === null
      ? options
      : t('ivr.diagram.toOption', { options, option: optionName(toOption, locale.value) })
  }

  /** Adds a rule to the end of the option, and chooses it. */
  function addJump(from: OptionPlace, context: string): void {
    const present = findOption(editor.menu.value, from)
    if (!present) return
    const key = editor.makeKey()
    const slot = { ...from, index: present.rules.length }
    editor.edit((menu) => insertRules(menu, slot, [newRule(key, { kind: 'jump_to_context', context, option: '' })]))
    editor.select({ kind: 'rules', keys: [key] })
  }

  return {
    diagram,
    positions: layout.positions,
    failed: layout.failed,
    option,
    contexts,
    labelOf,
    addJump,
    nameOf: (digits: string) => optionName(digits, locale.value),
    markOf: (context: string, digits: string | null) => marks.value.get(rowIdsOf({ context, digits })[0] ?? ''),
    isChosen: (context: string, digits: string | null) =>
      digits === null
        ? contexts.value.has(context) && option.value === null
        : option.value?.context === context && option.value.digits === digits,
    chooseContext: (key: string) => editor.select({ kind: 'contexts', keys: [key] }),
    chooseOption: ({ context, digits }: OptionPlace) => editor.select({ kind: 'options', context, digits: [digits] }),
    chooseRule: (key: string) => editor.select({ kind: 'rules', keys: [key] }),
    collapse(keys: readonly string[], on: boolean) {
      const next = new Set(collapsed.value)
      for (const key of keys) {
        if (on) next.add(key)
        else next.delete(key)
      }
      collapsed.value = next
    },
  }
}
