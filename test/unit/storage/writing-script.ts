/** Writes drafts one after the other until it is killed; says each one's number after its commit. Argument: the folder. */
import { writeSync } from 'node:fs'
import { createDraftStore } from '../../../src-main/storage/draft-store'
import { openDatabase } from '../../../src-main/storage/database'
import { inTransaction } from '../../../src-main/storage/transaction'

const { database } = openDatabase({ folder: process.argv.at(-1) ?? '', now: Date.now })
const drafts = createDraftStore(database, Date.now)
for (let position = drafts.list().length / 2; ; position++) {
  // Two rows in one transaction: after a kill both are there or none.
  inTransaction(database, () => {
    drafts.save(`${position}/first`, 'x'.repeat(5000))
    drafts.save(`${position}/second`, 'x'.repeat(5000))
  })
  writeSync(1, `${position}\n`)
}
