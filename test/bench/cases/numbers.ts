/** Lists of 1,000 to 1,000,000 owned numbers: opened, searched, scrolled, fetched. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { emptyNumberFilter, type NumberFilter, type NumberSort } from '../../../src-shared/contract/numbers'
import { createNumberQuery } from '../../../src-main/numbers/number-query'
import { createNumberStore } from '../../../src-main/numbers/number-store'
import { openDatabase } from '../../../src-main/storage/database'
import { createReader } from '../../../src-main/storage/reader'
import { projectFolder } from '../../runtime/launch'
import type { BenchCase, Comparison, Contender } from '../bench'
import { stockNumbers, stockRegions } from '../number-stock'
import { measureRefresh } from '../numbers-refresh'
import { measureWindow } from '../numbers-window'

const small = 1_000
const middle = 100_000
const big = 1_000_000
const shown = (count: number) => count.toLocaleString('en')
const newestFirst: NumberSort = { key: 'boughtAt', descending: true }

const bench: BenchCase = {
  title: 'Owned numbers',
  async prepare() {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
    const { database, path, close } = openDatabase({ folder, now: Date.now })
    if (!path) throw new Error('the bench needs a disk')
    const store = createNumberStore(database, Date.now)
    const longestWrite = Math.max(...[small, middle, big].map((size) => stockNumbers(store, `account-${size}`, size)))
    const workerPath = join(projectFolder, 'out', 'main', 'reader-worker.js')
    const reader = createReader({ workerPath, databasePath: path })
    const bare = new DatabaseSync(path, { readOnly: true })
    bare.exec('PRAGMA cache_size = -65536')
    const listOf = (size: number) => store.present(`account-${size}`)?.id ?? 0

    async function ask(size: number, filter: Partial<NumberFilter> = {}, sort?: NumberSort, offset = 0): Promise<void> {
      // A new one each time: totals that were counted before would be remembered.
      await createNumberQuery(reader, store).query({
        accountId: `account-${size}`,
        filter: { ...emptyNumberFilter, ...filter },
        sort: sort ?? { key: 'number', descending: false },
        offset,
        limit: 100,
      })
    }
    const list = (run: () => Promise<void>): Contender => ({ name: 'the list', run: () => run().then(() => undefined) })
    const sqlite = (name: string, size: number, sql: string, ...values: string[]): Contender => ({
      name,
      run: () => void bare.prepare(sql).all(listOf(size), ...values),
    })
    const like = `SELECT count(*) FROM numbers WHERE list = ? AND (number LIKE ? OR forwarding_target LIKE ?)`
    const [region = ''] = stockRegions

    const open = (size: number): Comparison => ({
      name: `open ${shown(size)}: first 100 rows and the count`,
      ours: list(() => ask(size)),
      reference: { ...list(() => ask(small)), name: 'the same with 1,000' },
      rounds: 15,
      goal: { text: 'under 100 ms', isMet: (ours) => ours < 100 },
    })
    const filter = (size: number): Comparison => ({
      name: `filter ${shown(size)} by region: 100 rows and the count`,
      ours: list(() => ask(size, { regions: [region] })),
      reference: sqlite('a bare scan', size, 'SELECT count(*) FROM numbers WHERE list = ? AND region >= 0'),
      rounds: 9,
      goal: { text: 'under 250 ms', isMet: (ours) => ours < 250 },
    })
    const search = (size: number, text: string): Comparison => ({
      name: `search ${shown(size)} numbers, targets and notes for “${text}”: 100 rows and the count`,
      ours: list(() => ask(size, { text })),
      reference: sqlite('a bare LIKE on number and target', size, like, `%${text}%`, `%${text}%`),
      rounds: 9,
      goal: { text: 'under 250 ms', isMet: (ours) => ours < 250 },
    })
    const scroll = (size: number, offset: number): Comparison => ({
      name: `scroll ${shown(size)} to row ${shown(offset)}`,
      ours: list(() => ask(size, {}, undefined, offset)),
      reference: sqlite(
        'a bare OFFSET',
        size,
        `SELECT number FROM numbers WHERE list = ? ORDER BY number LIMIT 100 OFFSET ${offset}`,
      ),
      rounds: 9,
      goal: { text: 'under 100 ms', isMet: (ours) => ours < 100 },
    })
    const sorted = (size: number, offset: number): Comparison => ({
      name: `sort ${shown(size)} by date of purchase, from row ${shown(offset)}`,
      ours: list(() => ask(size, {}, newestFirst, offset)),
      reference: sqlite(
        'a bare ORDER BY',
        size,
        `SELECT number FROM numbers WHERE list = ? ORDER BY bought_at DESC, number DESC LIMIT 100 OFFSET ${offset}`,
      ),
      rounds: 5,
    })

    const refresh = await measureRefresh(database, reader)
    const window = await measureWindow()
    return {
      comparisons: [
        ...[middle, big].flatMap((size) => [
          open(size),
          filter(size),
          search(size, '4951'),
          search(size, '12345'),
          scroll(size, size / 2),
          scroll(size, size - 100),
          sorted(size, 0),
          sorted(size, size / 2),
        ]),
        refresh.comparison,
        ...window.comparisons,
      ],
      remarks: () => [
        `Longest write of 100 numbers, as a refresh writes them, while 1,101,000 were filled in: ${longestWrite.toFixed(0)} ms.`,
        ...refresh.remarks(),
        ...window.remarks(),
      ],
      async close() {
        refresh.close()
        await window.close()
        bare.close()
        await reader.close()
        close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

export default bench
