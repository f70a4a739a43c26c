/** One row of the demo Exolve: a documented path, the message it takes and what it does. */
import { decode, type Message, type Shape } from './decode'
import { Refusal, type Reply } from './reply'
import type { Application, ExolveState, OwnedNumber } from './state'

export interface Context {
  state: ExolveState
  /** Application of the key. */
  application: Application
  /** ms since 1970 */
  now: () => number
}

export interface Route {
  path: string
  run(body: string, context: Context): Reply
}

export function route<S extends Shape>(
  path: string,
  shape: S,
  handle: (message: Message<S>, context: Context) => Reply,
  wording?: 'type' | 'field',
): Route {
  return { path, run: (body, context) => handle(decode(body, shape, wording), context) }
}

/**
 * A required integer. @throws Refusal 400 in the words of SetAmdState's error table, the only ones documented.
 * @param method `Buy` for BuyRequest
 * @param field `NumberCode`
 */
export function positive<T extends string | number>(value: T | undefined, method: string, field: string): T {
  if (value !== undefined && Number(value) > 0) return value
  const assumed = method === 'SetAmdState' ? undefined : 'text taken from SetAmdState'
  throw new Refusal(400, `invalid ${method}Request.${field}: value must be greater than 0`, assumed)
}

/**
 * The owned number a setter may change. @throws Refusal 400 in the words of SetAmdState.
 * @param doing `Error setting amd`
 */
export function ownNumber(code: string, doing: string, { state, application }: Context): OwnedNumber {
  const number = state.find(code)
  if (number?.application === application) return number
  const assumed = doing === 'Error setting amd' ? undefined : 'text taken from SetAmdState'
  throw new Refusal(400, `${doing}: number is missing in the application`, assumed)
}

/** Neither a default nor a largest page is documented. */
const defaultLimit = 100
const largestLimit = 1000

interface Page {
  limit?: string | number | undefined
  offset?: string | number | undefined
}

/** The asked part of a list. */
export function paged<T>(list: readonly T[], { limit, offset }: Page): T[] {
  const start = Number(offset ?? 0)
  return list.slice(start, start + Math.min(Number(limit ?? 0) || defaultLimit, largestLimit))
}

/** RFC 3339 in UTC with microseconds, so that texts compare as moments do. @throws Refusal 400 */
export function moment(text: string | undefined, field: string): string | undefined {
  if (!text) return undefined
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/i.exec(text)
  const seconds = parts ? Date.parse(`${parts[1]}${parts[3]}`) : NaN
  if (Number.isNaN(seconds)) throw new Refusal(400, `sandbox: ${field} must be an RFC 3339 date`, 'text of the refusal')
  const fraction = (parts?.[2] ?? '').padEnd(6, '0').slice(0, 6)
  return `${new Date(seconds).toISOString().slice(0, 19)}.${fraction}Z`
}
