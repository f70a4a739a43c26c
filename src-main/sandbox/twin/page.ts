/** Parts of a list: `limit` with either `offset` or `page`. */
import { Refusal } from './reply'

/** What is given when no limit is asked for; not documented. */
const defaultLimit = 100

/** @throws Refusal 422 for `offset` together with `page`, and for a limit out of range */
export function pageOf<Item>(query: URLSearchParams, items: readonly Item[], { largest }: { largest: number }): Item[] {
  const whole = (name: string): number | undefined => {
    const text = query.get(name)
    if (text === null || text === '') return undefined
    if (!/^\d+$/.test(text)) throw wrong(name, 'This value should be a whole number of zero or more.')
    return Number(text)
  }
  const limit = whole('limit') ?? Math.min(defaultLimit, largest)
  const offset = whole('offset')
  const page = whole('page')
  if (limit < 1 || limit > largest) throw wrong('limit', `This value should be between 1 and ${largest}.`)
  if (offset !== undefined && page !== undefined) throw wrong('page', 'Either offset or page.')
  const start = offset ?? (page ?? 0) * limit
  return items.slice(start, start + limit)
}

const wrong = (name: string, text: string): Refusal => new Refusal(422, 'Validation failed.', { [name]: [text] })
