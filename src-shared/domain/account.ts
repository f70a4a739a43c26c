/** A provider account as the console keeps it offline. The secret is never part of it. */
import { z } from 'zod'
import type { Finding, FindingCode } from './finding'

export const secretFields = [
  'apiKey',
  'email',
  'clientId',
  'clientSecret',
  'username',
  'password',
  'refreshToken',
] as const
export type SecretField = (typeof secretFields)[number]

/** The ways in which an account can prove itself, each with the secrets that the operator enters for it. */
export const signIns = {
  apiKey: ['apiKey'],
  emailPassword: ['email', 'password'],
  /** An application of the type `trusted`. */
  clientCredentials: ['clientId', 'clientSecret'],
  /** An application of the type `password_credentials`. */
  password: ['clientId', 'clientSecret', 'username', 'password'],
  /** An application of the type `public`: the operator signs in at the provider, which gives a refresh token. */
  browser: ['clientId', 'clientSecret'],
} as const satisfies Record<string, readonly SecretField[]>
export type SignIn = keyof typeof signIns
export const signInIds = Object.keys(signIns) as [SignIn, ...SignIn[]]

interface Provider {
  name: string
  /** Empty: each operator of this system has a host of its own. */
  defaultBaseUrl: string
  /** The first one is proposed. */
  signIns: readonly [SignIn, ...SignIn[]]
  /** Everything that may be kept for an account; the first one is there whichever way it signs in. */
  secretFields: readonly [SecretField, ...SecretField[]]
}

/** The providers the console can talk to, with what their account form needs. */
export const providers = {
  exolve: {
    name: 'MTS Exolve',
    defaultBaseUrl: 'https://api.exolve.ru',
    signIns: ['apiKey'],
    secretFields: ['apiKey'],
  },
  twin: {
    name: 'Twin',
    defaultBaseUrl: 'https://twin24.ai',
    signIns: ['emailPassword'],
    secretFields: ['email', 'password'],
  },
  pbx: {
    name: 'Cloud PBX',
    defaultBaseUrl: '',
    signIns: ['clientCredentials', 'password', 'browser'],
    secretFields: ['clientId', 'clientSecret', 'username', 'password', 'refreshToken'],
  },
} as const satisfies Record<string, Provider>

export type ProviderId = keyof typeof providers
export const providerIds = Object.keys(providers) as [ProviderId, ...ProviderId[]]
/** Providers that the console brings along as a demo on this computer. */
export const demoProviderIds = ['exolve', 'pbx', 'twin'] as const satisfies readonly ProviderId[]

export const accountColours = ['slate', 'blue', 'teal', 'green', 'amber', 'orange', 'rose', 'violet'] as const
export const labelMaximum = 60

export const accountSettingsSchema = z.object({
  provider: z.enum(providerIds),
  label: z.string(),
  colour: z.enum(accountColours),
  /** Free heading under which accounts are shown together; empty: none. */
  group: z.string(),
  /** A production account carries a plain red mark on every screen. */
  production: z.boolean(),
  baseUrl: z.string(),
  signIn: z.enum(signInIds),
  disabled: z.boolean(),
})

/** What an operator enters for an account. */
export type AccountSettings = z.infer<typeof accountSettingsSchema>

/** @returns true for this computer itself, the only place that plain http may go to. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/** @returns why the address cannot be a base URL, or undefined. https anywhere, http on loopback only. */
export function checkBaseUrl(text: string): FindingCode | undefined {
  const url = URL.parse(text.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash) return 'account.urlMalformed'
  if (url.username || url.password) return 'account.urlWithCredentials'
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'account.urlInsecure'
  return undefined
}

const providesSignIn = (provider: ProviderId, signIn: SignIn): boolean =>
  providers[provider].signIns.some((offered: SignIn) => offered === signIn)

/** Checks the account form; `otherLabels` are the names already taken by other accounts. */
export function checkAccountSettings(settings: AccountSettings, otherLabels: readonly string[]): Finding[] {
  const findings: Finding[] = []
  const add = (path: string, code: FindingCode, params: Record<string, number> = {}) =>
    findings.push({ path, severity: 'error', code, params })
  const label = settings.label.trim()
  if (!label) add('label', 'field.required')
  else if (label.length > labelMaximum) add('label', 'account.labelTooLong', { maximum: labelMaximum })
  else if (otherLabels.some((other) => other.toLocaleLowerCase() === label.toLocaleLowerCase()))
    add('label', 'account.labelTaken')
  const urlProblem = settings.baseUrl.trim() ? checkBaseUrl(settings.baseUrl) : 'field.required'
  if (urlProblem) add('baseUrl', urlProblem)
  if (!providesSignIn(settings.provider, settings.signIn)) add('signIn', 'field.malformed')
  return findings
}

/** What is kept of an entered secret: a password may begin or end with a space, everything else is copied from somewhere. */
export const normaliseSecret = (field: SecretField, value: string): string =>
  field === 'password' ? value : value.trim()

/** Checks a secret before it is stored. Its form is the provider's secret, so only slips of copying are refused. */
export function checkSecret(field: SecretField, value: string): Finding[] {
  const kept = normaliseSecret(field, value)
  if (!kept.trim()) return [{ path: field, severity: 'error', code: 'field.required', params: {} }]
  const slip = field === 'password' ? /[\r\n]/ : /\s/
  return slip.test(kept) ? [{ path: field, severity: 'error', code: 'account.secretMalformed', params: {} }] : []
}
