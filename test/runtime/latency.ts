/** How much worse than the machine the stand-in is made, so that what happens once in a hundred runs happens at once. */
import { setTimeout } from 'node:timers/promises'

/** ms that something may be late at most */
const longest = Number(process.env['STAND_IN_LATENCY'] ?? 0)

/** Waits for a time of chance, each call its own: what was asked for later may be there first, as on a slow machine. */
export async function beLate(): Promise<void> {
  if (longest > 0) await setTimeout(Math.random() * longest)
}
