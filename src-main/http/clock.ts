import { zonedText } from '@shared/text/zoned'

/** Time as the gateway sees it; handed in, so that a test need not wait. */
export interface Clock {
  /** ms since 1970. Jumps when somebody sets the machine's clock, so it only labels things. */
  wall(): number
  /** ms that only ever go forward; everything that waits counts by these. */
  monotonic(): number
  /** Runs the action after so many ms. @returns a function that calls it off. */
  after(milliseconds: number, action: () => void): () => void
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds)
    return () => clearTimeout(timer)
  },
}

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** @param time ms since 1970 @returns the time of day on this machine with its zone, `23:05 UTC+3`, the same in every language. */
export const zonedTime = (time: number): string => zonedText(clockTime, time)
