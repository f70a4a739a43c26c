/** What became of the calls of a job, reckoned while they are read: nothing of a single call is kept but its number. */
import type { JobReport } from '@shared/contract/autocall'
import type { TwinCall } from '../providers/twin/client'
import type { CallPeriods } from './job-calls'

const minute = 60_000
/** More bars than that cannot be told apart. */
const barsAtMost = 96
/** min: the lengths that people reckon in. */
const bucketLengths = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 7 * 1440] as const

/** An answered call, by the page call-statuses. */
export const isAnswered = ({ status }: Pick<TwinCall, 'status'>): boolean => status === 'ANSWERED'

interface Bucket {
  calls: number
  answered: number
}

export function createReport() {
  const statuses = new Map<string, number>()
  const minutes = new Map<number, Bucket>()
  /** Phone → whether somebody answered there. */
  const people = new Map<string, boolean>()
  let [calls, answered, answeredSeconds] = [0, 0, 0]
  let price: number | null = null

  return {
    add(call: TwinCall): void {
      const hasAnswered = isAnswered(call)
      calls += 1
      statuses.set(call.status, (statuses.get(call.status) ?? 0) + 1)
      if (call.price !== null) price = (price ?? 0) + call.price
      if (hasAnswered) {
        answered += 1
        answeredSeconds += call.seconds
      }
      if (call.phone !== '') people.set(call.phone, hasAnswered || people.get(call.phone) === true)
      if (call.startedAt === null) return
      const at = Math.floor(call.startedAt / minute)
      const bucket = minutes.get(at) ?? { calls: 0, answered: 0 }
      minutes.set(at, bucket)
      bucket.calls += 1
      if (hasAnswered) bucket.answered += 1
    },
    calls: (): number => calls,
    /** @param readAt ms since 1970 */
    result(periods: CallPeriods, readAt: number): JobReport {
      const [first, last] = [Math.min(...minutes.keys()), Math.max(...minutes.keys())]
      const hasTimes = minutes.size > 0
      return {
        firstCallAt: hasTimes ? first * minute : null,
        lastCallAt: hasTimes ? last * minute : null,
        calls,
        answered,
        people: people.size,
        peopleAnswered: [...people.values()].filter(Boolean).length,
        averageSeconds: answered > 0 ? answeredSeconds / answered : null,
        // Sums of hundredths gather dust.
        price: price === null ? null : Math.round(price * 100) / 100,
        statuses: [...statuses]
          .map(([status, count]) => ({ status, calls: count }))
          .toSorted((one, other) => other.calls - one.calls || one.status.localeCompare(other.status)),
        ...barsOf(minutes, hasTimes ? first : 0, hasTimes ? last : 0),
        ...periods,
        readAt,
      }
    },
  }
}

/** @param first of the minutes, and the last, both since 1970 */
function barsOf(
  minutes: ReadonlyMap<number, Bucket>,
  first: number,
  last: number,
): Pick<JobReport, 'buckets' | 'bucketMinutes'> {
  const length = bucketLengths.find((candidate) => (last - first) / candidate < barsAtMost) ?? bucketLengths.at(-1) ?? 1
  if (minutes.size === 0) return { buckets: [], bucketMinutes: length }
  const start = Math.floor(first / length)
  const buckets = Array.from({ length: Math.floor(last / length) - start + 1 }, (_, index) => ({
    at: (start + index) * length * minute,
    calls: 0,
    answered: 0,
  }))
  for (const [at, { calls, answered }] of minutes) {
    const bucket = buckets[Math.floor(at / length) - start]
    if (!bucket) continue
    bucket.calls += calls
    bucket.answered += answered
  }
  return { buckets, bucketMinutes: length }
}
