import { computed, ref, shallowRef } from 'vue'
import type { Change } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import type { Interval } from '@shared/domain/pbx/interval'
import { call } from '../../client'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useFormFindings } from '../../composables/useFormFindings'
import { useNow } from '../../composables/useNow'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { isSettled, planOf, useReview } from '../changes/useReview'
import { check, formOf, intervalFormSchema, isChanged, wantedOf, type IntervalForm } from './interval-form.model'

interface Subject {
  accountId: string
  /** `new`, or the id of an interval. */
  id: string
}

/** One interval: as it was fetched, edited, planned as a change. */
export function useIntervalForm({ accountId, id }: Subject) {
  const company = useAsync(() => call('pbx.company', { accountId }))
  const now = useNow()
  const form = ref<IntervalForm>()
  const saved = shallowRef<Interval>()
  const opened = shallowRef<IntervalForm>()
  const { change, plan, close } = useReview(planOf(accountId))

  const isDirty = () => !!form.value && !!opened.value && isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const findings = useFormFindings(form, () => (form.value ? check(form.value, now.value) : []), [
    'field.required',
    'interval.noCondition',
  ])

  function reset() {
    if (!opened.value) return
    form.value = structuredClone(opened.value)
    findings.reset()
  }

  const draft = useDraft({
    key: `interval/${accountId}/${id}`,
    value: () => form.value ?? null,
    isDirty,
    restore(value) {
      const kept = intervalFormSchema.safeParse(value)
      if (kept.success) form.value = kept.data
    },
    reset,
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  async function load() {
    const hadEdits = isDirty()
    await company.reload()
    const found = company.value.value
    if (!found) return
    saved.value = found.intervals.find((interval) => String(interval.id) === id)
    if (!saved.value && id !== 'new') return
    opened.value = formOf(saved.value, found.company.timeZone)
    if (!hadEdits) reset()
  }

  async function open() {
    await load()
    if (opened.value) await draft.open()
  }

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<boolean> {
    if (!findings.askReview() || !form.value) return false
    const wanted = wantedOf(form.value)
    return plan.run(
      saved.value
        ? { operation: 'pbx.updateInterval', id: saved.value.id, name: saved.value.name, wanted }
        : { operation: 'pbx.createInterval', wanted },
    )
  }

  async function reviewRemoval(): Promise<void> {
    const { value } = saved
    if (value) await plan.run({ operation: 'pbx.deleteInterval', id: value.id, name: value.name })
  }

  /** Called when the review closes. @returns true when it was carried out, so that another interval may have to be shown */
  async function settle(outcome: Change, stepFindings: readonly Finding[]): Promise<boolean> {
    if (!(await close(outcome))) return false
    const isDone = isSettled(outcome)
    if (isDone) {
      if (opened.value) form.value = structuredClone(opened.value)
      await draft.settle()
    }
    await load()
    findings.refuse(stepFindings)
    return isDone
  }

  return {
    company,
    saved,
    form,
    change,
    changed,
    shownFindings: findings.shown,
    restoredFrom: draft.restoredFrom,
    isOpened: draft.isOpened,
    discardDraft: draft.discard,
    open,
    reset,
    plan,
    review,
    reviewRemoval,
    settle,
  }
}
