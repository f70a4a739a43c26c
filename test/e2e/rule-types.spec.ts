/** Each type of incoming rule: from its form to what the provider received, compared with the table of page /incom_rule/. */
import type { Page } from '@playwright/test'
import { expect, test } from './app'
import { english } from './operator'
import {
  addDestinations,
  addRule,
  choose,
  extensionOf,
  fillLeg,
  openRules,
  received,
  ringing,
  save,
  usual,
} from './rule-steps'

test.use({ environment: english })

const pattern = (page: Page, text: string) => page.getByLabel('Number, a regular expression (PCRE)').fill(text)

/** Each type with the fields that its table gives it, and with another condition. Nothing else may be sent. */
const types: { type: string; name: string; fill(page: Page): Promise<void>; body: object }[] = [
  {
    type: 'transfer',
    name: 'Transfer',
    async fill(page) {
      await addDestinations(page, '101, +7 (987) 654-32-10')
      await page.getByLabel('Who is called hears').check()
      await choose(page, 'Caller', 'Number matches')
      await pattern(page, '^(\\+|)7812')
    },
    body: {
      ...ringing,
      transfer_dst: '101 +79876543210',
      enable_call_screening: true,
      caller_id_action: 'matches',
      caller_id: '^(\\+|)7812',
    },
  },
  {
    type: 'simple_transfer',
    name: 'Simple transfer',
    async fill(page) {
      await addDestinations(page, '102 103')
      await page.getByLabel('Rings for, s').fill('25')
      await page.getByLabel('A destination outside the PBX').check()
      await choose(page, 'Caller', 'Number does not match')
      await pattern(page, '^7916')
    },
    body: {
      ...ringing,
      transfer_dst: '102 103',
      transfer_timeout: 25,
      allow_public_transfer: true,
      caller_id_action: 'not_matches',
      caller_id: '^7916',
    },
  },
  {
    type: 'cascade',
    name: 'Cascade',
    async fill(page) {
      await fillLeg(page, page.locator('ol.legs > li').first(), '105', '0')
      // A pattern that is typed and then not used is not sent.
      await choose(page, 'Caller', 'Number matches')
      await pattern(page, '^7916')
      await choose(page, 'Caller', 'Number is hidden')
    },
    body: {
      ...ringing,
      cascade_numbers: [{ delay: 0, number: '105' }],
      enable_call_screening: false,
      caller_id_action: 'anonymous',
    },
  },
  {
    type: 'simple_cascade',
    name: 'Simple cascade',
    async fill(page) {
      await fillLeg(page, page.locator('ol.legs > li').first(), '105', '0')
      await page.getByLabel('Caller hears ringing').uncheck()
      await choose(page, 'Call before', 'Busy')
    },
    body: {
      ...ringing,
      cascade_numbers: [{ delay: 0, number: '105' }],
      ignore_early_media: false,
      call_status: 'busy',
    },
  },
  {
    type: 'playfile',
    name: 'Play a prompt',
    async fill(page) {
      await choose(page, 'Prompt', /^Мы закрыты$/)
      await page.getByLabel('Last rule').uncheck()
      await choose(page, 'Interval', /Sat–Sun/)
    },
    body: { playfile_sound: 43, final: false, interval: 4 },
  },
  {
    type: 'voicemail',
    name: 'Voicemail',
    fill: (page) => choose(page, 'Call to this extension', 'Not answered'),
    body: { extension_call_status: 'no_answer' },
  },
  {
    type: 'busy',
    name: 'Busy',
    fill: (page) => choose(page, 'This extension', /^Cannot be reached$/),
    body: { extension_status: 'unreachable' },
  },
  {
    type: 'hangup',
    name: 'Hang up',
    fill: (page) => page.getByLabel('Rule is on').uncheck(),
    body: { enabled: false },
  },
]

for (const { type, name, fill, body } of types) {
  test(`a rule of the type ${type} is sent with exactly the fields that the page gives it`, async ({
    app,
    sandbox,
  }) => {
    const { page } = app
    const { id } = extensionOf(sandbox, '105')
    await openRules(page, sandbox, '105')
    sandbox.ledger.clear()
    await addRule(page)
    await choose(page, 'What happens', new RegExp(`^${name}$`))
    await fill(page)
    await page.getByLabel('Name', { exact: true }).fill(`e2e ${type}`)
    await save(page)
    expect(received(sandbox, 'POST', id)).toEqual([{ ...usual, type, name: `e2e ${type}`, ...body }])
  })
}
