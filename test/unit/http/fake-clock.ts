import type { Clock } from '../../../src-main/http/clock'

/** Time that stands still until it is told to go on. */
export function createFakeClock(): Clock & { advance(milliseconds: number): void } {
  let now = 0
  let timers: { at: number; action: () => void }[] = []
  return {
    wall: () => now,
    monotonic: () => now,
    after(milliseconds, action) {
      const timer = { at: now + milliseconds, action }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        now = next.at
        next.action()
      }
      now = end
    },
  }
}
