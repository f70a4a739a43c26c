import { computed, ref, shallowRef, watch } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import { isPassing, type Finding } from '@shared/domain/finding'
import { call } from '../../../client'
import { useAction } from '../../../composables/useAction'
import { useDraft } from '../../../composables/useDraft'
import { useUnsavedWork } from '../../../composables/useUnsavedWork'
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
  const change = shallowRef<Change>()
  /** Findings about fields that the provider refused; each is forgotten when the form changes. */
  const refused = shallowRef<readonly Finding[]>([])
  const reviewAsked = ref(false)

  const isDirty = () => isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const findings = computed<Finding[]>(() => [...check(form.value), ...refused.value])
  /** An empty field is not called a mistake before the review was asked for. */
  const shownFindings = computed(() =>
    findings.value.filter(({ code }) => code !== 'field.required' || reviewAsked.value),
  )

  function reset() {
    form.value = { ...opened.value }
    refused.value = []
    reviewAsked.value = false
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
  watch(form, () => (refused.value = []), { deep: true })

  const plan = useAction(async (intent: Intent) => {
    change.value = await call('changes.plan', { accountId, origin: 'form', intents: [intent] })
  })

  return {
    form,
    change,
    changed,
    shownFindings,
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
      reviewAsked.value = true
      if (isPassing(findings.value)) await plan.run(intentOf(form.value))
    },
    /** Called when the review closes. */
    async settle(outcome: Change, stepFindings: readonly Finding[]) {
      change.value = undefined
      if (outcome.state === 'planned') {
        await call('changes.discard', { changeId: outcome.id })
        return
      }
      if (outcome.counts.done || outcome.counts.unchanged) {
        opened.value = { ...form.value }
        await draft.settle()
        await onApplied(outcome)
      } else refused.value = stepFindings
    },
  }
}
