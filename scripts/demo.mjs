/** `npm run demo`: builds, then plays the operator's main job in the real window, without needing a display. */
import { withDisplay } from './display.mjs'
import { run } from './run.mjs'
import { runCommand } from './setup.mjs'

await runCommand(import.meta.url, async () => {
  const built = await run('electron-vite', ['build', '--logLevel', 'warn'])
  if (built !== 0) return built
  await import('../test/runtime/source.ts')
  const { runDemo } = await import('../test/demo/demo.ts')
  return withDisplay(runDemo)
})
