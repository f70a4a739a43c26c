import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { EventPayload, Output } from '@shared/contract'
import type { DuplicateRule, ImportRule, OpenedFile, Reading } from '@shared/contract/imports'
import { emptyForwarding } from '@shared/domain/forwarding/empty'
import { call, onEvent } from '../../../client'
import { useAction } from '../../../composables/useAction'
import { ruleFor, ruleOf, type ImportStep, type RuleChoice } from './import.model'

/** One file on its way into a change: opened, its columns named, checked, planned. */
export function useImport(accountId: string, onPlanned: (changeId: string) => unknown) {
  const step = ref<ImportStep>('file')
  const file = shallowRef<OpenedFile>()
  const choice = ref<RuleChoice>({ kind: 'perRow', mapping: [], numberColumn: null, wanted: emptyForwarding('number') })
  const duplicates = ref<DuplicateRule>('first')
  const checked = shallowRef<Output<'imports.check'>>()
  const progress = shallowRef<EventPayload<'imports.didProgress'>>()
  const rule = computed(() => ruleOf(choice.value))
  let left = false

  function take(opened: OpenedFile) {
    file.value = opened
    choice.value = ruleFor(opened, choice.value.wanted)
    step.value = 'columns'
  }

  const open = useAction(async () => {
    const opened = await call('imports.open', {})
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

  return { step, file, choice, rule, duplicates, checked, progress, open, inspect, check, plan, cancel, error }
}
