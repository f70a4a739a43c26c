/** `npm start`: opens the console, on Electron when its runtime is here or can be fetched, else in the stand-in. */
import { projectFolder, run } from './run.mjs'
import { chooseRuntime, needDisplay } from './runtime.mjs'
import { runCommand } from './setup.mjs'

async function start() {
  needDisplay()
  const electron = await chooseRuntime()
  const built = await run('electron-vite', ['build', '--logLevel', 'warn'])
  if (built !== 0) return built
  const { builtMain, nodeExecutable, standInArguments, standInEnvironment } = await import('../test/runtime/launch.ts')
  if (electron) return run(electron, [projectFolder])
  return run(nodeExecutable, [...standInArguments, builtMain], { env: standInEnvironment })
}

await runCommand(import.meta.url, start, { systemPackages: false })
