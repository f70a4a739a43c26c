import { computed, ref, shallowRef, watch } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import { isPassing, type Finding } from '@shared/domain/finding'
import type { RuleContext } from '@shared/domain/pbx/check-rule'
import { emptyFields, ruleOf, type RuleFields } from '@shared/domain/pbx/empty-rule'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { checkForm, formOf, isChanged, ruleFormSchema } from './rule-form.model'

interface Subject {
  accountId: string
  extensionId: number
  /** As the operator knows it: `101`. */
  extensionNumber: string
  /** null: a new rule. */
  ruleId: number | null
  /** The rules of the extension in their order, as they were read. */
  rules: () => readonly SavedRule[]
  context: () => RuleContext
}

/** One rule: edited, planned as a change. */
export function useRuleForm({ accountId, extensionId, extensionNumber, ruleId, rules, context }: Subject) {
  const saved = () => rules().find(({ id }) => id === ruleId)
  const opened = shallowRef<RuleFields>(formOf(saved()) ?? emptyFields())
  const form = ref<RuleFields>(structuredClone(opened.value))
  const change = shallowRef<Change>()
  /** Findings about fields that the provider refused; each is forgotten when its form changes. */
  const refused = shallowRef<readonly Finding[]>([])
  const reviewAsked = ref(false)
  const touched = ref(new Set<string>())

  const isDirty = () => isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const findings = computed<Finding[]>(() => [...checkForm(form.value, ruleId, rules(), context()), ...refused.value])
  /** An empty field is not called a mistake before the operator was in it or asked for the review. */
  const shownFindings = computed(() =>
    findings.value.filter(
      (finding) => finding.code !== 'field.required' || reviewAsked.value || touched.value.has(finding.path),
    ),
  )

  function reset() {
    form.value = structuredClone(opened.value)
    refused.value = []
    reviewAsked.value = false
    touched.value = new Set()
  }

  const draft = useDraft<RuleFields>({
    key: `rules/${accountId}/${extensionId}/${ruleId ?? 'new'}`,
    value: () => JSON.parse(JSON.stringify(form.value)) as RuleFields,
    isDirty,
    restore(value) {
      const kept = ruleFormSchema.safeParse(value)
      if (kept.success) form.value = kept.data
    },
    reset,
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  // Read again while the form is open: what is being edited stays as it is, on top of what the provider has now.
  watch(saved, (present) => {
    const fresh = present && formOf(present)
    if (!fresh) return
    const hadEdits = isDirty()
    opened.value = fresh
    if (!hadEdits) reset()
  })

  // Whatever was refused may be right after the next keystroke; only the provider can say so.
  watch(form, () => (refused.value = []), { deep: true })

  const plan = useAction(async () => {
    const object = { extensionId, extensionNumber, rule: ruleOf(form.value) }
    const intent: Intent =
      ruleId === null ? { operation: 'pbx.createRule', ...object } : { operation: 'pbx.updateRule', ...object, ruleId }
    change.value = await call('changes.plan', { accountId, origin: 'form', intents: [intent] })
  })

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<void> {
    reviewAsked.value = true
    if (isPassing(findings.value)) await plan.run()
  }

  /** Called when the review closes. @returns true when the provider holds what was entered */
  async function settle(outcome: Change, stepFindings: readonly Finding[]): Promise<boolean> {
    change.value = undefined
    if (outcome.state === 'planned') {
      await call('changes.discard', { changeId: outcome.id })
      return false
    }
    const isSaved = Boolean(outcome.counts.done || outcome.counts.unchanged)
    if (isSaved) {
      opened.value = structuredClone(JSON.parse(JSON.stringify(form.value)) as RuleFields)
      await draft.settle()
    }
    refused.value = stepFindings
    return isSaved
  }

  return {
    form,
    change,
    changed,
    shownFindings,
    touch: (path: string) => touched.value.add(path),
    restoredFrom: draft.restoredFrom,
    discardDraft: draft.discard,
    openDraft: draft.open,
    reset,
    plan,
    review,
    settle,
  }
}
