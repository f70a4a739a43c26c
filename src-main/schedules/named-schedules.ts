/** Schedules with a name: kept here, used by numbers that carry the name, brought up to date by a reviewed change. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import type { Change, Intent } from '@shared/contract/changes'
import type { NamedScheduleRow } from '@shared/contract/named-schedules'
import { AppFailure } from '@shared/domain/app-error'
import { isPassing } from '@shared/domain/finding'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { checkNamedSchedule, withSchedule } from '@shared/domain/schedule/named'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import { readPresent } from '../snapshots/present-forwarding'
import type { Reader } from '../storage/reader'
import { createNamedScheduleStore } from './named-schedule-store'

interface Dependencies {
  database: DatabaseSync
  reader: Reader
  planEntries: Changes['planEntries']
  /** @throws what the client throws */
  readForwarding(accountId: string, number: string, signal: AbortSignal): Promise<Forwarding>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** ms since 1970 */
  now(): number
}

export type NamedSchedules = ReturnType<typeof createNamedSchedules>

/** Targets whose description of the period is one of these names, of numbers that are still owned. */
const uses = `FROM number_lists AS list
  CROSS JOIN forwarding_states AS s ON s.account_id = list.account_id
  CROSS JOIN numbers AS n ON n.list = list.id AND n.number = s.number
  CROSS JOIN json_each(s.forwarding, '$.targets') AS target
  WHERE list.state = 'present' AND target.value ->> '$.periodDescription' IN (SELECT value FROM json_each(?1))`

const usesSchema = z.array(
  z.object({ accountId: z.string(), name: z.string(), period: z.string(), number: z.string() }),
)
const numbersSchema = z.array(z.object({ number: z.string() }))

const namesOf = ({ name, formerNames }: NamedScheduleRow): string[] => [name, ...formerNames]

export function createNamedSchedules(dependencies: Dependencies) {
  const { reader } = dependencies
  const store = createNamedScheduleStore(dependencies.database, dependencies.now)
  const stop = new AbortController()
  const didChange = () => dependencies.emit('namedSchedules.didChange', {})

  function found(id: string): NamedScheduleRow {
    const schedule = store.find(id)
    if (!schedule) throw new AppFailure('notFound')
    return schedule
  }

  async function* entriesOf(accountId: string, schedule: NamedScheduleRow): AsyncGenerator<PlanEntry> {
    const rows = await reader.all(`SELECT DISTINCT s.number ${uses} AND s.account_id = ?2 ORDER BY s.number`, [
      JSON.stringify(namesOf(schedule)),
      accountId,
    ])
    const read = (number: string) => dependencies.readForwarding(accountId, number, stop.signal)
    const numbers = numbersSchema.parse(rows).map(({ number }) => number)
    for await (const { item: number, present } of readPresent(numbers, read, stop.signal)) {
      // What cannot be read now is left out: the name that it carried may be gone.
      const wanted = present && withSchedule(present, schedule)
      if (wanted) yield { intent: { operation: 'exolve.setForwarding', number, wanted } satisfies Intent }
    }
  }

  return {
    list: (): NamedScheduleRow[] => store.list(),

    async uses(): Promise<Output<'namedSchedules.uses'>> {
      const schedules = store.list()
      const rows = await reader.all(
        `SELECT s.account_id AS accountId, target.value ->> '$.periodDescription' AS name,
           target.value ->> '$.period' AS period, s.number ${uses}`,
        [JSON.stringify(schedules.flatMap(namesOf))],
      )
      const byAccount = [...Map.groupBy(usesSchema.parse(rows), ({ accountId }) => accountId)]
      return schedules.flatMap((schedule) =>
        byAccount.flatMap(([accountId, targets]) => {
          const own = targets.filter(({ name }) => namesOf(schedule).includes(name))
          const outdated = own.filter(({ name, period }) => name !== schedule.name || period !== schedule.period)
          const numbersOf = (some: typeof own) => [...new Set(some.map(({ number }) => number))].sort()
          const numbers = numbersOf(own)
          const [first] = numbers
          return first === undefined
            ? []
            : { id: schedule.id, accountId, numbers: numbers.length, first, outdated: numbersOf(outdated).length }
        }),
      )
    },

    /** @throws AppFailure `input.invalid` with what is wrong at which field */
    save({ id, name, period }: ParsedInput<'namedSchedules.save'>): NamedScheduleRow {
      const present = id === null ? undefined : found(id)
      const others = store.list().filter((other) => other.id !== id)
      const wanted = { name: name.trim(), period: period.trim() }
      const findings = checkNamedSchedule(
        wanted,
        others.map((other) => other.name),
      )
      if (!isPassing(findings)) throw new AppFailure('input.invalid', { fields: findings })
      const saved = store.save(present, wanted)
      didChange()
      return saved
    },

    remove({ id }: ParsedInput<'namedSchedules.remove'>): void {
      store.remove(id)
      didChange()
    },

    planUpdate({ id, accountId }: ParsedInput<'namedSchedules.planUpdate'>): Promise<Change> {
      const entries = entriesOf(accountId, found(id))
      return dependencies.planEntries({ accountId, origin: 'schedule', entries, total: null })
    },

    /** Ends what runs, before the database closes. */
    close(): void {
      stop.abort()
    },
  }
}
