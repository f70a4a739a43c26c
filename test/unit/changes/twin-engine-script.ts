/**
 * The engine in a process of its own, to be killed: goes on adding contacts until its change is over. Arguments: folder of
 * the database, base URL, e-mail, password, id of the change.
 */
import { createChanges } from '../../../src-main/changes/changes'
import { twinAddContacts } from '../../../src-main/changes/operations/twin-contacts'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'
import { contactsOfPart, twinClientAt } from './twin-place'

const [folder = '', baseUrl = '', email = '', password = '', changeId = ''] = process.argv.slice(2)
const { database } = openDatabase({ folder, now: Date.now })
const client = twinClientAt({ baseUrl, email, password })
const changes = createChanges({
  database,
  reader: createInlineReader(database),
  operations: [twinAddContacts({ twin: async () => client, contactsOf: contactsOfPart })],
  baseUrlOf: () => baseUrl,
  emit: () => undefined,
  now: Date.now,
  author: 'tester',
  log: { info: () => undefined, warn: console.error, error: console.error },
})

for (;;) {
  const change = await changes.read({ changeId })
  if (change.state === 'finished') break
  if (change.state !== 'running') await changes.apply({ changeId })
  await new Promise((resolve) => setTimeout(resolve, 20))
}
process.exit(0)
