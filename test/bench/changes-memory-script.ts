/** Plans and applies so many steps at a provider that answers at once, and prints the most memory that was in use. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createChanges } from '../../src-main/changes/changes'
import { exolveForwarding } from '../../src-main/changes/operations/exolve-forwarding'
import type { ExolveClient } from '../../src-main/providers/exolve/client'
import { openDatabase } from '../../src-main/storage/database'
import { createInlineReader } from '../../src-main/storage/reader'
import { forwardTo } from '../unit/changes/workplace'

const steps = Number(process.argv[2])
const wanted = forwardTo('74951234567')
const firstNumber = 79_000_000_000
/** One byte for each number, so that the provider's own memory does not count. */
const forwarded = new Uint8Array(steps)

const exolve = {
  async readAttributes(number: string) {
    const isSet = forwarded[Number(number) - firstNumber] === 1
    return { present: { forwarding: isSet ? wanted : { kind: 'none' }, unsettable: [] } }
  },
  async setCallForwarding(number: string) {
    forwarded[Number(number) - firstNumber] = 1
  },
}

const folder = mkdtempSync(join(tmpdir(), 'switchboard-memory-'))
const { database, close } = openDatabase({ folder, now: Date.now })
const changes = createChanges({
  database,
  reader: createInlineReader(database),
  operations: exolveForwarding({
    exolve: async () => exolve as unknown as ExolveClient,
    ownershipOf: () => 'unknown',
  }),
  baseUrlOf: () => 'https://provider.invalid',
  emit: () => undefined,
  now: Date.now,
  author: 'bench',
  log: { info: () => undefined, warn: console.error, error: console.error },
})

function* entries() {
  for (let index = 0; index < steps; index++) {
    yield { intent: { operation: 'exolve.setForwarding', number: String(firstNumber + index), wanted } }
  }
}

const inUse = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
const idle = inUse()
let most = 0
const watch = setInterval(() => (most = Math.max(most, inUse() - idle)), 100)
const started = performance.now()
const { id } = await changes.planEntries({ accountId: 'account-1', origin: 'bulk', entries: entries(), total: steps })
await changes.apply({ changeId: id })
while ((await changes.read({ changeId: id })).state === 'running')
  await new Promise((resolve) => setTimeout(resolve, 500))
const seconds = (performance.now() - started) / 1000
most = Math.max(most, inUse() - idle)
clearInterval(watch)
const { counts } = await changes.read({ changeId: id })
if (counts.done !== steps) throw new Error(JSON.stringify(counts))
close()
rmSync(folder, { recursive: true, force: true })
console.log(JSON.stringify({ steps, heap: most / 1024 / 1024, seconds }))
