/** Runs other programs with their words on our own output. */
import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const isWindows = process.platform === 'win32'
const running = new Set()

/**
 * @param {string} command a path, or a name on the PATH, where node_modules/.bin comes first
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
export function run(command, args = [], { env = {} } = {}) {
  const child = spawn(command, args, {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    // The entries of node_modules/.bin are .cmd files on Windows, which only a shell can start.
    shell: isWindows && !command.endsWith('.exe'),
    // A group of its own, so that a signal reaches what the program itself started.
    detached: !isWindows,
  })
  running.add(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      running.delete(child)
      resolve(code ?? 1)
    })
  })
}

// Nothing that was started here outlives the command.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    for (const child of running) {
      if (isWindows) child.kill(signal)
      else process.kill(-child.pid, signal)
    }
    if (running.size === 0) process.exit(1)
  })
