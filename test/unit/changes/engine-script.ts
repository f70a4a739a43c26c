/**
 * The engine in a process of its own, to be killed: goes on with a change until it is over. Arguments: folder of the
 * database, base URL, key, id of the change, and how far the machine's clock was set back, ms. Now and then the network is gone
 * for a request.
 */
import { createChanges } from '../../../src-main/changes/changes'
import { exolveForwarding } from '../../../src-main/changes/operations/exolve-forwarding'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createExolveClient } from '../../../src-main/providers/exolve/client'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'

const [folder = '', baseUrl = '', key = '', changeId = '', setBack = '0'] = process.argv.slice(2)
const now = () => Date.now() - Number(setBack)
const failingFetch: typeof fetch = (input, init) =>
  Math.random() < 0.004
    ? Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }))
    : fetch(input, init)
const { database } = openDatabase({ folder, now })
const gateway = createAxiosGateway({
  fetch: failingFetch,
  fetchOnNewConnection: failingFetch,
  redactor: createRedactor(),
  onExchange: () => undefined,
})
const exolve = createExolveClient({ gateway, accountId: 'account-1', baseUrl, apiKey: async () => key })
const changes = createChanges({
  database,
  reader: createInlineReader(database),
  operations: exolveForwarding({ exolve: async () => exolve, ownershipOf: () => 'unknown' }),
  baseUrlOf: () => baseUrl,
  emit: () => undefined,
  now,
  author: 'tester',
  log: { info: () => undefined, warn: console.error, error: console.error },
  // Longer than the demo provider takes for anything it was sent before the last kill.
  patience: { lostAnswer: 400, acceptedAnswer: 50 },
})

for (;;) {
  const change = await changes.read({ changeId })
  if (change.state === 'finished') break
  // After a kill it is paused; a refused key, a missing network or a storm of 429 pauses it too, and here nobody needs to look before it goes on.
  if (change.state !== 'running') await changes.apply({ changeId })
  await new Promise((resolve) => setTimeout(resolve, 20))
}
process.exit(0)
