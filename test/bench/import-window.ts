/** What the operator feels while a very long file is read: long tasks of the real window. */
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccountStore } from '../../src-main/accounts/account-store'
import { createNumberStore } from '../../src-main/numbers/number-store'
import { openDatabase } from '../../src-main/storage/database'
import { answerFileDialogs, startApp } from '../e2e/start-app'
import { noKeyring } from '../runtime/keyring'
import { stockNumbers } from './number-stock'

const account = 'account-1'
/** ms that a plan is followed; at the demo provider a million rows would take an hour. */
const planFor = 15_000

interface Task {
  name: string
  milliseconds: number
  /** Long tasks, ms each: what held up the window for more than 50 ms. */
  longTasks: number[]
}

/** The forwarding of the numbers that `stockNumbers` gives. */
async function writeTable(path: string, lines: number): Promise<void> {
  const file = createWriteStream(path)
  file.write('number;kind;target1_number;target1_timeout\n')
  for (let index = 0; index < lines; index += 1) {
    const row = `${74_950_000_000 + index * 9};number;7499${String(index).padStart(7, '0')};30\n`
    if (!file.write(row)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

/** Opens a file of so many lines, checks all of it and plans a part of it, as an operator does. */
export async function measureImportWindow(lines: number): Promise<Task[]> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-import-'))
  const table = join(folder, 'table.csv')
  await writeTable(table, lines)
  prepare(folder, lines)
  const app = await startApp({ userData: folder, environment: noKeyring })
  const { page } = app
  try {
    await page.getByRole('main').getByRole('heading').first().waitFor()
    await page.evaluate((hash) => (location.hash = hash), `#/at/${account}/forwarding/import`)
    await answerFileDialogs(app, table)
    await page.getByRole('button', { name: 'Choose a file…' }).click()
    const next = page.getByRole('button', { name: 'Next' })
    await next.waitFor()
    await page.evaluate(() => {
      const seen: number[] = []
      new PerformanceObserver((entries) => entries.getEntries().forEach(({ duration }) => seen.push(duration))).observe(
        { type: 'longtask' },
      )
      Object.assign(globalThis, { longTasks: seen })
    })

    const follow = async (name: string, work: () => Promise<void>): Promise<Task> => {
      const started = performance.now()
      await work()
      const milliseconds = performance.now() - started
      const longTasks = await page.evaluate(() =>
        (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0),
      )
      return { name, milliseconds, longTasks }
    }
    const review = page.getByRole('button', { name: 'Compare and review…' })
    const checking = await follow(`check of ${lines.toLocaleString('en')} lines`, async () => {
      await next.click()
      await review.waitFor({ timeout: 600_000 })
    })
    const planning = await follow('plan at the demo provider', async () => {
      await review.click()
      await new Promise((resolve) => setTimeout(resolve, planFor))
      await page.getByRole('button', { name: 'Cancel' }).click()
      await review.waitFor()
    })
    return [checking, planning]
  } finally {
    await app.inMain(({ app: electron }) => electron.exit(0)).catch(() => undefined)
    await app.ended
    rmSync(folder, { recursive: true, force: true })
  }
}

export const describeTask = ({ name, milliseconds, longTasks }: Task): string =>
  `Window during a ${name} (${(milliseconds / 1000).toFixed(0)} s): ${longTasks.length} long tasks` +
  `${longTasks.length > 0 ? `, the longest ${Math.max(...longTasks).toFixed(0)} ms` : ''} (goal: none over 50 ms).`

function prepare(folder: string, lines: number): void {
  const { database, close } = openDatabase({ folder, now: Date.now })
  createAccountStore(database).create({
    id: account,
    provider: 'exolve',
    label: 'Numbers',
    colour: 'slate',
    group: '',
    production: false,
    baseUrl: 'https://api.exolve.ru',
    signIn: 'apiKey',
    disabled: false,
    demo: true,
    createdAt: 0,
    secretOrigin: null,
  })
  stockNumbers(createNumberStore(database, Date.now), account, lines)
  close()
}
