import { computed, ref, shallowRef } from 'vue'
import type { Change } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import { checkForwarding } from '@shared/domain/forwarding/check'
import { call } from '../../client'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useFormFindings } from '../../composables/useFormFindings'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { isSettled, planOf, useReview } from '../changes/useReview'
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
  const { change, plan, close } = useReview(planOf(accountId))

  const isDirty = () => !!form.value && !!opened.value && isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const ownNumbers = useOwnNumbers(accountId, () => detail.value.value?.info.applicationId)
  const findings = useFormFindings(form, () =>
    form.value ? checkForwarding(wantedOf(form.value), { number, ownNumbers }) : [],
  )
  const mayReview = computed(() => changed.value && findings.mayReview.value)

  function reset() {
    if (!opened.value) return
    form.value = structuredClone(opened.value)
    findings.reset()
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

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<boolean> {
    if (!findings.askReview() || !form.value) return false
    return plan.run({ operation: 'exolve.setForwarding', number, wanted: wantedOf(form.value) })
  }

  const reviewRemoval = () => plan.run({ operation: 'exolve.removeForwarding', number })

  /** Called when the review closes: brings the outcome back into the form. */
  async function settle(outcome: Change, stepFindings: readonly Finding[]) {
    if (!(await close(outcome))) return
    if (isSettled(outcome)) {
      if (opened.value) form.value = structuredClone(opened.value)
      await draft.settle()
    }
    await load()
    findings.refuse(stepFindings)
  }

  return {
    detail,
    form,
    change,
    changed,
    shownFindings: findings.shown,
    mayReview,
    touch: findings.touch,
    restoredFrom: draft.restoredFrom,
    isOpened: draft.isOpened,
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
