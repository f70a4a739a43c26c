import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { call } from '../client'

export interface SoundPlayer {
  /** Loudness over the length in equal steps, the loudest being 1; undefined until it is loaded. */
  peaks: ShallowRef<readonly number[] | undefined>
  /** s; 0 until it is loaded. */
  length: ComputedRef<number>
  /** Where it stands, s. */
  position: Ref<number>
  playing: Ref<boolean>
  /** Why it cannot be heard: the copy is gone, or the browser knows no such sound. */
  error: ShallowRef<AppError | 'undecodable' | null>
  toggle(): void
  /** @param to s */
  seek(to: number): void
}

/** Steps of a waveform. */
const steps = 160

/**
 * A recording of the data folder, to be seen and heard. It crosses as bytes and is played by Web Audio, so the page's fence needs no
 * hole for media.
 * @param recording SHA-256 of the recording; null: there is none
 */
export function useSoundPlayer(recording: () => string | null): SoundPlayer {
  const sound = shallowRef<AudioBuffer>()
  const peaks = shallowRef<readonly number[]>()
  const error = shallowRef<AppError | 'undecodable' | null>(null)
  const position = ref(0)
  const playing = ref(false)
  let output: AudioContext | undefined
  let source: AudioBufferSourceNode | undefined
  /** Clock of the output at which the sound would have begun. */
  let begun = 0
  let frame = 0
  let round = 0

  async function load(sha256: string | null) {
    stop()
    round += 1
    const own = round
    sound.value = undefined
    peaks.value = undefined
    error.value = null
    position.value = 0
    if (sha256 === null) return
    try {
      const { base64 } = await call('prompts.audio', { sha256 })
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      // Decoding needs no loudspeaker.
      const decoded = await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes.buffer)
      if (own !== round) return
      sound.value = decoded
      peaks.value = peaksOf(decoded.getChannelData(0))
    } catch (cause) {
      if (own !== round) return
      if (cause instanceof AppFailure) error.value = cause.error
      else if (cause instanceof DOMException) error.value = 'undecodable'
      else throw cause
    }
  }

  function stop() {
    cancelAnimationFrame(frame)
    if (source) {
      source.onended = null
      source.stop()
      source = undefined
    }
    playing.value = false
  }

  function play() {
    if (!sound.value) return
    output ??= new AudioContext()
    void output.resume()
    if (position.value >= sound.value.duration) position.value = 0
    source = output.createBufferSource()
    source.buffer = sound.value
    source.connect(output.destination)
    source.onended = () => {
      stop()
      position.value = 0
    }
    begun = output.currentTime - position.value
    source.start(0, position.value)
    playing.value = true
    follow()
  }

  function follow() {
    if (!output || !sound.value) return
    position.value = Math.min(output.currentTime - begun, sound.value.duration)
    frame = requestAnimationFrame(follow)
  }

  watch(recording, load, { immediate: true })
  onScopeDispose(() => {
    round += 1
    stop()
    void output?.close()
  })

  return {
    peaks,
    length: computed(() => sound.value?.duration ?? 0),
    position,
    playing,
    error,
    toggle: () => (playing.value ? stop() : play()),
    seek(to) {
      const wasPlaying = playing.value
      stop()
      position.value = Math.min(Math.max(to, 0), sound.value?.duration ?? 0)
      if (wasPlaying) play()
    },
  }
}

function peaksOf(samples: Float32Array): number[] {
  const perStep = Math.max(1, Math.ceil(samples.length / steps))
  const peaks = Array.from({ length: Math.ceil(samples.length / perStep) }, (_, step) =>
    samples
      .subarray(step * perStep, (step + 1) * perStep)
      .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
  )
  const loudest = Math.max(...peaks, Number.EPSILON)
  return peaks.map((peak) => peak / loudest)
}
