/** What the operator expects of calls, kept on this computer. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { SavedExpectation } from '@shared/contract/call-flow'
import { AppFailure } from '@shared/domain/app-error'
import { expectationSchema, type Expectation } from '@shared/domain/call-flow/expectation'

const rowSchema = z.object({ id: z.number(), value: z.string() })

export interface ExpectationStore {
  list(): SavedExpectation[]
  /** @param id null: a new one. @throws AppFailure `notFound` */
  save(id: number | null, expectation: Expectation): SavedExpectation
  remove(id: number): void
}

export function createExpectationStore(database: DatabaseSync): ExpectationStore {
  const selectAll = database.prepare('SELECT id, value FROM call_expectations ORDER BY id')
  const insert = database.prepare('INSERT INTO call_expectations (value) VALUES (?)')
  const update = database.prepare('UPDATE call_expectations SET value = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM call_expectations WHERE id = ?')

  return {
    list: () =>
      z
        .array(rowSchema)
        .parse(selectAll.all())
        .map(({ id, value }) => ({ id, expectation: expectationSchema.parse(JSON.parse(value)) })),
    save(id, expectation) {
      const value = JSON.stringify(expectation)
      if (id === null) return { id: Number(insert.run(value).lastInsertRowid), expectation }
      if (update.run(value, id).changes === 0) throw new AppFailure('notFound')
      return { id, expectation }
    },
    remove(id) {
      remove.run(id)
    },
  }
}
