/** Where the console opens: Electron, fetched if need be, or the stand-in. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './run.mjs'
import { setUp, Stop } from './setup.mjs'

/** How long fetching Electron's runtime may take, ms: it is about 120 MB. A host that cannot be reached fails sooner. */
const fetchTime = 180_000

/** @throws Stop on a Linux machine where no window could be seen */
export function needDisplay() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    throw new Stop('There is no display to open a window on. To see the console work without one: npm run demo')
}

/**
 * Fetches Electron's runtime if it is missing; where it cannot be had, makes the stand-in ready and says so.
 * @returns {Promise<string | null>} Electron's executable; null: the stand-in
 */
export async function chooseRuntime() {
  const { electronExecutable } = await import('../test/runtime/launch.ts')
  if (!electronExecutable()) {
    const script = join(projectFolder, 'node_modules', 'electron', 'install.js')
    spawnSync(process.execPath, [script], { stdio: 'ignore', timeout: fetchTime })
  }
  const executable = electronExecutable()
  if (executable) return executable
  console.log('Electron’s runtime could not be fetched: opening in the stand-in runtime, on the installed Chromium.')
  setUp()
  return null
}
