/** GET /search/cis/calls: the calls of all jobs, newest last. The fields are documented; limit, offset, from and to are not. */
import { durationAt, statusAt, type Call } from './dialing'
import { momentOf } from './auto-call'
import { pageOf } from './page'
import { assumed, documented, type Reply } from './reply'
import type { Job, TwinState } from './state'

/** Roubles for a started minute. */
const pricePerMinute = 1.2

const rows: Record<string, (call: Call, job: Job, now: number, state: TwinState) => unknown> = {
  id: ({ id }) => id,
  phone: ({ phone }) => phone,
  duration: (call, _job, now) => durationAt(call, now),
  taskId: (_call, { id }) => id,
  taskName: (_call, { settings }) => settings.name,
  botId: (_call, { settings }) => settings.botId,
  botName: (_call, { settings }, _now, { bots }) => bots.find(({ id }) => id === settings.botId)?.name ?? null,
  timezone: ({ candidate }) => candidate.offset,
  status: (call, _job, now) => statusAt(call, now),
  responder: ({ responder, endedAt }, _job, now) => (endedAt <= now ? responder : null),
  createdAt: ({ startedAt }) => new Date(startedAt).toISOString(),
  updatedAt: ({ endedAt, startedAt }, _job, now) => new Date(endedAt <= now ? endedAt : startedAt).toISOString(),
  startedAt: ({ startedAt }) => new Date(startedAt).toISOString(),
  price: (call, _job, now) => Math.round(Math.ceil(durationAt(call, now) / 60) * pricePerMinute * 100) / 100,
  recordPath: () => null,
  clientExternalId: ({ candidate }) => candidate.externalId || null,
}

const filters = ['id', 'phone', 'taskId', 'taskName', 'botId', 'status']

export function searchCalls(query: URLSearchParams, state: TwinState, now: number): Reply {
  const from = momentOf(query, 'from') ?? -Infinity
  const to = momentOf(query, 'to') ?? Infinity
  const asked = (query.get('fields') ?? '').split(',').filter((field) => field in rows)
  const fields = asked.length > 0 ? asked : Object.keys(rows)
  const wanted = filters.flatMap((field) => {
    const value = query.get(field)
    return value === null || value === '' ? [] : [{ field, value }]
  })
  const found: { call: Call; job: Job }[] = []
  for (const job of state.jobs.values()) {
    for (const call of job.dialing.calls) {
      if (call.startedAt < from || call.startedAt > to) continue
      const matches = wanted.every(({ field, value }) => rows[field]?.(call, job, now, state) === value)
      if (matches) found.push({ call, job })
    }
  }
  found.sort((left, right) => left.call.startedAt - right.call.startedAt)
  // What lies beyond the documented limit of a period cannot be had; the sandbox does not count it either.
  const reachable = found.slice(0, state.statisticsLimit)
  const items = pageOf(query, reachable, { largest: 10_000 }).map(({ call, job }) =>
    Object.fromEntries(fields.map((field) => [field, rows[field]?.(call, job, now, state)])),
  )
  const body = { count: reachable.length, items }
  return ['limit', 'offset', 'page', 'from', 'to'].some((name) => query.has(name)) ? assumed(body) : documented(body)
}
