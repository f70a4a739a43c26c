/** What the engine's records and checks cost, beside a loop that sends the very same requests and keeps no record. */
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventPayload } from '@shared/contract'
import { createChanges, type Changes } from '../../../src-main/changes/changes'
import { exolveForwarding } from '../../../src-main/changes/operations/exolve-forwarding'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createExolveClient, type ExolveClient } from '../../../src-main/providers/exolve/client'
import { openDatabase } from '../../../src-main/storage/database'
import { createReader } from '../../../src-main/storage/reader'
import { projectFolder } from '../../runtime/launch'
import { forwardTo } from '../../unit/changes/workplace'
import type { BenchCase, Comparison } from '../bench'
import type { Address } from '../sandbox-process'

const accountId = 'account-1'
const concurrency = 8
const steps = 400
/** Another target each time, so that there is always something to change. */
let target = 74_950_000_000
const nextTarget = () => String((target += 1))

/** Reads, sends and reads back as the engine does. */
async function bareLoop(numbers: string[], exolve: ExolveClient): Promise<void> {
  const wanted = forwardTo(nextTarget())
  const rest = numbers.values()
  const worker = async () => {
    for (const number of rest) {
      await exolve.readAttributes(number)
      await exolve.setCallForwarding(number, wanted)
      await exolve.readAttributes(number)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

interface Engine {
  changes: Changes
  /** @returns when the change is finished, with its outcomes */
  finished(changeId: string): Promise<EventPayload<'changes.didProgress'>>
}

/** @returns ms from "apply" until the change is finished; planning is the review's time, not the change's */
async function throughEngine({ changes, finished }: Engine, numbers: string[]): Promise<number> {
  const wanted = forwardTo(nextTarget())
  const entries = numbers.map((number) => ({ intent: { operation: 'exolve.setForwarding', number, wanted } }))
  const { id } = await changes.planEntries({ accountId, origin: 'bulk', entries, total: entries.length })
  const end = finished(id)
  const started = performance.now()
  await changes.apply({ changeId: id })
  const { change } = await end
  if (change.counts.done !== numbers.length) throw new Error(`outcomes: ${JSON.stringify(change.counts)}`)
  return performance.now() - started
}

function startEngine(folder: string, exolve: ExolveClient) {
  const { database, path, close } = openDatabase({ folder, now: Date.now })
  if (!path) throw new Error('the bench needs a disk')
  const reader = createReader({
    workerPath: join(projectFolder, 'out', 'main', 'reader-worker.js'),
    databasePath: path,
  })
  const waiting = new Map<string, (progress: EventPayload<'changes.didProgress'>) => void>()
  const changes = createChanges({
    database,
    reader,
    operations: exolveForwarding({ exolve: async () => exolve, ownershipOf: () => 'unknown' }),
    baseUrlOf: () => 'https://provider.invalid',
    emit: (name, payload) => {
      if (name !== 'changes.didProgress') return
      // The name says which event it is, which TypeScript does not follow.
      const progress = payload as EventPayload<'changes.didProgress'>
      if (progress.change.state !== 'running') waiting.get(progress.change.id)?.(progress)
    },
    now: Date.now,
    author: 'bench',
    log: { info: () => undefined, warn: console.error, error: console.error },
    concurrency,
  })
  const finished: Engine['finished'] = (changeId) => new Promise((resolve) => waiting.set(changeId, resolve))
  return {
    engine: { changes, finished },
    async close() {
      await changes.close()
      await reader.close()
      close()
    },
  }
}

const memoryScript = join(import.meta.dirname, '..', 'changes-memory-script.ts')
const sources = new URL('../../runtime/source.ts', import.meta.url).href

interface Memory {
  steps: number
  /** MiB in use above an engine with nothing to do, garbage aside; the most that was seen. */
  heap: number
  seconds: number
}

function measureMemory(count: number): Memory {
  const words = ['--expose-gc', '--import', sources, memoryScript, String(count)]
  return JSON.parse(
    execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as Memory
}

const bench: BenchCase = {
  title: 'Changes: the engine against a bare loop',
  async prepare() {
    const provider = fork(join(import.meta.dirname, '..', 'sandbox-process.ts'), [String(steps * 3)], {
      execArgv: ['--import', sources],
    })
    const [{ baseUrl, apiKey, applicationId }] = (await once(provider, 'message')) as [Address]
    const gateway = createAxiosGateway({
      fetch,
      fetchOnNewConnection: fetch,
      redactor: createRedactor(),
      onExchange: () => undefined,
    })
    const exolve = createExolveClient({ gateway, accountId, baseUrl, apiKey: async () => apiKey })
    const owned = await exolve.listOwnedNumbers({ applicationId, limit: steps, offset: 0 })
    const numbers = owned.numbers.map(({ number }) => number)
    if (numbers.length < steps) throw new Error(`only ${numbers.length} numbers`)
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
    const { engine, close } = startEngine(folder, exolve)
    const setLatency = (ms: number) => provider.send(ms)

    const compare = (name: string, latency: number): Comparison => ({
      name,
      rounds: 9,
      ours: {
        name: 'engine',
        run: () => {
          setLatency(latency)
          return throughEngine(engine, numbers)
        },
      },
      reference: {
        name: 'bare loop',
        run: async () => {
          setLatency(latency)
          await bareLoop(numbers, exolve)
          return undefined
        },
      },
      goal: { text: 'at least 0.8 of its speed', isMet: (ours, reference) => reference / ours >= 0.8 },
    })
    return {
      comparisons: [
        compare(`${steps} steps of three requests, ${concurrency} at once, provider answers at once`, 0),
        compare(`${steps} steps of three requests, ${concurrency} at once, provider takes 20 ms`, 20),
      ],
      remarks: () =>
        [1_000, 10_000, 100_000]
          .map(measureMemory)
          .map(
            (memory) =>
              `Planned and applied ${memory.steps.toLocaleString('en')} steps without a network in ${memory.seconds.toFixed(1)} s; ` +
              `most memory in use above the idle engine: ${memory.heap.toFixed(1)} MiB.`,
          ),
      async close() {
        await close()
        provider.disconnect()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

export default bench
