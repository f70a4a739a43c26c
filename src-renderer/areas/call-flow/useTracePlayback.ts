import { computed, onScopeDispose, readonly, ref, watch } from 'vue'
import type { Trace } from '@shared/domain/call-flow/trace'
import { paceOf, startOf, stepAt } from './trace-playback.model'

/** ms between two looks at the clock */
const tick = 50
/** ms for which every step is shown at least, so that the eye can follow */
const shownAtLeast = 300

/** Steps through a trace, by hand or with the clock. It stops when its component goes. */
export function useTracePlayback(trace: () => Trace | null) {
  /** Position of the step; the end of the call counts as one after the last. null: nothing is stepped through. */
  const index = ref<number | null>(null)
  /** ms from the start of the call */
  const clock = ref(0)
  const playing = ref(false)
  let shownFor = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function show(step: number) {
    const present = trace()
    if (!present) return
    index.value = Math.min(Math.max(step, 0), present.steps.length)
    clock.value = startOf(present, index.value)
    shownFor = 0
  }

  function pause() {
    clearInterval(timer)
    playing.value = false
  }

  function play() {
    const present = trace()
    if (!present || playing.value) return
    if (index.value === null || index.value >= present.steps.length) show(0)
    playing.value = true
    let last = performance.now()
    timer = setInterval(() => {
      const now = performance.now()
      advance(now - last)
      last = now
    }, tick)
  }

  function advance(passed: number) {
    const present = trace()
    const step = index.value
    if (!present || step === null) return
    shownFor += passed
    const next = startOf(present, step + 1)
    clock.value = Math.min(Math.max(next, clock.value), clock.value + passed * paceOf(present, step))
    if (clock.value < next || shownFor < shownAtLeast) return
    show(step + 1)
    if (step + 1 >= present.steps.length) pause()
  }

  /** Ends the stepping; the trace is shown as a whole again. */
  function stop() {
    pause()
    index.value = null
    clock.value = 0
  }

  watch(trace, (present, before) => {
    if (!present) stop()
    // Played anew, perhaps because a key was pressed at this moment: it goes on from there.
    else if (before && index.value !== null) index.value = stepAt(present, clock.value, before, index.value)
  })
  onScopeDispose(pause)

  return {
    index: readonly(index),
    clock: readonly(clock),
    playing: readonly(playing),
    isOn: computed(() => index.value !== null),
    play,
    pause,
    stop,
    toggle: () => (playing.value ? pause() : play()),
    show,
    next: () => show(index.value === null ? 0 : index.value + 1),
    previous: () => show((index.value ?? 1) - 1),
  }
}

export type TracePlayback = ReturnType<typeof useTracePlayback>
