/** Holds the requests of each account to its concurrency and rate, and the whole account when the provider asks for a pause. */
import { cancelledBeforeSending, GatewayFailure } from './gateway'
import { zonedTime, type Clock } from './clock'

export interface RequestLimits {
  /** Requests in flight at once. */
  concurrency: number
  /** Requests started within any one second; Infinity: no limit. */
  requestsPerSecond: number
}

/** A pause longer than this is the operator's business: what waits is refused at once instead of hanging. In ms. */
const longestWait = 60_000

interface Lane {
  limits: RequestLimits
  waiting: Set<Ticket>
  inFlight: number
  /** When the latest requests started, oldest first; at most `requestsPerSecond` of them. */
  starts: number[]
  pausedUntil: number
  cancelWake: (() => void) | undefined
}

interface Ticket {
  start(): void
  refuse(failure: GatewayFailure): void
}

export interface RequestQueue {
  /**
   * Waits for the account's turn.
   * @returns a function that gives the place back.
   * @throws GatewayFailure `cancelled` or `provider.quotaUsedUp`, always with nothing sent.
   */
  enter(accountId: string, limits: RequestLimits, signal?: AbortSignal): Promise<() => void>
  /** Starts nothing for this account during the next so many ms. */
  pause(accountId: string, milliseconds: number): void
}

export function createRequestQueue(clock: Clock): RequestQueue {
  const lanes = new Map<string, Lane>()

  function laneOf(accountId: string, limits: RequestLimits): Lane {
    const lane = lanes.get(accountId) ?? {
      limits,
      waiting: new Set(),
      inFlight: 0,
      starts: [],
      pausedUntil: 0,
      cancelWake: undefined,
    }
    lane.limits = limits
    lanes.set(accountId, lane)
    return lane
  }

  /** ms until the lane may start its next request. */
  function delayOf(lane: Lane, now: number): number {
    const { requestsPerSecond } = lane.limits
    const free = now - 1000
    while (lane.starts.length > 0 && (lane.starts[0] ?? 0) <= free) lane.starts.shift()
    const limiting = lane.starts.at(-requestsPerSecond)
    const byRate = lane.starts.length < requestsPerSecond || limiting === undefined ? 0 : limiting + 1000 - now
    return Math.max(byRate, lane.pausedUntil - now)
  }

  function advance(lane: Lane): void {
    lane.cancelWake?.()
    lane.cancelWake = undefined
    for (const ticket of lane.waiting) {
      if (lane.inFlight >= lane.limits.concurrency) return
      const now = clock.monotonic()
      const delay = delayOf(lane, now)
      if (delay > longestWait) return refuseAll(lane, quotaUsedUp(clock, delay))
      if (delay > 0) {
        lane.cancelWake = clock.after(Math.ceil(delay), () => advance(lane))
        return
      }
      lane.waiting.delete(ticket)
      lane.inFlight += 1
      if (Number.isFinite(lane.limits.requestsPerSecond)) lane.starts.push(now)
      ticket.start()
    }
  }

  function refuseAll(lane: Lane, failure: GatewayFailure): void {
    for (const ticket of lane.waiting) ticket.refuse(failure)
    lane.waiting.clear()
  }

  return {
    enter(accountId, limits, signal) {
      const lane = laneOf(accountId, limits)
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(cancelledBeforeSending())
        const ticket: Ticket = {
          start() {
            signal?.removeEventListener('abort', abandon)
            resolve(() => {
              lane.inFlight -= 1
              advance(lane)
            })
          },
          refuse(failure) {
            signal?.removeEventListener('abort', abandon)
            reject(failure)
          },
        }
        function abandon() {
          lane.waiting.delete(ticket)
          reject(cancelledBeforeSending())
        }
        signal?.addEventListener('abort', abandon)
        lane.waiting.add(ticket)
        advance(lane)
      })
    },
    pause(accountId, milliseconds) {
      const lane = lanes.get(accountId)
      if (lane) lane.pausedUntil = Math.max(lane.pausedUntil, clock.monotonic() + milliseconds)
    },
  }
}

const quotaUsedUp = (clock: Clock, milliseconds: number) =>
  new GatewayFailure(
    {
      code: 'provider.quotaUsedUp',
      params: { until: zonedTime(clock.wall() + milliseconds), seconds: Math.ceil(milliseconds / 1000) },
      retryable: true,
    },
    'notSent',
  )
