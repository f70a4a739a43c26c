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
