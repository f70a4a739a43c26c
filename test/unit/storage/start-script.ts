import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

const runner = resolve(import.meta.dirname, 'run-script.mjs')

/** The command that runs a TypeScript file of the project as a process of its own. */
export const scriptCommand = (script: string, ...args: string[]): string[] => [
  process.execPath,
  runner,
  script,
  ...args,
]

/** Starts a command; its stdout is piped. */
export function start([command = '', ...args]: string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  return spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs a command to its end. */
export function run(command: string[], env?: NodeJS.ProcessEnv): Promise<{ output: string; complaints: string }> {
  const child = start(command, env)
  let output = ''
  let complaints = ''
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr?.on('data', (data: Buffer) => (complaints += data.toString()))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', () => done({ output, complaints }))
  })
}
