import { computed, ref, shallowRef, watch } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import type { RuleContext } from '@shared/domain/pbx/check-rule'
import { emptyFields, ruleOf, type RuleFields } from '@shared/domain/pbx/empty-rule'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import { useDraft } from '../../composables/useDraft'
import { useFormFindings } from '../../composables/useFormFindings'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { isSettled, planOf, useReview } from '../changes/useReview'
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
  const { change, plan, close } = useReview(planOf(accountId))

  const isDirty = () => isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const findings = useFormFindings(form, () => checkForm(form.value, ruleId, rules(), context()))

  function reset() {
    form.value = structuredClone(opened.value)
    findings.reset()
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

  const intentOf = (rule: RuleFields): Intent => {
    const object = { extensionId, extensionNumber, rule: ruleOf(rule) }
    return ruleId === null
      ? { operation: 'pbx.createRule', ...object }
      : { operation: 'pbx.updateRule', ...object, ruleId }
  }

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<void> {
    if (findings.askReview()) await plan.run(intentOf(form.value))
  }

  /** Called when the review closes. @returns true when the provider holds what was entered */
  async function settle(outcome: Change, stepFindings: readonly Finding[]): Promise<boolean> {
    if (!(await close(outcome))) return false
    const isSaved = isSettled(outcome)
    if (isSaved) {
      opened.value = structuredClone(JSON.parse(JSON.stringify(form.value)) as RuleFields)
      await draft.settle()
    }
    findings.refuse(stepFindings)
    return isSaved
  }

  return {
    form,
    change,
    changed,
    shownFindings: findings.shown,
    touch: findings.touch,
    restoredFrom: draft.restoredFrom,
    isOpened: draft.isOpened,
    discardDraft: draft.discard,
    openDraft: draft.open,
    reset,
    plan,
    review,
    settle,
  }
}
