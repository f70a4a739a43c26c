import { computed, ref, shallowRef } from 'vue'
import type { Change } from '@shared/contract/changes'
import { checkAutocall } from '@shared/domain/autocall/check'
import { autocallSettingsSchema, emptyAutocallSettings, type AutocallSettings } from '@shared/domain/autocall/settings'
import type { Finding } from '@shared/domain/finding'
import { call } from '../../client'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useFormFindings } from '../../composables/useFormFindings'
import { useNow } from '../../composables/useNow'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { planOf, useReview } from '../changes/useReview'
import type { Ids } from './useIds'

interface Subject {
  accountId: string
  /** A job whose settings the form begins with; null: an empty form. */
  like: string | null
  ids: Ids
}

const copyOf = (settings: AutocallSettings): AutocallSettings =>
  JSON.parse(JSON.stringify(settings)) as AutocallSettings

/** A new autocall job: edited, kept as a draft, planned as a change. */
export function useJobForm({ accountId, like, ids }: Subject) {
  const form = ref<AutocallSettings>(emptyAutocallSettings())
  const opened = shallowRef<AutocallSettings>(emptyAutocallSettings())
  const { change, plan, close } = useReview(planOf(accountId))
  const now = useNow()
  const rules = useAsync(() => call('callingRules.read', { accountId }))
  const original = useAsync(async () => (like === null ? null : call('autocall.read', { accountId, jobId: like })))

  const isDirty = () => JSON.stringify(form.value) !== JSON.stringify(opened.value)
  const companyZone = computed(() => rules.value.value?.companyZone ?? '')
  const findings = useFormFindings(form, () =>
    checkAutocall(form.value, { companyZone: companyZone.value, now: now.value }),
  )

  function reset() {
    form.value = copyOf(opened.value)
    findings.reset()
  }

  const draft = useDraft<AutocallSettings>({
    key: `autocall/${accountId}/new`,
    value: () => copyOf(form.value),
    isDirty,
    restore(value) {
      const kept = autocallSettingsSchema.safeParse(value)
      if (kept.success) form.value = kept.data
    },
    reset,
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  async function open() {
    await Promise.all([rules.reload(), original.reload()])
    const settings = original.value.value?.job.settings
    // A copy begins as unsaved work of its own, so that leaving it is asked about.
    if (settings) form.value = copyOf(settings)
    else await draft.open()
  }

  const namesOfIds = (): Record<string, string> => {
    const { botId, transfer, callerId, trunkId } = form.value
    const used = [
      botId,
      trunkId,
      transfer.kind === 'channel' ? transfer.channelId : '',
      callerId.kind === 'number' ? callerId.numberId : callerId.kind === 'pool' ? callerId.poolId : '',
    ]
    return Object.fromEntries(used.filter((id) => id !== '').map((id) => [id, ids.nameOf(id)]))
  }

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<boolean> {
    if (!findings.askReview()) return false
    const settings = copyOf(form.value)
    return plan.run({
      operation: 'twin.createJob',
      settings,
      names: namesOfIds(),
      companyZone: companyZone.value,
    })
  }

  /** Called when the review closes. @returns true when the job was made */
  async function settle(outcome: Change, stepFindings: readonly Finding[]): Promise<boolean> {
    if (!(await close(outcome))) return false
    findings.refuse(stepFindings)
    if (!outcome.counts.done) return false
    opened.value = copyOf(form.value)
    await draft.settle()
    return true
  }

  return {
    form,
    change,
    shownFindings: findings.shown,
    rules,
    original,
    companyZone,
    touch: findings.touch,
    isChanged: computed(isDirty),
    restoredFrom: draft.restoredFrom,
    /** A copy begins without a draft. */
    isOpened: computed(() => draft.isOpened.value || Boolean(original.value.value?.job.settings)),
    discardDraft: draft.discard,
    open,
    reset,
    plan,
    review,
    settle,
  }
}
