/** The simulator: how many calls a second it plays on the demo company, and how long the week of a hundred numbers takes. */
import { createStoredWorld } from '../../../src-main/call-flow/stored-world'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { fetchHoldings } from '../../../src-main/pbx/pbx-fetch'
import { createPbxStore } from '../../../src-main/pbx/pbx-store'
import { createPbxClient } from '../../../src-main/providers/pbx/client'
import { createPbxSession } from '../../../src-main/providers/pbx/session'
import { startSandbox } from '../../../src-main/sandbox/sandbox'
import { openDatabase } from '../../../src-main/storage/database'
import { defaultCall, type Call } from '../../../src-shared/domain/call-flow/call'
import { cover } from '../../../src-shared/domain/call-flow/coverage'
import { simulate } from '../../../src-shared/domain/call-flow/simulate'
import type { BenchCase } from '../bench'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const accountId = 'bench'
const monday = Date.parse('2026-03-01T21:00:00Z')
const calls = 20_000
const numbers = 100
const callers = ['78121234567', '74951234567', null]

let sink = 0

const timed = (work: () => void) => (): number => {
  const began = performance.now()
  work()
  return performance.now() - began
}

const bench: BenchCase = {
  title: 'Simulated calls',
  async prepare() {
    const sandbox = await startSandbox()
    const folder = mkdtempSync(join(tmpdir(), 'bench-simulate-'))
    const { database, close } = openDatabase({ folder, now: Date.now })
    const { baseUrl, clientId, clientSecret } = sandbox.pbx
    const gateway = createAxiosGateway({ fetch, redactor: createRedactor(), onExchange: () => undefined })
    const credentials = () => Promise.resolve({ grant: 'client_credentials' as const, clientId, clientSecret })
    const session = createPbxSession({ gateway, accountId, baseUrl, credentials })
    const client = createPbxClient({ gateway, accountId, baseUrl, session })
    const holdings = await fetchHoldings(client, new AbortController().signal, () => undefined)
    await sandbox.close()
    database.exec(`INSERT INTO accounts (id, provider, label, colour, group_name, production, base_url, disabled, demo, created_at, sign_in)
      VALUES ('${accountId}', 'pbx', 'Bench', 'blue', '', 0, '${baseUrl}', 0, 0, 0, 'clientCredentials')`)
    createPbxStore(database).replace(accountId, holdings, 1)
    const world = createStoredWorld(database).present()
    const extensions = [...holdings.extensions.keys()]
    const callOf = (index: number): Call => ({
      ...defaultCall,
      called: { kind: 'extension', accountId, extensionId: extensions[index % extensions.length] ?? 0 },
      caller: callers[index % callers.length] ?? null,
      at: monday + (index % 336) * 30 * 60_000,
      keys: [{ at: 6000, key: '1' }],
    })
    const rules = [...holdings.rules.values()].flat()
    let tookForCalls = Infinity
    return {
      comparisons: [
        {
          name: `play ${calls.toLocaleString('en')} calls to the extensions of the demo company`,
          ours: {
            name: 'simulate',
            run() {
              const took = timed(() => {
                for (let index = 0; index < calls; index += 1) sink += simulate(world, callOf(index)).steps.length
              })()
              tookForCalls = Math.min(tookForCalls, took)
              return took
            },
          },
          reference: {
            name: 'copying as many rules',
            run: timed(() => {
              for (let index = 0; index < calls; index += 1)
                sink += JSON.stringify(structuredClone(rules[index % rules.length])).length
            }),
          },
          rounds: 5,
        },
        {
          name: `the week of ${numbers} numbers, ${callers.length} callers, every half hour`,
          ours: {
            name: 'cover',
            run: timed(() => {
              for (let number = 0; number < numbers; number += 1) {
                const call = callOf(number)
                sink += cover(world, { call, callers, from: monday, cells: 336 }).coverage.outcomes.length
              }
            }),
          },
          reference: {
            name: 'copying a rule for each cell',
            run: timed(() => {
              for (let cell = 0; cell < numbers * callers.length * 336; cell += 1)
                sink += structuredClone(rules[cell % rules.length]) === undefined ? 1 : 0
            }),
          },
          rounds: 3,
        },
      ],
      remarks: () => [
        `${Math.round(calls / (tookForCalls / 1000)).toLocaleString('en')} calls per second in the best round; ${sink.toLocaleString('en')} steps and outcomes in all rounds.`,
      ],
      async close() {
        close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

export default bench
