/** `npm run dev`: the console with hot reload; a change of main or preload starts it again. */
import { run } from './run.mjs'
import { runCommand } from './setup.mjs'
import { chooseRuntime, needDisplay } from './runtime.mjs'

await runCommand(
  import.meta.url,
  async () => {
    needDisplay()
    const electron = await chooseRuntime()
    if (electron) return run('electron-vite', ['dev', '--watch'])
    const { nodeExecutable, standInArguments, standInEnvironment } = await import('../test/runtime/launch.ts')
    // electron-vite starts what it takes for Electron as `<executable> .`, which Node with the stand-in understands too.
    const env = {
      ...standInEnvironment,
      ELECTRON_EXEC_PATH: nodeExecutable,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, ...standInArguments].filter(Boolean).join(' '),
    }
    return run('electron-vite', ['dev', '--watch'], { env })
  },
  { systemPackages: false },
)
