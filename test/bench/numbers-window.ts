/** The list in the real window: how long it takes to open, and whether scrolling stays smooth. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccountStore } from '../../src-main/accounts/account-store'
import { createNumberStore } from '../../src-main/numbers/number-store'
import { openDatabase } from '../../src-main/storage/database'
import { startApp } from '../e2e/start-app'
import { noKeyring } from '../runtime/keyring'
import { stockNumbers } from './number-stock'
import type { Comparison } from './bench'

const small = 1_000
const big = 100_000

/** Opens the program on accounts with 1,000 and 100,000 numbers. */
export async function measureWindow() {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-window-'))
  prepare(folder)
  const app = await startApp({ userData: folder, environment: noKeyring })
  const { page } = app
  await page.setViewportSize({ width: 1440, height: 900 })
  // Until the first page is there, the router would take us back to it.
  await page.getByRole('main').getByRole('heading').waitFor()
  /** Long tasks of the scrolls, ms each. */
  const longTasks: number[] = []

  /** @returns ms from the click to the first row */
  const open = async (size: number) => {
    await page.evaluate(() => (location.hash = '#/settings'))
    await page.waitForSelector('[role=grid]', { state: 'detached' })
    return page.evaluate(async (hash) => {
      const started = performance.now()
      location.hash = hash
      const row = () => document.querySelector('[role=grid] [aria-rowindex="2"]')
      while (!row()?.textContent.includes('+7')) await new Promise(requestAnimationFrame)
      return performance.now() - started
    }, `#/at/account-${size}/numbers`)
  }

  /** Goes from the top to the very end in 120 frames. @returns ms of the longest frame */
  const scroll = async (kind: 'list' | 'empty') => {
    if (kind === 'list') await open(big)
    const { longestFrame, tasks } = await page.evaluate(async (what) => {
      const bare = document.createElement('div')
      bare.style.cssText = 'position:fixed;inset:100px 0 0 220px;overflow:auto;background:#fff;z-index:99'
      const content = document.createElement('div')
      content.style.height = '3200000px'
      bare.append(content)
      const list = document.querySelector('[role=grid]')
      if (what === 'empty') document.body.append(bare)
      const scroller = what === 'empty' ? bare : list
      if (!scroller) throw new Error('there is no list')

      const seen: number[] = []
      const observer = new PerformanceObserver((entries) =>
        entries.getEntries().forEach(({ duration }) => seen.push(duration)),
      )
      observer.observe({ type: 'longtask' })
      const frame = () => new Promise<number>(requestAnimationFrame)
      let before = await frame()
      let longest = 0
      for (let step = 1; step <= 120; step += 1) {
        scroller.scrollTop = (scroller.scrollHeight * step) / 120
        const now = await frame()
        longest = Math.max(longest, now - before)
        before = now
      }
      observer.takeRecords().forEach(({ duration }) => seen.push(duration))
      observer.disconnect()
      bare.remove()
      return { longestFrame: longest, tasks: seen }
    }, kind)
    if (kind === 'list') longTasks.push(...tasks)
    return longestFrame
  }

  const comparisons: Comparison[] = [
    {
      name: `window: open ${big.toLocaleString('en')} numbers, to the first row`,
      ours: { name: 'the list', run: () => open(big) },
      reference: { name: 'the same with 1,000', run: () => open(small) },
      rounds: 9,
      goal: { text: 'within 1.25 × 1,000', isMet: (ours, reference) => ours < reference * 1.25 },
    },
    {
      name: `window: scroll ${big.toLocaleString('en')} rows from top to end in 120 frames, the longest frame`,
      ours: { name: 'the list', run: () => scroll('list') },
      reference: { name: 'an empty box as high', run: () => scroll('empty') },
      rounds: 9,
      goal: { text: 'no frame over 50 ms', isMet: (ours) => ours <= 50 },
    },
  ]
  return {
    comparisons,
    remarks: () => [
      `Long tasks (over 50 ms) while scrolling 10 times through 100,000 rows: ${longTasks.length}${longTasks.length > 0 ? `, the longest ${Math.max(...longTasks).toFixed(0)} ms` : ''}.`,
    ],
    async close() {
      await app.inMain(({ app: electron }) => electron.exit(0)).catch(() => undefined)
      await app.ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function prepare(folder: string): void {
  const { database, close } = openDatabase({ folder, now: Date.now })
  const accounts = createAccountStore(database)
  const store = createNumberStore(database, Date.now)
  for (const size of [small, big]) {
    const id = `account-${size}`
    accounts.create({
      id,
      provider: 'exolve',
      label: `${size} numbers`,
      colour: 'slate',
      group: '',
      production: false,
      baseUrl: 'https://api.exolve.ru',
      signIn: 'apiKey',
      disabled: false,
      demo: false,
      createdAt: 0,
      secretOrigin: null,
    })
    stockNumbers(store, id, size)
  }
  close()
}
