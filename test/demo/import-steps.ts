/** The second part of the demo: forwarding of many numbers from a file with mistakes in it, applied and taken back. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { openArea } from '../open-area'
import type { Step } from './demo'

const goodRows = 100

/** 500 lines: a header, good rows, numbers that Excel destroyed, numbers of somebody else, repeats, blank lines. */
function fileOf({ exolve }: Sandbox): string {
  const settable = exolve.state
    .owned()
    .filter(({ application, forwarding }) => application === exolve.state.applications[0] && forwarding.type === 0)
    .map(({ code }) => code)
    .slice(0, goodRows)
  if (settable.length < goodRows) throw new Error('The demo provider has too few numbers without forwarding.')
  const pad = (index: number) => String(index).padStart(4, '0')
  return [
    'number;kind;target1_number;target1_timeout',
    ...settable.map((number, index) => `${number};number;7495123${pad(index)};20`),
    ...Array.from({ length: 60 }, () => '7,4951E+10;number;74951234567;20'),
    ...Array.from({ length: 200 }, (_, index) => `7812555${pad(index)};number;74951234567;20`),
    ...settable.map((number) => `${number};number;74959999999;20`),
    // The last one only ends the line before it.
    ...Array.from({ length: 40 }, () => ''),
  ].join('\r\n')
}

const forwardings = ({ exolve }: Sandbox): string =>
  JSON.stringify(exolve.state.owned().map(({ code, forwarding }) => [code, forwarding]))

/** What the provider held before the import, to compare with after the undo. */
let before = ''

export const importSteps: Step[] = [
  {
    title: 'A file of 500 lines with deliberate mistakes is read and its columns are recognised',
    picture: 'import-columns',
    async act({ page, sandbox, folder, chooseFile }) {
      before = forwardings(sandbox)
      const file = join(folder, 'forwarding.csv')
      writeFileSync(file, fileOf(sandbox))
      await openArea(page, 'Forwarding')
      await page.getByRole('button', { name: 'Import and export' }).click()
      await chooseFile(file)
      await page.getByRole('button', { name: 'Choose a file…' }).click()
      await page.getByRole('heading', { name: 'forwarding.csv' }).waitFor()
    },
  },
  {
    title: 'Every line is checked before anything is asked of the provider',
    picture: 'import-check',
    async act({ page }) {
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByText('Excel has destroyed this number').first().waitFor()
    },
  },
  {
    title: 'The review shows old and new of every row; its counts add up to the lines of the file',
    picture: 'import-review',
    async act({ page }) {
      await page.getByRole('button', { name: 'Compare and review…' }).click()
      await page.getByRole('heading', { name: 'Review the change' }).waitFor()
      await page.getByText('500 rows in all').waitFor()
    },
  },
  {
    title: `${goodRows} numbers are set, each exactly once`,
    picture: 'import-applied',
    async act({ page, sandbox }) {
      const sentBefore = sandbox.ledger.entries({ path: 'SetCallForwarding', acted: true }).length
      await page.getByRole('button', { name: `Apply ${goodRows} steps` }).click()
      await page.getByRole('heading', { name: 'Outcome of the change' }).waitFor()
      const sent = sandbox.ledger.entries({ path: 'SetCallForwarding', acted: true }).length - sentBefore
      if (sent !== goodRows) throw new Error(`The provider carried out ${sent} requests instead of ${goodRows}.`)
    },
  },
  {
    title: 'The change is undone, by a review of its own; the provider has what it had before',
    picture: 'import-undone',
    async act({ page, sandbox }) {
      await page.getByRole('button', { name: 'Undo…' }).click()
      await page.getByRole('button', { name: `Apply ${goodRows} steps` }).click()
      await page.getByRole('heading', { name: 'Outcome of the change' }).waitFor()
      if (forwardings(sandbox) !== before) throw new Error('The provider does not hold what it held before the import.')
    },
  },
]
