/** Rules of the account form, apart from what shows it. */
import type { Account } from '@shared/contract/accounts'
import {
  accountSettingsSchema,
  checkAccountSettings,
  checkSecret,
  providers,
  signIns,
  type AccountSettings,
  type ProviderId,
  type SecretField,
} from '@shared/domain/account'
import { isDeepEqual } from '@shared/domain/deep-equal'
import type { Finding } from '@shared/domain/finding'

/** What the form edits. `disabled` is switched by a button of its own, at once. */
export type AccountFormValue = Omit<AccountSettings, 'disabled'>

export const emptyForm = (): AccountFormValue => ({
  label: '',
  colour: 'blue',
  group: '',
  production: false,
  ...providerDefaults('exolve'),
})

/** What an account of this provider begins with. */
export const providerDefaults = (provider: ProviderId): Pick<AccountFormValue, 'provider' | 'baseUrl' | 'signIn'> => ({
  provider,
  baseUrl: providers[provider].defaultBaseUrl,
  signIn: providers[provider].signIns[0],
})

export const formOf = ({
  provider,
  label,
  colour,
  group,
  production,
  baseUrl,
  signIn,
}: AccountSettings): AccountFormValue => ({
  provider,
  label,
  colour,
  group,
  production,
  baseUrl,
  signIn,
})

/** What stands in the fields of secrets, by field. They go together: all that the way of signing in asks for, or none. */
export type EnteredSecrets = Partial<Record<SecretField, string>>

export const isEntered = (secrets: EnteredSecrets): boolean => Object.values(secrets).some((value) => value !== '')

/** The entered secrets that this way of signing in asks for. */
export const wantedSecrets = ({ signIn }: Pick<AccountFormValue, 'signIn'>, secrets: EnteredSecrets): EnteredSecrets =>
  Object.fromEntries(signIns[signIn].map((field) => [field, secrets[field] ?? '']))

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

/** true when the stored secrets would be sent to another host than the one they were entered for. */
export const leavesOrigin = (form: AccountFormValue, account: Pick<Account, 'baseUrl'>): boolean =>
  originOf(form.baseUrl) !== originOf(account.baseUrl)

/**
 * Checks the whole form.
 * @param secrets what stands in their fields; all empty when editing: the stored ones stay.
 * @param account the account that is edited; undefined: a new one.
 */
export function checkAccountForm(
  form: AccountFormValue,
  secrets: EnteredSecrets,
  account: Account | undefined,
  accounts: readonly Account[],
): Finding[] {
  const otherLabels = accounts.filter((other) => other.id !== account?.id).map((other) => other.label)
  const findings = checkAccountSettings(settingsOf(form, false), otherLabels)
  if (account?.demo) return findings
  const [first] = signIns[form.signIn]
  const wanted = wantedSecrets(form, secrets)
  if (isEntered(wanted) || !account || account.signIn !== form.signIn)
    findings.push(...signIns[form.signIn].flatMap((field) => checkSecret(field, wanted[field] ?? '')))
  else if (account.secret !== 'none' && leavesOrigin(form, account))
    findings.push({ path: first, severity: 'error', code: 'account.secretForOtherHost', params: {} })
  return findings
}

/** What is shown while the operator still types: an empty field is no mistake before the first try to save. */
export const shownFindings = (findings: readonly Finding[], tried: boolean): Finding[] =>
  findings.filter((finding) => tried || finding.code !== 'field.required')

export const isDirty = (form: AccountFormValue, secrets: EnteredSecrets, saved: AccountFormValue): boolean =>
  isEntered(secrets) || !isDeepEqual(formOf({ ...form, disabled: false }), saved)
