import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { EventPayload, Output } from '@shared/contract'
import type { ContactList, ContactRule, OpenedContacts } from '@shared/contract/contacts'
import type { Reading } from '@shared/contract/imports'
import { checkContactMapping } from '@shared/domain/autocall/contact-columns'
import { isPassing } from '@shared/domain/finding'
import { call, onEvent } from '../../../client'
import { useAction } from '../../../composables/useAction'
import { useAsync } from '../../../composables/useAsync'

export const contactSteps = ['file', 'columns', 'result'] as const
export type ContactStep = (typeof contactSteps)[number]

/** One file of contacts on its way into a job: opened, its columns named, read to its end, planned. */
export function useContacts(subject: { accountId: string; jobId: string }, onPlanned: (changeId: string) => unknown) {
  const { accountId, jobId } = subject
  const step = ref<ContactStep>('file')
  const file = shallowRef<OpenedContacts>()
  const rule = ref<ContactRule>({
    mapping: [],
    homeCountry: 'RU',
    withForeign: false,
    withPremium: false,
    recentDays: 30,
  })
  const preview = shallowRef<Output<'contacts.preview'>>([])
  const list = shallowRef<ContactList>()
  const progress = shallowRef<EventPayload<'contacts.didProgress'>>()
  let left = false

  const subjectData = useAsync(async () => {
    const [{ job }, rules] = await Promise.all([
      call('autocall.read', { accountId, jobId }),
      call('callingRules.read', { accountId }),
    ])
    rule.value = { ...rule.value, homeCountry: rules.homeCountry, recentDays: rules.recentDays }
    return job
  })
  void subjectData.reload()

  const findings = computed(() => checkContactMapping(rule.value.mapping))
  const canPrepare = computed(() => file.value !== undefined && isPassing(findings.value))

  function take(opened: OpenedContacts) {
    file.value = opened
    rule.value = { ...rule.value, mapping: opened.mapping }
    step.value = 'columns'
  }
  const open = useAction(async () => {
    const opened = await call('contacts.open', {})
    if (opened) take(opened)
  })
  const inspect = useAction(async (reading: Reading) => {
    if (file.value) take(await call('contacts.inspect', { importId: file.value.importId, reading }))
  })

  /** Rows of an earlier rule are not shown beside a newer one. */
  let latest = 0
  const show = useAction(async () => {
    for (let asked = -1; asked !== latest && file.value;) {
      asked = latest
      const { importId, reading } = file.value
      preview.value = await call('contacts.preview', { importId, reading, rule: rule.value })
    }
  })
  watch(
    [file, rule],
    () => {
      latest += 1
      if (file.value) void show.run()
    },
    { deep: true },
  )

  /** A list that was read and not sent is not kept. */
  async function drop() {
    const dropped = list.value
    list.value = undefined
    if (dropped && dropped.changeId === null) await call('contacts.discard', { listId: dropped.id })
  }

  const prepare = useAction(async () => {
    if (!file.value || !canPrepare.value) return
    await drop()
    progress.value = undefined
    step.value = 'result'
    const { importId, reading } = file.value
    const jobName = subjectData.value.value?.name ?? jobId
    const read = await call('contacts.prepare', { importId, accountId, jobId, jobName, reading, rule: rule.value })
    list.value = read
    if (left) await drop()
  })
  const plan = useAction(async () => {
    if (!list.value) return
    const { id } = await call('contacts.plan', { listId: list.value.id })
    list.value = { ...list.value, changeId: id }
    if (!left) await onPlanned(id)
  })

  async function cancel() {
    if (file.value) await call('contacts.cancel', { importId: file.value.importId })
  }
  watch(prepare.error, (error) => {
    if (error) step.value = 'columns'
  })
  const stop = onEvent('contacts.didProgress', (event) => {
    if (event.importId === file.value?.importId) progress.value = event
  })
  onScopeDispose(() => {
    left = true
    stop()
    if (prepare.running.value) void cancel()
    else if (!plan.running.value) void drop()
  })

  /** Being cancelled is no failure to be told about. */
  const error = computed(() => {
    const found =
      subjectData.error.value ??
      open.error.value ??
      inspect.error.value ??
      show.error.value ??
      prepare.error.value ??
      plan.error.value
    return found?.code === 'cancelled' ? null : found
  })

  return {
    step,
    file,
    rule,
    preview,
    list,
    progress,
    job: subjectData.value,
    findings,
    canPrepare,
    open,
    inspect,
    prepare,
    plan,
    cancel,
    error,
  }
}
