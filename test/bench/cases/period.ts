/** Periods: how fast they are evaluated, and how long the gaps of a month are looked for in the numbers of an account. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { emptyForwarding, emptyTarget } from '../../../src-shared/domain/forwarding/empty'
import type { NumberForwarding } from '../../../src-shared/domain/forwarding/forwarding'
import { isInPeriod, parsePeriod, type Period } from '../../../src-shared/domain/period/period'
import { monthAt } from '../../../src-shared/domain/schedule/calendar'
import { gapsIn, stateAt } from '../../../src-shared/domain/schedule/state'
import { createNumberStore } from '../../../src-main/numbers/number-store'
import { createScheduleTable } from '../../../src-main/schedules/schedule-table'
import { openDatabase } from '../../../src-main/storage/database'
import { createReader } from '../../../src-main/storage/reader'
import { projectFolder } from '../../runtime/launch'
import type { BenchCase, Comparison, Contender } from '../bench'
import { stockNumbers } from '../number-stock'

const typical = [
  '',
  'wd {Mon-Fri} hr {9am-5pm}',
  'wd {Mon-Fri} hr {9-17}',
  'wd {Sat-Sun}',
  'hr {6pm-8am}',
  'wd {Mon-Fri} hr {9} min {30-59}, wd {Mon-Fri} hr {10-17}, wd {Mon-Fri} hr {18} min {0-14}, wd {Sat} hr {10-13}',
  'wd {Mon-Fri} hr {9-12 14-17}',
  'wd {Mon-Fri} hr {9-17}, wd {Sat} hr {10-13}',
  'mo {Jun-Aug} wd {Mon-Fri} hr {8-15}',
  'mo {Nov-Feb} hr {8-20}',
  'md {1-7} hr {9-17}',
  'md {28-3}',
  'wk {1 3 5} wd {Mon}',
  'yd {1-8}',
  'yr {2024-2030} wd {Mon-Fri} hr {9-17}',
  'mo {Jan} md {1-8}',
  'hr {8} min {30-59}, hr {9-16}',
  'wd {fr-mo} hr {22-6}',
  'mo {Feb} md {29}',
  'none',
]
const zone = 'Europe/Moscow'
const start = Date.parse('2026-03-01T00:00:00Z')
const hour = 3_600_000
/** Moments asked about in one round, for each period. */
const moments = 10_000
const numbers = 1_000

function parsed(text: string): Period {
  const result = parsePeriod(text)
  if (!result.ok) throw new Error(`malformed: ${text}`)
  return result.period
}

const periods = typical.map(parsed)
/** Asked about as a table does: one moment after another, some minutes apart. */
const momentAt = (index: number): number => start + index * 13 * 60_000

let sink = 0
function evaluate(ask: (index: number, moment: number) => boolean): void {
  for (let index = 0; index < typical.length; index += 1) {
    for (let round = 0; round < moments; round += 1) if (ask(index, momentAt(round))) sink += 1
  }
}

const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' })
/** The least that any program must do without zone data of its own: ask Intl what the clock shows. */
const clock: Contender = {
  name: 'Intl alone, what the clock shows, 1 of 100',
  run() {
    const began = performance.now()
    for (let round = 0; round < (typical.length * moments) / 100; round += 1)
      sink += format.format(momentAt(round)).length
    return (performance.now() - began) * 100
  },
}

/** Each number has hours of its own, so that nothing found for one serves another. */
function forwardingOf(index: number): NumberForwarding {
  const target = (number: string, period: string) => ({ ...emptyTarget(), number, period })
  const from = 7 + (index % 4)
  const minute = 1 + (Math.floor(index / 4) % 58)
  return {
    ...emptyForwarding('number'),
    redirect: 'sequential',
    targets: [
      target('74951000001', `wd {Mon-Fri} hr {${from}} min {${minute}-59}, wd {Mon-Fri} hr {${from + 1}-17}`),
      target('74951000002', `wd {Mon-Fri} hr {12-${13 + (index % 9)}}`),
      target('74951000003', `wd {Sat} hr {10-13} min {${Math.floor(index / 232)}-59}`),
    ],
  }
}
const forwardings = Array.from({ length: numbers }, (_, index) => forwardingOf(index))
const month = monthAt(start + 15 * 24 * hour, zone)

