/** A provider account as the console keeps it offline. The secret is never part of it. */
import { z } from 'zod'
import type { Finding, FindingCode } from './finding'

/** The providers the console can talk to, with what their account form needs. */
export const providers = {
  exolve: { name: 'MTS Exolve', defaultBaseUrl: 'https://api.exolve.ru', secretFields: ['apiKey'] },
} as const

export const providerIds = Object.keys(providers) as [keyof typeof providers]
export type ProviderId = keyof typeof providers
export const secretFields = ['apiKey'] as const
export type SecretField = (typeof secretFields)[number]

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
  return findings
}

/** Checks a key before it is stored. Its form is the provider's secret, so only slips of copying are refused. */
export function checkSecret(field: SecretField, value: string): Finding[] {
  if (!value.trim()) return [{ path: field, severity: 'error', code: 'field.required', params: {} }]
  if (/\s/.test(value.trim())) return [{ path: field, severity: 'error', code: 'account.secretMalformed', params: {} }]
  return []
}
