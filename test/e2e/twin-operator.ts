/** What an operator of a Twin account does in several tests. */
import type { Page } from '@playwright/test'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect } from './app'
import { invoke } from './operator'

/** @returns the account's id */
export async function addTwinAccount(
  page: Page,
  { twin }: Sandbox,
  { production = false, label = 'Clinic' } = {},
): Promise<string> {
  await expect(page.getByRole('navigation').first()).toBeVisible()
  const { id } = await invoke(page, 'accounts.add', {
    settings: {
      provider: 'twin',
      label,
      colour: 'teal',
      group: '',
      production,
      baseUrl: twin.baseUrl,
      signIn: 'emailPassword',
      disabled: false,
    },
    secrets: { email: twin.email, password: twin.password },
    keep: 'keychain',
  })
  return id
}

/** The same with rules of calling, and the ids of the provider's page under names. */
export async function addCallingAccount(
  ...[page, sandbox, options]: Parameters<typeof addTwinAccount>
): Promise<string> {
  const accountId = await addTwinAccount(page, sandbox, options)
  for (const [kind, id] of [
    ['bot', '228cc4fa-92f2-4709-94e3-7344a96a5903'],
    ['channel', '48a77bd7-8762-4e0f-a277-4ef77e36c41b'],
    ['callerId', '9a67dee5-398e-4570-9426-fbb3f067b270'],
  ] as const)
    await invoke(page, 'twin.saveId', { accountId, kind, id, label: `The ${kind}` })
  const rules = { companyZone: 'Europe/Moscow', confirmAbove: 100, homeCountry: 'RU', recentDays: 30 }
  await invoke(page, 'callingRules.save', { accountId, rules })
  return accountId
}
