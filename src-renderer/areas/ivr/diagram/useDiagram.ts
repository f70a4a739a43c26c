import { computed, ref, watch } from 'vue'
import { moveOnPath, optionOnPath, type Light } from '@shared/domain/call-flow/path'
import { findOption, findRule, insertRules, type OptionPlace } from '@shared/domain/ivr/edit'
import type { Rule } from '@shared/domain/ivr/menu'
import { newRule } from '@shared/domain/ivr/new'
import { describeRule, optionName } from '@shared/domain/ivr/words'
import { steady } from '../../../composables/steady'
import { useI18n } from '../../../i18n'
import { worstFindings } from '../outline/outline-rows'
import type { MenuEditor } from '../useMenuEditor'
import { createDiagramDrawing, sameShape, type Diagram, type DiagramEdge, type DiagramNode } from './diagram-model'
import { useLayout } from './useLayout'

export type MenuDiagramState = ReturnType<typeof useDiagram>

/** Boxes that can be read when all are shown. */
export const readable = 16

/** The diagram of the menu being edited, what is chosen in it, what a lit call did, and the edits that are made in it. */
export function useDiagram(editor: MenuEditor) {
  const { t, locale } = useI18n()
  const collapsed = ref<ReadonlySet<string>>(new Set())
  const withRules = ref(editor.menu.value.contexts.length <= readable)
  const draw = createDiagramDrawing()
  const diagram = computed(() => draw(editor.menu.value, { collapsed: collapsed.value, withRules: withRules.value }))
  /** The diagram of the last edit that moved something: what stands in the boxes may be older than in `diagram`. */
  const shape = computed<Diagram>((before) => (before && sameShape(before, diagram.value) ? before : diagram.value))
  /** Where each box stands among the parts: there it stays while the shape does. */
  const places = computed(
    () =>
      new Map(
        shape.value.parts.flatMap(({ nodes }, part) => nodes.map(({ id }, index) => [id, { part, index }] as const)),
      ),
  )
  /** @returns the box as the menu has it now */
  function nodeOf(id: string): DiagramNode | undefined {
    const place = places.value.get(id)
    return place && diagram.value.parts[place.part]?.nodes[place.index]
  }
  const layout = useLayout(() => shape.value)

  /** The option that is chosen, alone or by one of its rules. */
  const option = steady((): OptionPlace | null => {
    const chosen = editor.selection.value
    if (chosen?.kind === 'options') {
      const [digits, ...others] = chosen.digits
      return digits === undefined || others.length > 0 ? null : { context: chosen.context, digits }
    }
    const [rule, ...others] = chosen?.kind === 'rules' ? chosen.keys : []
    const found = rule !== undefined && others.length === 0 ? findRule(editor.menu.value, rule) : undefined
    return found ? { context: found.place.context, digits: found.place.digits } : null
  })
  /** Key of the only rule that is chosen. */
  const rule = computed(() => {
    const chosen = editor.selection.value
    return chosen?.kind === 'rules' && chosen.keys.length === 1 ? (chosen.keys[0] ?? null) : null
  })
  const contexts = computed((): ReadonlySet<string> => {
    const chosen = editor.selection.value
    if (chosen?.kind === 'contexts') return new Set(chosen.keys)
    return new Set(option.value ? [option.value.context] : [])
  })

  const nameOf = (digits: string): string => optionName(digits, locale.value)
  const ruleWords = (present: Rule): string => {
    const sentence = describeRule(present, editor.names, locale.value)
    return present.name ? `${present.name}: ${sentence}` : sentence
  }

  /** @returns empty where the row that the line leaves says it all */
  function labelOf({ handle, digits, toOption }: DiagramEdge): string {
    const options = digits.length === 1 && digits[0] === handle ? '' : digits.map(nameOf).join(', ')
    if (toOption === null) return options
    return t('ivr.diagram.toOption', { options, option: nameOf(toOption) }).trim()
  }

  const lightOf = (key: string): Light | undefined => editor.path.value?.rules.get(key)
  const hasRun = (key: string): boolean => (lightOf(key)?.ran.length ?? 0) > 0

  function isLit(node: DiagramNode): boolean {
    const path = editor.path.value
    if (!path) return false
    if (node.kind === 'context') return path.contexts.has(node.context.key)
    if (node.kind === 'leaf' && node.leads === 'speech') {
      return path.moves.has(moveOnPath(node.rule, node.context, node.toOption))
    }
    return diagram.value.edges.some(({ target, rules }) => target === node.id && rules.some(hasRun))
  }
  function isLineLit({ target, rules }: DiagramEdge): boolean {
    if (!editor.path.value || !rules.some(hasRun)) return false
    const node = nodeOf(target)
    return node?.kind !== 'leaf' || node.leads !== 'speech' || isLit(node)
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

  function collapse(keys: readonly string[], on: boolean): void {
    const next = new Set(collapsed.value)
    for (const key of keys) {
      if (on) next.add(key)
      else next.delete(key)
    }
    collapsed.value = next
  }
  // What the checks or a line lead to is shown, in a box that is closed too.
  watch(editor.selection, () => {
    if (option.value && collapsed.value.has(option.value.context)) collapse([option.value.context], false)
  })

  return {
    diagram,
    shape,
    nodeOf,
    withRules,
    collapsed,
    positions: layout.positions,
    failed: layout.failed,
    isLaidOut: layout.isCurrent,
    option,
    rule,
    contexts,
    labelOf,
    addJump,
    nameOf,
    ruleWords,
    lightOf,
    isLit,
    isLineLit,
    isOptionLit: (context: string, digits: string): boolean =>
      editor.path.value?.options.has(optionOnPath(context, digits)) ?? false,
    /** Of a context: the worst finding inside each of its rows, by the row's id. */
    marksIn: (context: string) => worstFindings(editor.findingsIn(context)),
    isChosen: (context: string, digits: string | null) =>
      digits === null
        ? contexts.value.has(context) && option.value === null
        : option.value?.context === context && option.value.digits === digits,
    chooseContext: (key: string) => editor.select({ kind: 'contexts', keys: [key] }),
    chooseOption: ({ context, digits }: OptionPlace) => editor.select({ kind: 'options', context, digits: [digits] }),
    /** @param rule null: the settings of the menu */
    chooseRule: (rule: string | null) => editor.select(rule === null ? null : { kind: 'rules', keys: [rule] }),
    collapse,
  }
}
