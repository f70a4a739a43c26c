/** Rules of the account form, apart from what shows it. */
import type { Account } from '@shared/contract/accounts'
import {
  accountSettingsSchema,
  checkAccountSettings,
  checkSecret,
  providers,
  type AccountSettings,
} from '@shared/domain/account'
import type { Finding } from '@shared/domain/finding'

/** What the form edits. `disabled` is switched by a button of its own, at once. */
export type AccountFormValue = Omit<AccountSettings, 'disabled'>

export const emptyForm = (): AccountFormValue => ({
  provider: 'exolve',
  label: '',
  colour: 'blue',
  group: '',
  production: false,
  baseUrl: providers.exolve.defaultBaseUrl,
})

export const formOf = ({ provider, label, colour, group, production, baseUrl }: AccountSettings): AccountFormValue => ({
  provider,
  label,
  colour,
  group,
  production,
  baseUrl,
})

/** The settings as they are saved: without spaces around what was typed. */
export const settingsOf = (form: AccountFormValue, disabled: boolean): AccountSettings => ({
  ...form,
  label: form.label.trim(),
  group: form.group.trim(),
  baseUrl: form.baseUrl.trim(),
  disabled,
})

const draftSchema = accountSettingsSchema.omit({ disabled: true })

/** @returns the form of a kept draft, or undefined if it was written by a program that knew other fields. */
export const formOfDraft = (draft: unknown): AccountFormValue | undefined => draftSchema.safeParse(draft).data

const originOf = (address: string): string | undefined => URL.parse(address.trim())?.origin

/** true when the stored key would be sent to another host than the one it was entered for. */
export const leavesOrigin = (form: AccountFormValue, account: Pick<Account, 'baseUrl'>): boolean =>
  originOf(form.baseUrl) !== originOf(account.baseUrl)

/**
 * Checks the whole form.
 * @param secret what stands in the key's field; empty when editing: the stored key stays.
 * @param account the account that is edited; undefined: a new one.
 */
export function checkAccountForm(
  form: AccountFormValue,
  secret: string,
  account: Account | undefined,
  accounts: readonly Account[],
): Finding[] {
  const otherLabels = accounts.filter((other) => other.id !== account?.id).map((other) => other.label)
  const findings = checkAccountSettings(settingsOf(form, false), otherLabels)
  if (account?.demo) return findings
  if (secret || !account) findings.push(...checkSecret('apiKey', secret))
  else if (account.secret !== 'none' && leavesOrigin(form, account))
    findings.push({ path: 'apiKey', severity: 'error', code: 'account.secretForOtherHost', params: {} })
  return findings
}

/** What is shown while the operator still types: an empty field is no mistake before the first try to save. */
export const shownFindings = (findings: readonly Finding[], tried: boolean): Finding[] =>
  findings.filter((finding) => tried || finding.code !== 'field.required')

export const isDirty = (form: AccountFormValue, secret: string, saved: AccountFormValue): boolean =>
  secret !== '' || JSON.stringify(formOf({ ...form, disabled: false })) !== JSON.stringify(saved)
