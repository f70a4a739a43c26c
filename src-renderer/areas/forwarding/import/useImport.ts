import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { EventPayload, Output } from '@shared/contract'
import type { DuplicateRule, ImportRule, ImportSubject, OpenedFile, Reading } from '@shared/contract/imports'
import { call, onEvent } from '../../../client'
import { useAction } from '../../../composables/useAction'
import type { ImportStep, RuleProblem } from './import.model'

/** What the rows of a file are taken to mean. */
export interface ChosenRule {
  /** The rule when it can be used, else what is missing. */
  rule: Ref<ImportRule | RuleProblem>
  /** Begins with another file, or another way to read it. */
  take(file: OpenedFile): void
}

interface ImportOptions {
  accountId: string
  subject: ImportSubject
  chosen: ChosenRule
  onPlanned(changeId: string): unknown
}

/** One file on its way into a change: opened, its columns named, checked, planned. */
export function useImport({ accountId, subject, chosen, onPlanned }: ImportOptions) {
  const { rule } = chosen
  const step = ref<ImportStep>('file')
  const file = shallowRef<OpenedFile>()
  const duplicates = ref<DuplicateRule>('first')
  const checked = shallowRef<Output<'imports.check'>>()
  const progress = shallowRef<EventPayload<'imports.didProgress'>>()
  let left = false

  function take(opened: OpenedFile) {
    file.value = opened
    chosen.take(opened)
    step.value = 'columns'
  }

  const open = useAction(async () => {
    const opened = await call('imports.open', { subject })
    if (opened) take(opened)
  })

  const inspect = useAction(async (reading: Reading) => {
    if (file.value) take(await call('imports.inspect', { importId: file.value.importId, reading }))
  })

  function task() {
    if (!file.value || typeof rule.value === 'string') return undefined
    const usable: ImportRule = rule.value
    return { importId: file.value.importId, accountId, reading: file.value.reading, rule: usable }
  }

  const check = useAction(async () => {
    const asked = task()
    if (!asked) return
    step.value = 'check'
    checked.value = undefined
    progress.value = undefined
    checked.value = await call('imports.check', asked)
  })

  const plan = useAction(async () => {
    const asked = task()
    if (!asked) return
    progress.value = undefined
    const { changeId } = await call('imports.plan', { ...asked, duplicates: duplicates.value })
    if (!left) await onPlanned(changeId)
  })

  async function cancel() {
    if (file.value) await call('imports.cancel', { importId: file.value.importId })
  }

  // A check that was cancelled has nothing to show.
  watch(check.error, (error) => {
    if (error?.code === 'cancelled') step.value = 'columns'
  })
  const stop = onEvent('imports.didProgress', (event) => {
    if (event.importId === file.value?.importId) progress.value = event
  })
  onScopeDispose(() => {
    left = true
    stop()
    // Nobody would review a plan whose page was left.
    if (check.running.value || plan.running.value) void cancel()
  })

  /** Being cancelled is no failure to be told about. */
  const error = computed(() => {
    const found = open.error.value ?? inspect.error.value ?? check.error.value ?? plan.error.value
    return found?.code === 'cancelled' ? null : found
  })

  return { step, file, duplicates, checked, progress, open, inspect, check, plan, cancel, error }
}
