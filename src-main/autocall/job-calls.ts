/** All calls of a job. The statistics give no more than 50,000 for one period, so a period with so many is split in halves. */
import type { TwinCall, TwinClient } from '../providers/twin/client'

export interface CallPeriods {
  /** Periods that were asked for. */
  periods: number
  /** Those with more calls than can be had. */
  cutPeriods: number
}

interface Options {
  jobId: string
  /** ms since 1970; no call of the job is outside. */
  from: number
  to: number
  signal: AbortSignal
  /** The documented limit; a smaller one in tests. */
  callMaximum?: number
}

/** Page "calls": no more records per period. */
const documentedMaximum = 50_000
/** No page says how many fit into one answer. */
const callsPerPage = 1000
/** ms; nothing tells two calls apart that are closer. */
const shortestPeriod = 1000

/**
 * In no order that means anything. A call at the seam of two periods comes once, whether or not the provider counts the ends in.
 * @throws GatewayFailure
 */
export async function* readJobCalls(
  client: Pick<TwinClient, 'listCalls'>,
  options: Options,
): AsyncGenerator<readonly TwinCall[], CallPeriods> {
  const { jobId, signal, callMaximum = documentedMaximum } = options
  const waiting = [{ from: options.from, to: options.to }]
  /** Calls at the ends of periods, which the next period may give again. */
  const atSeams = new Set<string>()
  const seams = new Set<number>()
  const count: CallPeriods = { periods: 0, cutPeriods: 0 }

  const once = (call: TwinCall): boolean => {
    const { startedAt } = call
    if (startedAt === null || !seams.has(Math.floor(startedAt / shortestPeriod))) return true
    if (atSeams.has(call.id)) return false
    atSeams.add(call.id)
    return true
  }

  for (let period = waiting.pop(); period; period = waiting.pop()) {
    count.periods += 1
    let offset = 0
    for (;;) {
      const { calls, total } = await client.listCalls({ jobId, ...period, offset, limit: callsPerPage }, { signal })
      const isFull = Math.max(total, offset + calls.length) >= callMaximum
      if (offset === 0 && isFull && period.to - period.from > shortestPeriod) {
        const middle = Math.floor((period.from + period.to) / 2)
        seams.add(Math.floor(middle / shortestPeriod))
        waiting.push({ from: middle, to: period.to }, { from: period.from, to: middle })
        break
      }
      if (offset === 0 && isFull) count.cutPeriods += 1
      if (calls.length > 0) yield calls.filter(once)
      offset += calls.length
      if (calls.length === 0 || offset >= total) break
    }
  }
  return count
}
