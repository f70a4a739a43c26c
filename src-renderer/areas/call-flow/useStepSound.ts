import { computed, watch } from 'vue'
import type { Trace } from '@shared/domain/call-flow/trace'
import { useSoundPlayer } from '../../composables/useSoundPlayer'
import { soundingStep } from './trace-playback.model'
import type { Recordings } from './useRecordings'
import type { TracePlayback } from './useTracePlayback'

/** Lets the prompt of the present step be heard, from where the clock stands, as long as the trace is played. */
export function useStepSound(trace: () => Trace | null, playback: TracePlayback, recordings: Recordings) {
  const sounding = computed(() => {
    const present = trace()
    return present && playback.index.value !== null ? soundingStep(present, playback.index.value) : null
  })
  const step = computed(() => (sounding.value === null ? undefined : trace()?.steps[sounding.value]))
  const recording = computed(() => recordings.of(step.value))
  const sound = useSoundPlayer(() => recording.value ?? null)

  watch([playback.playing, sounding, sound.peaks], ([isPlayed]) => {
    if (sound.playing.value) sound.toggle()
    if (!isPlayed || !step.value || !sound.peaks.value) return
    const from = (playback.clock.value - step.value.at) / 1000
    if (from >= sound.length.value) return
    sound.seek(from)
    sound.toggle()
  })

  return {
    heard: sound.playing,
    error: sound.error,
    /** The prompt that should be heard has no copy on this computer. */
    isMissing: computed(() => recording.value === null),
  }
}
