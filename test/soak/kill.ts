/** The long kill test: a change of 2,000 steps on a bad day, its engine killed 60 times. */
import { runWithKills } from '../unit/changes/kill'

/** @returns the exit code */
export async function soakKills(): Promise<number> {
  const { change, kills, cutOff, received, actedOn, wrong, milliseconds } = await runWithKills({
    steps: 2000,
    kills: 60,
  })
  console.log(`${change.stepCount} steps, ${kills} kills, ${(milliseconds / 1000).toFixed(0)} s`)
  console.log(`steps in flight when killed: ${cutOff}; all reconciled by reading back`)
  console.log(`requests to set forwarding: ${received} received, ${actedOn} acted on`)
  console.log(`outcomes: ${JSON.stringify(change.counts)}`)
  const sound = wrong.length === 0 && change.counts.done === change.stepCount && kills >= 50
  console.log(sound ? 'Every step happened exactly once.' : `NOT exactly once: ${wrong.join(', ') || 'see outcomes'}`)
  return sound ? 0 : 1
}
