import { computed, nextTick, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import type { CallTarget } from '@shared/contract/call-flow'
import type { Called } from '@shared/domain/call-flow/call'
import { call } from '../../client'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { assumedTimeZone } from '../forwarding/period/usePeriodMeaning'
import { useCallDraft } from './call-draft-store'
import { callFormSchema, callOf, copyForm, isChanged, newForm } from './call-form.model'
import { isSameCalled, queryOf } from './called-query'
import { useLitPath } from './lit-path-store'
import { presentMinute } from './present-minute'
import { useTracePlayback } from './useTracePlayback'

const nobody: Called = { kind: 'extension', accountId: '', extensionId: 0 }

/** ms after the last change of the form before the call is played again */
const patience = 120

/** The call that is tried and what comes of it, played again with each change of the form. */
export function useCallFlow(called: () => Called | null) {
  const drafts = useCallDraft()
  const { path } = useLitPath()
  const first = called()
  /** The call that is lit elsewhere and gone back to, as it was. */
  const litForm = path && first && isSameCalled(path.called, first) ? copyForm(path.form) : null
  const fresh = () => newForm(presentMinute(), assumedTimeZone)
  const form = reactive(litForm ?? fresh())
  const isDirty = () => isChanged(form, newForm(form.at, assumedTimeZone))
  /** What was entered for this number or extension, also another day. */
  const remembered = useDraft({
    key: () => `call-flow/${JSON.stringify(queryOf(called() ?? nobody))}`,
    value: () => copyForm(form),
    isDirty,
    restore(value) {
      const kept = callFormSchema.safeParse(value)
      if (kept.success) Object.assign(form, kept.data, kept.data.isNow && { at: presentMinute() })
    },
    reset: () => Object.assign(form, fresh()),
  })
  /** Whether the changes on screen count, where there are any. */
  const withDraft = ref(true)
  const target = shallowRef<CallTarget | null>(null)
  const activeDraft = () => (withDraft.value ? drafts.draft : null)

  const result = useAsync(async () => {
    const present = called()
    if (!present) return null
    return call('callFlow.simulate', { call: callOf(form, present), keys: form.keys, draft: activeDraft() })
  })

  const trace = computed(() => result.value.value?.trace ?? null)
  const playback = useTracePlayback(() => trace.value)

  /** Presses a key at the moment at which the stepping stands; those that were pressed before it stay, later ones are gone. */
  function press(key: string) {
    if (playback.index.value === null) return
    const at = Math.round(playback.clock.value)
    const pressed = (result.value.value?.keys ?? []).filter((one) => one.at <= at)
    form.keys = ''
    form.timedKeys = [...pressed, { at, key }]
    void result.reload()
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const play = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void result.reload(), patience)
  }
  watch([form, withDraft], play)
  let opening = Promise.resolve()
  async function turnTo(present: Called | null, isLit: boolean) {
    result.reset()
    target.value = null
    if (!isLit) {
      Object.assign(form, fresh())
      await remembered.open()
    }
    if (!present) return
    void result.reload()
    const told = await call('callFlow.target', { called: present })
    // Another one may be called by now, whose answer came first.
    const now = called()
    if (now && isSameCalled(now, present)) target.value = told
  }
  watch(called, (present, before) => void (opening = turnTo(present, before === undefined && litForm !== null)), {
    immediate: true,
  })

  onScopeDispose(() => {
    clearTimeout(timer)
    void remembered.keep()
    // What is edited elsewhere goes on changing: a draft that is no longer on screen would give wrong answers.
    drafts.draft = null
  })

  return {
    form,
    withDraft,
    target,
    result,
    activeDraft,
    trace,
    playback,
    press,
    changed: computed(isDirty),
    startOver: remembered.discard,
    /** Resolves when the form of what is called now is there. */
    async opened() {
      await nextTick()
      await opening
    },
  }
}
