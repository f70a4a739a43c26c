/** What an operator of a Twin account does in several tests. */
import type { Page } from '@playwright/test'
import type { Bridge, ChannelName } from '../../src-shared/contract'
import type { Sandbox } from '../../src-main/sandbox/sandbox'
import { expect } from './app'

/** Calls main as the window does. */
export async function invoke<Value>(page: Page, name: ChannelName, input: object): Promise<Value> {
  const text = await page.evaluate(
    async ([channel, value]) =>
      JSON.stringify(
        await (globalThis as unknown as { switchboard: Bridge }).switchboard.invoke(channel, JSON.parse(value)),
      ),
    [name as string, JSON.stringify(input)] as const,
  )
  const { ok, value, error } = JSON.parse(text) as { ok: boolean; value: Value; error: unknown }
  if (!ok) throw new Error(JSON.stringify(error))
  return value
}

export async function addTwinAccount(
  page: Page,
  { twin }: Sandbox,
  { production = false, label = 'Clinic' } = {},
): Promise<string> {
  const { id } = await invoke<{ id: string }>(page, 'accounts.add', {
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
  for (const [kind, named] of [
    ['bot', '228cc4fa-92f2-4709-94e3-7344a96a5903'],
    ['channel', '48a77bd7-8762-4e0f-a277-4ef77e36c41b'],
    ['callerId', '9a67dee5-398e-4570-9426-fbb3f067b270'],
  ] as const)
    await invoke(page, 'twin.saveId', { accountId: id, kind, id: named, label: `The ${kind}` })
  await invoke(page, 'callingRules.save', {
    accountId: id,
    rules: { companyZone: 'Europe/Moscow', confirmAbove: 100, homeCountry: 'RU', recentDays: 30 },
  })
  return id
}

export async function goTo(page: Page, path: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await page.evaluate((hash) => (location.hash = hash), `#${path}`)
}
