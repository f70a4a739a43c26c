import { describe, expect, it } from 'vitest'
import { readJobCalls } from '../../../src-main/autocall/job-calls'
import { createReport } from '../../../src-main/autocall/job-report'
import type { TwinCall } from '../../../src-main/providers/twin/client'

const start = Date.UTC(2026, 0, 15, 9)
const callAt = (index: number, ms: number, more: Partial<TwinCall> = {}): TwinCall => ({
  id: `call-${index}`,
  phone: `7916${String(index).padStart(7, '0')}`,
  jobId: 'job-1',
  jobName: 'Reminder',
  status: 'ANSWERED',
  seconds: 30,
  responder: '',
  startedAt: start + ms,
  price: 1.2,
  ...more,
})

/** Statistics that give no more than `most` calls of a period, and count both of its ends in. */
function fakeStatistics(calls: readonly TwinCall[], most: number) {
  const asked: { from?: number; to?: number; offset: number }[] = []
  return {
    asked,
    async listCalls({ from, to, offset, limit }: { from?: number; to?: number; offset: number; limit: number }) {
      asked.push({ ...(from !== undefined && { from }), ...(to !== undefined && { to }), offset })
      const inPeriod = calls
        .filter(({ startedAt }) => startedAt !== null && startedAt >= (from ?? 0) && startedAt <= (to ?? Infinity))
        .slice(0, most)
      return { calls: inPeriod.slice(offset, offset + limit), total: inPeriod.length }
    },
  }
}

async function readAll(calls: readonly TwinCall[], most: number) {
  const statistics = fakeStatistics(calls, most)
  const parts = readJobCalls(statistics, {
    jobId: 'job-1',
    from: start - 1000,
    to: start + 3_600_000,
    signal: new AbortController().signal,
    callMaximum: most,
  })
  const read: TwinCall[] = []
  for (;;) {
    const { done, value } = await parts.next()
    if (done) return { read, ...value, statistics }
    read.push(...value)
  }
}

describe('the calls of a job', () => {
  it('are read page by page', async () => {
    const calls = Array.from({ length: 2500 }, (_, index) => callAt(index, index * 1000))
    const { read, periods, statistics } = await readAll(calls, 50_000)
    expect(read).toHaveLength(2500)
    expect([periods, statistics.asked.map(({ offset }) => offset)]).toEqual([1, [0, 1000, 2000]])
  })

  it('are read in periods with fewer than the statistics give, each call once', async () => {
    // Ten at a time, so that calls lie at the seams of periods as well.
    const calls = Array.from({ length: 3600 }, (_, index) => callAt(index, Math.floor(index / 10) * 10_000))
    const { read, periods, cutPeriods } = await readAll(calls, 100)
    expect(new Set(read.map(({ id }) => id)).size).toBe(3600)
    expect(read).toHaveLength(3600)
    expect(periods).toBeGreaterThan(36)
    expect(cutPeriods).toBe(0)
  })

  it('that cannot be had are told about', async () => {
    const calls = Array.from({ length: 300 }, (_, index) => callAt(index, 5000))
    const { read, cutPeriods } = await readAll(calls, 100)
    expect(cutPeriods).toBeGreaterThan(0)
    expect(read.length).toBeLessThan(300)
  })
})

describe('the report of a job', () => {
  const periods = { periods: 1, cutPeriods: 0 }

  it('counts outcomes, people and the time of answered calls', () => {
    const report = createReport()
    report.add(callAt(1, 0, { status: 'BUSY', seconds: 0, price: null }))
    report.add(callAt(1, 60_000, { seconds: 20, price: 0.1 }))
    report.add(callAt(2, 61_000, { seconds: 40, price: 0.2 }))
    report.add(callAt(3, 62_000, { status: 'NOANSWER', seconds: 0, price: null }))
    expect(report.result(periods, 5)).toEqual({
      firstCallAt: start,
      lastCallAt: start + 60_000,
      calls: 4,
      answered: 2,
      people: 3,
      peopleAnswered: 2,
      averageSeconds: 30,
      price: 0.3,
      statuses: [
        { status: 'ANSWERED', calls: 2 },
        { status: 'BUSY', calls: 1 },
        { status: 'NOANSWER', calls: 1 },
      ],
      buckets: [
        { at: start, calls: 1, answered: 0 },
        { at: start + 60_000, calls: 3, answered: 2 },
      ],
      bucketMinutes: 1,
      periods: 1,
      cutPeriods: 0,
      readAt: 5,
    })
  })

  it('draws a long job in bars that can be told apart, none of its calls lost', () => {
    const report = createReport()
    for (let index = 0; index < 3000; index += 1) report.add(callAt(index, index * 5 * 60_000))
    const { buckets, bucketMinutes } = report.result(periods, 0)
    expect(bucketMinutes).toBe(240)
    expect(buckets.length).toBeLessThanOrEqual(97)
    expect(buckets.reduce((sum, { calls }) => sum + calls, 0)).toBe(3000)
  })

  it('of a job that called nobody is empty', () => {
    expect(createReport().result(periods, 0)).toMatchObject({
      calls: 0,
      firstCallAt: null,
      averageSeconds: null,
      buckets: [],
    })
  })
})
