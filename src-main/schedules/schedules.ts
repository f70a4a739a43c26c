/** Who gets the calls of the numbers of an account, and when: a table of all of them, and the reading that it needs. */
import type { EventName, EventPayload, Output, ParsedInput } from '@shared/contract'
import { AppFailure } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { readPresent } from '../snapshots/present-forwarding'
import type { Reader } from '../storage/reader'
import { createScheduleTable } from './schedule-table'

interface Dependencies {
  /** Its SQL knows schedules. */
  reader: Reader
  /** What it reads is kept with the number. @throws what the client throws */
  readForwarding(accountId: string, number: string, signal: AbortSignal): Promise<Forwarding>
  /** Waits until what was read is in the database. */
  flush(): void
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
}

export type Schedules = ReturnType<typeof createSchedules>

/** ms between two reports */
const reportInterval = 250

export function createSchedules({ reader, readForwarding, flush, emit }: Dependencies) {
  const table = createScheduleTable(reader)
  const running = new Map<string, AbortController>()

  async function read({ accountId, which }: ParsedInput<'schedules.read'>): Promise<Output<'schedules.read'>> {
    const stop = new AbortController()
    // One reading per account; another one ends it.
    running.get(accountId)?.abort()
    running.set(accountId, stop)
    let [done, failed] = [0, 0]
    let reportedAt = performance.now()
    try {
      const numbers = await table.toRead(accountId, which)
      if (numbers === null) throw new AppFailure('numbersNotFetched')
      const readings = readPresent(numbers, (number) => readForwarding(accountId, number, stop.signal), stop.signal)
      for await (const { error } of readings) {
        done += 1
        if (error) failed += 1
        if (performance.now() - reportedAt < reportInterval && done < numbers.length) continue
        reportedAt = performance.now()
        emit('schedules.didRead', { accountId, done, total: numbers.length })
      }
      return { read: done - failed, failed }
    } finally {
      flush()
      if (running.get(accountId) === stop) running.delete(accountId)
    }
  }

  return {
    numbers: table.numbers,
    matching: table.matching,
    counts: table.counts,
    stored: table.stored,
    read,
    cancelRead({ accountId }: ParsedInput<'schedules.cancelRead'>): void {
      running.get(accountId)?.abort()
    },
    /** Ends what runs, before the database closes. */
    async close(): Promise<void> {
      for (const stop of running.values()) stop.abort()
      await reader.close()
    },
  }
}
