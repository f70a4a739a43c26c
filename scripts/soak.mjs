/** `npm run soak`: the long tests, some minutes each. */
import { runCommand } from './setup.mjs'

await runCommand(import.meta.url, async () => {
  await import('../test/runtime/source.ts')
  const { soakKills } = await import('../test/soak/kill.ts')
  return soakKills()
})
