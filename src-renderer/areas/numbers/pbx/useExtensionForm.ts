import { computed, ref, shallowRef } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import { newExtension, newExtensionSchema, type NewExtension } from '@shared/domain/pbx/extension'
import { useDraft } from '../../../composables/useDraft'
import { useFormFindings } from '../../../composables/useFormFindings'
import { useUnsavedWork } from '../../../composables/useUnsavedWork'
import { isSettled, planOf, useReview } from '../../changes/useReview'

interface Options {
  accountId: string
  /** Id of the extension, or `new`. */
  subject: number | 'new'
  check(form: NewExtension): Finding[]
  intentOf(form: NewExtension): Intent
  /** A change was applied, all or part of it. */
  onApplied(change: Change): unknown
}

const asText = (form: NewExtension): string => JSON.stringify(newExtensionSchema.parse(form))

/** One extension's form: edited, kept as a draft, planned as a change. */
export function useExtensionForm({ accountId, subject, check, intentOf, onApplied }: Options) {
  const form = ref<NewExtension>(newExtension(''))
  const opened = shallowRef<NewExtension>(newExtension(''))
  const { change, plan, close } = useReview(planOf(accountId))

  const isDirty = () => asText(form.value) !== asText(opened.value)
  const changed = computed(isDirty)
  const findings = useFormFindings(form, () => check(form.value))

  function reset() {
    form.value = { ...opened.value }
    findings.reset()
  }

  const draft = useDraft<NewExtension>({
    key: `extension/${accountId}/${subject}`,
    value: () => ({ ...form.value }),
    isDirty,
    restore(value) {
      const kept = newExtensionSchema.safeParse(value)
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
    isOpened: draft.isOpened,
    discardDraft: draft.discard,
    openDraft: draft.open,
    reset,
    /** The state that the form begins with; what is being edited stays. */
    begin(present: NewExtension) {
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
      if (isSettled(outcome)) {
        opened.value = { ...form.value }
        await draft.settle()
        await onApplied(outcome)
      } else findings.refuse(stepFindings)
    },
  }
}
