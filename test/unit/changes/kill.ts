/** Kills the engine at random moments of a change against a demo provider on a bad day, and starts it again until it is through. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Change } from '@shared/contract/changes'
import type { Fault } from '../../../src-main/sandbox/faults'
import type { Sandbox } from '../../../src-main/sandbox/sandbox'
import { createWorkplace, setForwarding, writesActedOn } from './workplace'

export interface KillReport {
  change: Change
  kills: number
  /** Steps that were sent and had no outcome when the engine was killed, over all kills. */
  cutOff: number
  /** Requests that the provider received to set forwarding, and those that it acted on. */
  received: number
  actedOn: number
  /** Numbers whose forwarding was not set exactly once. */
  wrong: string[]
  milliseconds: number
}

const script = join(import.meta.dirname, 'engine-script.ts')
const sources = new URL('../../runtime/source.ts', import.meta.url).href

/** Each of them meets a few requests, somewhere among the next ones. */
const badDays: Fault[] = [
  { kind: 'cutAfter' },
  { kind: 'cutBefore' },
  { kind: 'truncatedJson' },
  { kind: 'brokenJson' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, retryAfter: '0' },
  { kind: 'status', status: 401 },
]

const between = (least: number, most: number): number => least + Math.floor(Math.random() * (most - least + 1))

/** @param options.kills how often the engine is killed, unless the change is through before */
export async function runWithKills(options: { steps: number; kills: number }): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-kill-'))
  const place = await createWorkplace({
    folder,
    sandbox: { exolve: { numbers: options.steps * 3 }, ledger: { compact: true } },
  })
  const { sandbox } = place
  const started = performance.now()
  try {
    const numbers = place.numbers.slice(0, options.steps)
    const { id } = await place.plan(numbers.map((number) => setForwarding(number)))
    await place.stop()

    sandbox.faults.add({ kind: 'latency', ms: 8 })
    const requestsPerKill = (options.steps * 3) / options.kills
    let kills = 0
    let cutOff = 0
    for (;;) {
      addBadDays(sandbox)
      const allowed = kills < options.kills ? between(1, requestsPerKill * 1.4) : Infinity
      const { baseUrl, apiKey } = sandbox.exolve
      // Each start finds the clock somewhere in the last year.
      const setBack = between(0, 365 * 86_400_000)
      const survived = await runUntil(sandbox, [folder, baseUrl, apiKey, id, String(setBack)], allowed)
      if (survived) break
      kills += 1
      cutOff += countSent(folder)
    }
    place.start()
    const writes = writesActedOn(sandbox)
    const sets = (acted?: boolean) =>
      sandbox.ledger.entries({ path: 'SetCallForwarding', ...(acted !== undefined && { acted }) }).length
    return {
      change: await place.changes.read({ changeId: id }),
      kills,
      cutOff,
      received: sets(),
      actedOn: sets(true),
      wrong: numbers.filter((number) => writes.get(number) !== 1),
      milliseconds: performance.now() - started,
    }
  } finally {
    await place.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function addBadDays({ faults }: Sandbox): void {
  faults.clear()
  faults.add({ kind: 'latency', ms: 8 })
  for (const fault of badDays) {
    if (Math.random() < 0.5) continue
    faults.add({ ...fault, match: { path: 'SetCallForwarding', skip: between(0, 60), times: between(1, 4) } })
  }
}

/** @returns false when it was killed, after so many requests and a random moment more */
async function runUntil(sandbox: Sandbox, words: string[], allowedRequests: number): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', sources, script, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaints: string[] = []
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()))
  let requests = 0
  const end = sandbox.ledger.onSettled(() => {
    requests += 1
    if (requests === Math.floor(allowedRequests)) setTimeout(() => child.kill('SIGKILL'), Math.random() * 25)
  })
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  end()
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the engine ended with ${code}: ${complaints.join('')}`)
  return code === 0
}

function countSent(folder: string): number {
  const database = new DatabaseSync(join(folder, 'switchboard.sqlite'))
  try {
    return Number(database.prepare("SELECT COUNT(*) AS count FROM change_steps WHERE state = 'sent'").get()?.['count'])
  } finally {
    database.close()
  }
}
