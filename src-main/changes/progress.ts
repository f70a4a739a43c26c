/** Tells the window how a change comes along, about four times a second and never more. */

export interface Progress {
  stepEnded(): void
  /** Something under way is further than before. */
  moved(): void
  /** Reports now; ends the waiting report. */
  report(): void
}

/** ms between two reports. */
const interval = 250
/** ms that the rate looks back. */
const memory = 5000

/** @param send called with steps per second over the last moments; null while not known */
export function createProgress(send: (rate: number | null) => void): Progress {
  let timer: NodeJS.Timeout | undefined
  let ended = 0
  /** How many steps had ended at each report of the last moments. */
  const marks: { at: number; ended: number }[] = [{ at: performance.now(), ended: 0 }]

  function rate(now: number): number | null {
    const oldest = marks[0]
    return oldest && now > oldest.at && ended > oldest.ended
      ? ((ended - oldest.ended) * 1000) / (now - oldest.at)
      : null
  }

  function report(): void {
    clearTimeout(timer)
    timer = undefined
    const now = performance.now()
    send(rate(now))
    marks.push({ at: now, ended })
    while ((marks[1]?.at ?? now) < now - memory) marks.shift()
  }

  function moved(): void {
    timer ??= setTimeout(report, interval)
  }

  return {
    stepEnded() {
      ended += 1
      moved()
    },
    moved,
    report,
  }
}
