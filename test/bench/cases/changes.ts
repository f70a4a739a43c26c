/** What the engine's records and checks cost, beside a loop that sends the very same requests and keeps no record. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { ExolveClient } from '../../../src-main/providers/exolve/client'
import { createWorkplace, forwardTo } from '../../unit/changes/workplace'
import type { BenchCase, Comparison } from '../bench'

const concurrency = 8
const steps = 400
/** Another target each time, so that there is always something to change. */
let target = 74_950_000_000
const nextTarget = () => String((target += 1))

type Workplace = Awaited<ReturnType<typeof createWorkplace>>

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

/** @returns ms from "apply" until the change is finished; planning is the review's time, not the change's */
async function throughEngine(place: Workplace, numbers: string[]): Promise<number> {
  const wanted = forwardTo(nextTarget())
  const { id } = await place.plan(numbers.map((number) => ({ operation: 'exolve.setForwarding', number, wanted })))
  const started = performance.now()
  await place.changes.apply({ changeId: id })
  const { counts } = await place.settled(id)
  if (counts.done !== numbers.length) throw new Error(`outcomes: ${JSON.stringify(counts)}`)
  return performance.now() - started
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
    const place = await createWorkplace({
      sandbox: { exolve: { numbers: steps * 3 }, ledger: { compact: true, limit: 1000 } },
    })
    const numbers = place.numbers.slice(0, steps)
    const compare = (name: string, latency: number): Comparison => ({
      name,
      rounds: 5,
      ours: {
        name: 'engine',
        run: () => {
          setLatency(latency)
          return throughEngine(place, numbers)
        },
      },
      reference: {
        name: 'bare loop',
        run: async () => {
          setLatency(latency)
          await bareLoop(numbers, place.exolve)
          return undefined
        },
      },
      goal: { text: 'at least 0.8 of its speed', isMet: (ours, reference) => reference / ours >= 0.8 },
    })
    const setLatency = (ms: number) => {
      place.sandbox.faults.clear()
      if (ms > 0) place.sandbox.faults.add({ kind: 'latency', ms })
    }
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
      close: () => place.close(),
    }
  },
}

export default bench
