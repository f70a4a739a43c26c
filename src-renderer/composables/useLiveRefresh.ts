import { onScopeDispose, watch } from 'vue'

interface LiveOptions {
  /** Asks again; never while an earlier question is under way. */
  run: () => Promise<unknown>
  /** ms between the end of one and the beginning of the next */
  interval: number
  /** false: nothing changes at the moment, so nothing is asked. */
  isActive?: () => boolean
}

/** A question that takes long is asked less often: this many times its own time lies between two. */
const breath = 4

/** Asks again and again while the page is on screen: a window that is hidden asks nothing, and catches up when it is shown. */
export function useLiveRefresh({ run, interval, isActive = () => true }: LiveOptions): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  let running = false

  const stop = () => clearTimeout(timer)
  const mayRun = () => !ended && !running && document.visibilityState === 'visible' && isActive()

  function wait(milliseconds: number) {
    stop()
    if (mayRun()) timer = setTimeout(() => void ask(), milliseconds)
  }

  async function ask() {
    if (!mayRun()) return
    running = true
    const started = performance.now()
    try {
      await run()
    } finally {
      running = false
      wait(Math.max(interval, (performance.now() - started) * breath))
    }
  }

  const onVisibility = () => (document.visibilityState === 'visible' ? void ask() : stop())
  document.addEventListener('visibilitychange', onVisibility)
  watch(isActive, () => wait(interval), { immediate: true })
  onScopeDispose(() => {
    ended = true
    stop()
    document.removeEventListener('visibilitychange', onVisibility)
  })
}
