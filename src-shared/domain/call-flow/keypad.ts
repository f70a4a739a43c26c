/** Keys without times: a caller presses each one as soon as the menu takes it. */
import type { Call } from './call'
import { simulate } from './simulate'
import type { CallWorld } from './world'

/** ms between the moment a key is taken and the press, and between two keys of one input */
const reaction = 200

/**
 * @param keys digits, `*` and `#`
 * @returns them with their times; fewer when the call is over, or nothing takes keys any more
 */
export function pressWhenTaken(world: CallWorld, call: Call, keys: string): Call['keys'] {
  const pressed: Call['keys'] = []
  for (const key of keys) {
    const after = pressed.at(-1)?.at ?? -1
    const { steps } = simulate(world, { ...call, keys: pressed })
    const taking = steps.find(
      ({ at, event }) =>
        (event.kind === 'plays' && event.acceptsKeys && at + event.milliseconds > after + reaction) ||
        (event.kind === 'waitsForKey' && at + event.milliseconds > after + reaction && at >= after),
    )
    if (!taking) break
    pressed.push({ at: Math.max(taking.at, after) + reaction, key })
  }
  return pressed
}
