/** Runs a tool of node_modules with its words on our own output. */
import { spawn } from 'node:child_process'
import { projectFolder } from './setup.mjs'

const running = new Set()

/**
 * @param {string} command found on the PATH, where node_modules/.bin comes first
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
export function run(command, args = [], { env = {} } = {}) {
  // The entries of node_modules/.bin are .cmd files on Windows, which only a shell can start.
  const shell = process.platform === 'win32'
  const child = spawn(command, args, { cwd: projectFolder, stdio: 'inherit', shell, env: { ...process.env, ...env } })
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
    for (const child of running) child.kill(signal)
    if (running.size === 0) process.exit(1)
  })
