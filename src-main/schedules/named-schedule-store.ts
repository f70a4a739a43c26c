/** Schedules with a name, in the database. */
import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { namedScheduleSchema, type NamedScheduleRow } from '@shared/contract/named-schedules'
import type { NamedPeriod } from '@shared/domain/schedule/named'
import { inTransaction } from '../storage/transaction'

const rowsSchema = z.array(
  namedScheduleSchema.extend({
    formerNames: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.array(z.string())),
  }),
)

/** More former names than these are forgotten, the oldest first. */
const formerNamesMaximum = 20

export function createNamedScheduleStore(database: DatabaseSync, now: () => number) {
  const columns = 'id, name, period, former_names AS formerNames, changed_at AS changedAt'
  const all = database.prepare(`SELECT ${columns} FROM named_schedules ORDER BY name`)
  const one = database.prepare(`SELECT ${columns} FROM named_schedules WHERE id = ?`)
  const write = database.prepare(
    `INSERT INTO named_schedules (id, name, period, former_names, changed_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, period = excluded.period, former_names = excluded.former_names,
       changed_at = excluded.changed_at`,
  )
  const remove = database.prepare('DELETE FROM named_schedules WHERE id = ?')

  const list = (): NamedScheduleRow[] => rowsSchema.parse(all.all())
  const find = (id: string): NamedScheduleRow | undefined => rowsSchema.parse(one.all(id))[0]

  return {
    list,
    find,
    /** @param present the row that is changed; undefined: a new one */
    save(present: NamedScheduleRow | undefined, { name, period }: NamedPeriod): NamedScheduleRow {
      const id = present?.id ?? randomUUID()
      // A name that belongs to it again is no former one; one that another schedule took is no more its own.
      const formerNames = [...(present ? [...present.formerNames, present.name] : [])]
        .filter((former, index, names) => former !== name && names.indexOf(former) === index)
        .slice(-formerNamesMaximum)
      return inTransaction(database, () => {
        for (const other of list()) {
          if (other.id === id || !other.formerNames.includes(name)) continue
          const left = other.formerNames.filter((former) => former !== name)
          write.run(other.id, other.name, other.period, JSON.stringify(left), other.changedAt)
        }
        const changedAt = now()
        write.run(id, name, period, JSON.stringify(formerNames), changedAt)
        return { id, name, period, formerNames, changedAt }
      })
    },
    remove(id: string): void {
      remove.run(id)
    },
  }
}
