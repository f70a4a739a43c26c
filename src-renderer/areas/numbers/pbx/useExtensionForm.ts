import { computed, ref, shallowRef } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import { useDraft } from '../../../composables/useDraft'
import { useFormFindings } from '../../../composables/useFormFindings'
import { useUnsavedWork } from '../../../composables/useUnsavedWork'
import { isTakenOver, planOf, useReview } from '../../changes/useReview'
import { extensionFormSchema, isChanged, newExtensionForm, type ExtensionForm } from './extension-form.model'

interface Options {
  accountId: string
  /** Id of the extension, or `new`. */
  subject: number | 'new'
  check(form: ExtensionForm): Finding[]
  intentOf(form: ExtensionForm): Intent
  /** A change was applied, all or part of it. */
  onApplied(change: Change): unknown
}

/** One extension's form: edited, kept as a draft, planned as a change. */
export function useExtensionForm({ accountId, subject, check, intentOf, onApplied }: Options) {
  const form = ref<ExtensionForm>(newExtensionForm())
  const opened = shallowRef<ExtensionForm>(newExtensionForm())
  const { change, plan, close } = useReview(planOf(accountId))

  const isDirty = () => isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const findings = useFormFindings(form, () => check(form.value))

  function reset() {
    form.value = { ...opened.value }
    findings.reset()
  }

  const draft = useDraft<ExtensionForm>({
    key: `extension/${accountId}/${subject}`,
    value: () => ({ ...form.value }),
    isDirty,
    restore(value) {
      const kept = extensionFormSchema.safeParse(value)
      if (kept.success) form.value = kept.data
    },
    reset,
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  return {
    form,
    change,
    changed,
    shownFindings: findings.shown,
    plan,
    restoredFrom: draft.restoredFrom,
    discardDraft: draft.discard,
    openDraft: draft.open,
    reset,
    /** The state that the form begins with; what is being edited stays. */
    begin(present: ExtensionForm) {
      const hadEdits = isDirty()
      opened.value = present
      if (!hadEdits) reset()
    },
    async review(): Promise<void> {
      if (findings.askReview()) await plan.run(intentOf(form.value))
    },
    /** Called when the review closes. */
    async settle(outcome: Change, stepFindings: readonly Finding[]) {
      if (!(await close(outcome))) return
      if (isTakenOver(outcome)) {
        opened.value = { ...form.value }
        await draft.settle()
        await onApplied(outcome)
      } else findings.refuse(stepFindings)
    },
  }
}