/** The plain way: every minute of the month is asked about. On one number of fifty, counted fifty times. */
function gapsByMinutes(): number {
  const began = performance.now()
  for (const { targets } of forwardings.filter((_, index) => index % 50 === 0)) {
    const own = targets.map(({ period }) => parsed(period))
    for (let at = month.start; at < month.end; at += 60_000) {
      if (!own.some((period) => isInPeriod(period, at, zone))) sink += 1
    }
  }
  return (performance.now() - began) * 50
}

/** @returns a round that measures itself, ms */
const timed = (work: () => unknown) => (): number => {
  const began = performance.now()
  work()
  return performance.now() - began
}

const perSecond = (milliseconds: number): string =>
  ((typical.length * moments) / (milliseconds / 1000)).toLocaleString('en', { maximumSignificantDigits: 3 })

const owned = 100_000

/** A table of schedules over a big account, as the window asks for it: all of it forwarded, with about a hundred different schedules. */
async function measureTable(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  const { database, path, close } = openDatabase({ folder, now: Date.now })
  if (!path) throw new Error('the bench needs a disk')
  const store = createNumberStore(database, Date.now)
  stockNumbers(store, 'account', owned)
  const list = database.prepare('SELECT number FROM numbers').all()
  const group = 1000
  for (let first = 0; first < list.length; first += group) {
    const rows = list.slice(first, first + group)
    store.recordForwarding(
      'account',
      new Map(rows.map(({ number }, index) => [String(number), forwardingOf(first / group + (index % 7))])),
    )
  }
  const reader = createReader({
    workerPath: join(projectFolder, 'out', 'main', 'schedule-worker.js'),
    databasePath: path,
  })
  const table = createScheduleTable(reader)
  const question = { accountId: 'account', at: start, timeZone: zone }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const milliseconds = async (ask: () => Promise<unknown>) => {
    const began = performance.now()
    await ask()
    return Math.round(performance.now() - began).toLocaleString('en')
  }
  try {
    delay.enable()
    const counted = await milliseconds(() => table.counts(question))
    const again = await milliseconds(() => table.counts(question))
    const page = { ...question, text: '', offset: 0, limit: 100 }
    const opened = await milliseconds(() => table.numbers({ ...page, shown: 'all' }))
    const filtered = await milliseconds(() => table.numbers({ ...page, shown: 'gaps' }))
    delay.disable()
    return `Schedules of ${owned.toLocaleString('en')} numbers as a table, in the thread: all counted ${counted} ms, once more ${again} ms; first 100 rows ${opened} ms, of those with gaps this month ${filtered} ms. Delay of main’s event loop meanwhile: p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms.`
  } finally {
    await reader.close()
    close()
    rmSync(folder, { recursive: true })
  }
}

const bench: BenchCase = {
  title: 'Periods and schedules',
  async prepare() {
    const once = timed(() => evaluate((index, moment) => isInPeriod(periods[index] ?? [], moment, zone)))
    const eachTime = timed(() => evaluate((index, moment) => isInPeriod(parsed(typical[index] ?? ''), moment, zone)))
    const count = (typical.length * moments).toLocaleString('en')
    const comparisons: Comparison[] = [
      {
        name: `evaluate 20 typical periods ${count} times, parsed once`,
        ours: { name: 'isInPeriod', run: once },
        reference: clock,
        rounds: 9,
      },
      {
        name: `evaluate 20 typical periods ${count} times, parsed each time`,
        ours: { name: 'parsePeriod, isInPeriod', run: eachTime },
        reference: clock,
        rounds: 5,
      },
      {
        name: `gaps of a month in ${numbers.toLocaleString('en')} numbers with three targets each`,
        ours: {
          name: 'gapsIn',
          run: timed(() => forwardings.forEach((forwarding) => (sink += gapsIn(forwarding, month, zone).count))),
        },
        reference: { name: 'minute by minute', run: gapsByMinutes },
        rounds: 5,
      },
      {
        name: `who gets the calls of ${numbers.toLocaleString('en')} numbers, and until when`,
        ours: {
          name: 'stateAt',
          run: timed(() =>
            forwardings.forEach((forwarding) => (sink += stateAt(forwarding, start, zone).targets.length)),
          ),
        },
        reference: {
          name: 'parsePeriod alone',
          run: timed(() =>
            forwardings.forEach(({ targets }) => targets.forEach(({ period }) => (sink += parsed(period).length))),
          ),
        },
        rounds: 9,
      },
    ]
    return {
      comparisons,
      remarks: async () => [
        `Evaluations per second: ${perSecond(once())} parsed once, ${perSecond(eachTime())} parsed each time, in one thread.`,
        await measureTable(),
      ],
      close: () => Promise.resolve(),
    }
  },
}

export default bench
