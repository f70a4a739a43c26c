/** Which runtime opens the program here: Electron's own when it is installed, else the stand-in. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

export const projectFolder = resolve(import.meta.dirname, '..', '..')
export const builtMain = join(projectFolder, 'out', 'main', 'index.js')

/** @returns Electron's executable; null when its runtime was never fetched. */
export function electronExecutable(): string | null {
  const folder = join(projectFolder, 'node_modules', 'electron')
  const name = join(folder, 'path.txt')
  const executable = existsSync(name) ? join(folder, 'dist', readFileSync(name, 'utf8')) : null
  return executable && existsSync(executable) ? executable : null
}

/** The Node of node_modules: the same version as inside Electron. */
export const nodeExecutable = join(
  ...[projectFolder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'],
)

/** Node's arguments before the program's: `node …standInArguments out/main/index.js`. */
export const standInArguments = [
  // Chromium, and so Electron, asks the system for its proxy; Node has to be told to.
  '--use-env-proxy',
  '--import',
  pathToFileURL(join(import.meta.dirname, 'register.ts')).href,
]

/** Hosts that Chromium never sends through a proxy. */
export const standInEnvironment = {
  no_proxy: ['localhost', '127.0.0.1', '::1', process.env['no_proxy'] ?? process.env['NO_PROXY']]
    .filter(Boolean)
    .join(),
}

export const runtimeName = electronExecutable() ? 'Electron' : 'the stand-in runtime (Electron’s is not installed)'
