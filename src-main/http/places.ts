/** A few places for work that needs one to itself; what finds none waits, in the order of the calls. */
import { cancelledBeforeSending } from './gateway'

/**
 * Runs the work in a place, counted from 0, that nobody else has while it lasts.
 * @throws GatewayFailure `cancelled`, with nothing sent, when the signal comes before there is a place
 */
export type InPlace = <Value>(work: (place: number) => Promise<Value>, signal?: AbortSignal) => Promise<Value>

export function createPlaces(count: number): InPlace {
  const free = Array.from({ length: count }, (_, place) => place)
  const waiting = new Set<(place: number) => void>()

  const wait = (signal: AbortSignal | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(cancelledBeforeSending())
      const take = (place: number) => {
        signal?.removeEventListener('abort', abandon)
        resolve(place)
      }
      const abandon = () => {
        waiting.delete(take)
        reject(cancelledBeforeSending())
      }
      signal?.addEventListener('abort', abandon)
      waiting.add(take)
    })

  return async (work, signal) => {
    const place = free.shift() ?? (await wait(signal))
    try {
      return await work(place)
    } finally {
      const [next] = waiting
      if (next) {
        waiting.delete(next)
        next(place)
      } else free.push(place)
    }
  }
}
