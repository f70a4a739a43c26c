/**
 * The engine in a process of its own, to be killed: goes on adding a list of contacts until its change is over. Arguments:
 * folder of the database, base URL, e-mail, password, id of the change.
 */
import { createChanges } from '../../../src-main/changes/changes'
import { twinAddContacts } from '../../../src-main/changes/operations/twin-contacts'
import { createContactStore } from '../../../src-main/contacts/contact-store'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createTwinClient } from '../../../src-main/providers/twin/client'
import { createTwinSession } from '../../../src-main/providers/twin/session'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'

const [folder = '', baseUrl = '', email = '', password = '', changeId = ''] = process.argv.slice(2)
const { database } = openDatabase({ folder, now: Date.now })
const gateway = createAxiosGateway({
  fetch,
  fetchOnNewConnection: fetch,
  singularAtOnce: 8,
  redactor: createRedactor(),
  onExchange: () => undefined,
})
const place = { gateway, accountId: 'account-1', baseUrl }
const client = createTwinClient({
  ...place,
  session: createTwinSession({ ...place, credentials: async () => ({ email, password }) }),
})
const store = createContactStore(database)
const changes = createChanges({
  database,
  reader: createInlineReader(database),
  operations: [
    twinAddContacts({ twin: async () => client, contactsOf: (listId, part) => store.contactsOf(listId, part) ?? [] }),
  ],
  baseUrlOf: () => baseUrl,
  emit: () => undefined,
  now: Date.now,
  author: 'tester',
  log: { info: () => undefined, warn: console.error, error: console.error },
  patience: { lostAnswer: 1, acceptedAnswer: 1 },
})

for (;;) {
  const change = await changes.read({ changeId })
  if (change.state === 'finished') break
  // After a kill it is paused; a refused token or a storm of 429 pauses it too, and here nobody needs to look before it goes on.
  if (change.state !== 'running') await changes.apply({ changeId })
  await new Promise((resolve) => setTimeout(resolve, 20))
}
process.exit(0)
