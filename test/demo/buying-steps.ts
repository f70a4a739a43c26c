/** The last part of the demo: a number on sale is reserved and bought. */
import { openArea } from '../open-area'
import type { Step } from './demo'

/** The number that is bought; known once it is reserved. */
let code = ''

export const buyingSteps: Step[] = [
  {
    title: 'Numbers on sale are searched by a mask, the cheapest is reserved and its time counted down',
    picture: 'number-reserved',
    async act({ page, sandbox }) {
      await openArea(page, 'Buying')
      await page.getByLabel('Mask').fill('+7 9*')
      await page.getByRole('button', { name: 'Search', exact: true }).click()
      await page.getByRole('grid').getByRole('row').nth(1).click()
      await page.getByRole('button', { name: 'Reserve' }).click()
      await page.getByRole('timer').waitFor()
      code = sandbox.exolve.state.free().find((offer) => sandbox.exolve.state.reservation(offer.code))?.code ?? ''
    },
  },
  {
    title: 'It is bought after a review with its price, by typing the number; the owned list has it',
    picture: 'number-bought',
    async act({ page, sandbox }) {
      await page.getByRole('button', { name: 'Buy…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click()
      const confirm = page.getByRole('dialog', { name: 'Apply 1 step?' })
      await confirm.getByRole('textbox').fill(code)
      await confirm.getByRole('button', { name: 'Apply' }).click()
      await page.getByText('Done and read back').waitFor()
      const bought = sandbox.ledger.entries({ path: '/Buy', acted: true }).length
      if (bought !== 1) throw new Error(`The provider sold ${bought} numbers instead of one.`)
    },
  },
]
