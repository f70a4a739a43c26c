import { computed, ref, shallowRef, watch } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import { isPassing, type Finding } from '@shared/domain/finding'
import { checkForwarding } from '@shared/domain/forwarding/check'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { formOf, forwardingFormSchema, isChanged, wantedOf, type ForwardingForm } from './forwarding-form.model'
import { useOwnNumbers } from './useOwnNumbers'

interface Subject {
  accountId: string
  /** E.164 digits. */
  number: string
}

/** One number's forwarding: read from the provider, edited, planned as a change, read again. */
export function useForwardingForm({ accountId, number }: Subject) {
  const detail = useAsync(() => call('numbers.detail', { accountId, number }))
  const form = ref<ForwardingForm>()
  /** What the form began with; undefined until the present state has been read. */
  const opened = shallowRef<ForwardingForm>()
  const change = shallowRef<Change>()
  /** Findings about fields that the provider refused; each is forgotten when its form changes. */
  const refused = shallowRef<readonly Finding[]>([])
  const reviewAsked = ref(false)
  const touched = ref(new Set<string>())

  const isDirty = () => !!form.value && !!opened.value && isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const ownNumbers = useOwnNumbers(accountId, () => detail.value.value?.info.applicationId)
  const findings = computed<Finding[]>(() =>
    form.value ? [...checkForwarding(wantedOf(form.value), { number, ownNumbers }), ...refused.value] : [],
  )
  /** An empty field is not called a mistake before the operator was in it or asked for the review. */
  const shownFindings = computed(() =>
    findings.value.filter(
      (finding) => finding.code !== 'field.required' || reviewAsked.value || touched.value.has(finding.path),
    ),
  )
  const mayReview = computed(() => changed.value && isPassing(findings.value))

  function reset() {
    if (!opened.value) return
    form.value = structuredClone(opened.value)
    refused.value = []
    reviewAsked.value = false
    touched.value = new Set()
  }

  const draft = useDraft<ForwardingForm>({
    key: `forwarding/${accountId}/${number}`,
    value: () => JSON.parse(JSON.stringify(form.value ?? formOf({ kind: 'none' }))) as ForwardingForm,
    isDirty,
    restore(value) {
      const kept = forwardingFormSchema.safeParse(value)
      if (kept.success) form.value = kept.data
    },
    reset,
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  // Whatever was refused may be right after the next keystroke; only the provider can say so.
  watch(form, () => (refused.value = []), { deep: true })

  /** Reads the present state; what is being edited stays as it is. */
  async function load() {
    const hadEdits = isDirty()
    await detail.reload()
    const present = detail.value.value?.present
    if (!present || detail.error.value) return
    opened.value = formOf(present.forwarding)
    if (!hadEdits) reset()
  }

  async function open() {
    await load()
    if (opened.value) await draft.open()
  }

  const plan = useAction(async (intent: Intent) => {
    change.value = await call('changes.plan', { accountId, origin: 'form', intents: [intent] })
  })

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<boolean> {
    reviewAsked.value = true
    if (!form.value || !isPassing(findings.value)) return false
    return plan.run({ operation: 'exolve.setForwarding', number, wanted: wantedOf(form.value) })
  }

  const reviewRemoval = () => plan.run({ operation: 'exolve.removeForwarding', number })

  /** Called when the review closes: brings the outcome back into the form. */
  async function settle(outcome: Change, stepFindings: readonly Finding[]) {
    change.value = undefined
    if (outcome.state === 'planned') {
      await call('changes.discard', { changeId: outcome.id })
      return
    }
    if (outcome.counts.done || outcome.counts.unchanged) {
      if (opened.value) form.value = structuredClone(opened.value)
      await draft.settle()
    }
    await load()
    refused.value = stepFindings
  }

  return {
    detail,
    form,
    change,
    changed,
    shownFindings,
    mayReview,
    touch: (path: string) => touched.value.add(path),
    restoredFrom: draft.restoredFrom,
    discardDraft: draft.discard,
    open,
    load,
    reset,
    plan,
    review,
    reviewRemoval,
    settle,
  }
}
