/** Fetching 100,000 numbers over real HTTP: what our part adds, and whether main stays free meanwhile. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { DatabaseSync } from 'node:sqlite'
import { createAxiosGateway } from '../../src-main/http/axios-gateway'
import { createRedactor } from '../../src-main/http/redact'
import { createNumbers } from '../../src-main/numbers/numbers'
import { createExolveClient } from '../../src-main/providers/exolve/client'
import type { Reader } from '../../src-main/storage/reader'
import type { Comparison } from './bench'

const size = 100_000
const accountId = 'account-refreshed'

export async function measureRefresh(database: DatabaseSync, reader: Reader) {
  const provider = fork(join(import.meta.dirname, 'sandbox-process.ts'), [String(size)], {
    execArgv: ['--import', new URL('../runtime/source.ts', import.meta.url).href],
  })
  const [{ baseUrl, apiKey }] = (await once(provider, 'message')) as [{ baseUrl: string; apiKey: string }]
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const exolve = createExolveClient({ gateway, accountId, baseUrl, apiKey: async () => apiKey })
  let ended: () => void = () => undefined
  const numbers = createNumbers({
    database,
    reader,
    exolve: async () => exolve,
    emit(name) {
      if (name === 'numbers.didRefresh' && numbers.refreshState(accountId).state === 'idle') ended()
    },
    log: { info: () => undefined, warn: console.warn, error: console.error },
    now: Date.now,
  })
  /** Of each refresh: 99th percentile and longest, ms. */
  const delays: { p99: number; longest: number }[] = []

  async function refresh(): Promise<void> {
    const end = new Promise<void>((resolve) => (ended = resolve))
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    numbers.refresh(accountId)
    await end
    delay.disable()
    delays.push({ p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 })
    const { error } = numbers.refreshState(accountId)
    if (error) throw new Error(`the refresh failed: ${error.code}`)
  }

  /** The same numbers, page after page, parsed and thrown away. */
  async function bareLoop(): Promise<void> {
    for (let offset = 0; offset < size; offset += 500) {
      const response = await fetch(`${baseUrl}/number/customer/v1/GetList`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}` },
        body: JSON.stringify({ limit: 500, offset }),
      })
      await response.json()
    }
  }

  const comparison: Comparison = {
    name: `fetch ${size.toLocaleString('en')} numbers from the demo provider`,
    ours: { name: 'a refresh: forwarding, SIP, checks, database', run: () => refresh().then(() => undefined) },
    reference: { name: 'fetch and JSON.parse of the pages', run: () => bareLoop().then(() => undefined) },
    rounds: 3,
  }
  const worst = (figure: 'p99' | 'longest') => Math.max(...delays.map((delay) => delay[figure])).toFixed(0)
  return {
    comparison,
    remarks: () => [
      `Event-loop delay of main during ${delays.length} refreshes, the worst: p99 ${worst('p99')} ms, longest ${worst('longest')} ms.`,
    ],
    close() {
      numbers.close()
      provider.disconnect()
    },
  }
}
