import { computed, ref, shallowRef, watch } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import { isPassing, type Finding } from '@shared/domain/finding'
import type { Interval } from '@shared/domain/pbx/interval'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useNow } from '../../composables/useNow'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
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
  const change = shallowRef<Change>()
  const refused = shallowRef<readonly Finding[]>([])
  const reviewAsked = ref(false)

  const isDirty = () => !!form.value && !!opened.value && isChanged(form.value, opened.value)
  const changed = computed(isDirty)
  const findings = computed<Finding[]>(() => (form.value ? [...check(form.value, now.value), ...refused.value] : []))
  /** An empty form is not called a mistake before the operator asked for the review. */
  const shownFindings = computed(() =>
    findings.value.filter(
      ({ code }) => (code !== 'field.required' && code !== 'interval.noCondition') || reviewAsked.value,
    ),
  )

  function reset() {
    if (!opened.value) return
    form.value = structuredClone(opened.value)
    refused.value = []
    reviewAsked.value = false
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
  // What was refused may be right after the next stroke; only the provider can say so.
  watch(form, () => (refused.value = []), { deep: true })

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

  const plan = useAction(async (intent: Intent) => {
    change.value = await call('changes.plan', { accountId, origin: 'form', intents: [intent] })
  })

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<boolean> {
    reviewAsked.value = true
    if (!form.value || !isPassing(findings.value)) return false
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
    change.value = undefined
    if (outcome.state === 'planned') {
      await call('changes.discard', { changeId: outcome.id })
      return false
    }
    const isDone = outcome.counts.done > 0 || outcome.counts.unchanged > 0
    if (isDone) {
      if (opened.value) form.value = structuredClone(opened.value)
      await draft.settle()
    }
    await load()
    refused.value = stepFindings
    return isDone
  }

  return {
    company,
    saved,
    form,
    change,
    changed,
    shownFindings,
    restoredFrom: draft.restoredFrom,
    discardDraft: draft.discard,
    open,
    reset,
    plan,
    review,
    reviewRemoval,
    settle,
  }
}
