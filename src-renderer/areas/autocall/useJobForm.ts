import { computed, ref, shallowRef } from 'vue'
import type { Change } from '@shared/contract/changes'
import { checkAutocall } from '@shared/domain/autocall/check'
import { autocallSettingsSchema, emptyAutocallSettings, type AutocallSettings } from '@shared/domain/autocall/settings'
import { isPassing, type Finding } from '@shared/domain/finding'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useNow } from '../../composables/useNow'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
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
  const change = shallowRef<Change>()
  const refused = shallowRef<readonly Finding[]>([])
  const reviewAsked = ref(false)
  const touched = ref(new Set<string>())
  const now = useNow()
  const rules = useAsync(() => call('callingRules.read', { accountId }))
  const original = useAsync(async () => (like === null ? null : call('autocall.read', { accountId, jobId: like })))

  const isDirty = () => JSON.stringify(form.value) !== JSON.stringify(opened.value)
  const companyZone = computed(() => rules.value.value?.companyZone ?? '')
  const findings = computed<Finding[]>(() => [
    ...checkAutocall(form.value, { companyZone: companyZone.value, now: now.value }),
    ...refused.value,
  ])
  /** An empty field is not called a mistake before the operator was in it or asked for the review. */
  const shownFindings = computed(() =>
    findings.value.filter(
      (finding) => finding.code !== 'field.required' || reviewAsked.value || touched.value.has(finding.path),
    ),
  )

  function reset() {
    form.value = copyOf(opened.value)
    refused.value = []
    reviewAsked.value = false
    touched.value = new Set()
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

  const plan = useAction(async () => {
    const settings = copyOf(form.value)
    const intent = {
      operation: 'twin.createJob' as const,
      settings,
      names: namesOfIds(),
      companyZone: companyZone.value,
    }
    change.value = await call('changes.plan', { accountId, origin: 'form', intents: [intent] })
  })

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<boolean> {
    reviewAsked.value = true
    return isPassing(findings.value) ? plan.run() : false
  }

  /** Called when the review closes. @returns true when the job was made */
  async function settle(outcome: Change, stepFindings: readonly Finding[]): Promise<boolean> {
    change.value = undefined
    if (outcome.state === 'planned') {
      await call('changes.discard', { changeId: outcome.id })
      return false
    }
    refused.value = stepFindings
    if (!outcome.counts.done) return false
    opened.value = copyOf(form.value)
    await draft.settle()
    return true
  }

  return {
    form,
    change,
    shownFindings,
    rules,
    original,
    companyZone,
    touch: (path: string) => touched.value.add(path),
    isChanged: computed(isDirty),
    restoredFrom: draft.restoredFrom,
    discardDraft: draft.discard,
    open,
    reset,
    plan,
    review,
    settle,
  }
}
