/** How long a request is waited for. */
import type { ErrorCode } from '@shared/domain/app-error'
import type { Clock } from './clock'

export interface Patience {
  /** @param sent bytes of the body that have gone out, of so many */
  moved(sent: number, total: number): void
  end(): void
}

/** @param milliseconds that passed in vain */
type GiveUp = (code: Extract<ErrorCode, 'network.timeout' | 'network.stalled'>, milliseconds: number) => void

/**
 * ms without a byte of a file going out. Ten megabytes may take an hour over a slow line, and that is no reason to give up; what
 * stands still for a minute does not come back. Less would be too little: the system takes hundreds of kilobytes at once
 * and says nothing more before a good part of them is through, which takes half a minute on the slowest of lines.
 */
const longestSilence = 60_000

/** @param limit ms from now until the whole answer is there */
export function awaitAnswer(clock: Pick<Clock, 'after'>, limit: number, giveUp: GiveUp): Patience {
  const end = clock.after(limit, () => giveUp('network.timeout', limit))
  return { moved: () => undefined, end }
}

/**
 * As long as bytes go out there is no limit. With the last of them the wait for the answer begins, and part of what "went out" may
 * still lie in this computer, or in a proxy that passes it on.
 * @param limit ms from the last byte until the whole answer is there
 */
export function awaitUpload(clock: Pick<Clock, 'after'>, limit: number, giveUp: GiveUp): Patience {
  const keepSilence = () => clock.after(longestSilence, () => giveUp('network.stalled', longestSilence))
  let sentBefore = 0
  let stopTimer = keepSilence()
  return {
    moved(sent, total) {
      if (sent === sentBefore) return
      sentBefore = sent
      stopTimer()
      stopTimer = sent < total ? keepSilence() : clock.after(limit, () => giveUp('network.timeout', limit))
    },
    end: () => stopTimer(),
  }
}
