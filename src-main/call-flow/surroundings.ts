/** What the steps of a change name and the simulator's world does not hold, read from the database. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { numberRuleSchema } from '@shared/domain/number-batch/batch'
import type { Surroundings } from './change-patch'

const idSchema = z.object({ id: z.number() })
const partSchema = z.object({ rule: z.string(), botName: z.string().nullable() })
const numberSchema = z.object({ number: z.string() })

export function createSurroundings(
  database: DatabaseSync,
  accountId: string,
): Pick<Surroundings, 'idNamed' | 'registered'> {
  return {
    idNamed(kind, name) {
      const rows = database
        .prepare('SELECT id FROM pbx_objects WHERE account_id = ? AND kind = ? AND name = ? LIMIT 2')
        .all(accountId, kind, name)
      return rows.length === 1 ? idSchema.parse(rows[0]).id : undefined
    },
    registered(batchId, part) {
      const row = database
        .prepare(
          `SELECT b.rule, COALESCE(i.label, i.provider_name) AS botName
           FROM number_batches AS b
           LEFT JOIN twin_ids AS i
             ON i.account_id = b.account_id AND i.kind = 'bot' AND i.id = json_extract(b.rule, '$.botId')
           WHERE b.id = ? AND b.account_id = ?`,
        )
        .get(batchId, accountId)
      if (!row) return undefined
      const { rule, botName } = partSchema.parse(row)
      const { action, botId } = numberRuleSchema.parse(JSON.parse(rule))
      const numbers = z
        .array(numberSchema)
        .parse(database.prepare('SELECT number FROM number_rows WHERE batch = ? AND part = ?').all(batchId, part))
      return { numbers: numbers.map(({ number }) => number), action, bot: botName ?? botId }
    },
  }
}
