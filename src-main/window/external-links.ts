/** The one place through which anything outside the program is opened. */
import { shell } from 'electron'
import { isLoopback } from '@shared/domain/account'
import { AppFailure } from '@shared/domain/app-error'

/** Documentation of the providers; nothing else is ever opened. */
const allowedHosts = new Set(['docs.exolve.ru'])

/**
 * Opens a page in the system's browser.
 * @throws AppFailure `input.invalid` for anything but https on an allowed host
 */
export async function openExternalLink(address: string): Promise<void> {
  const url = URL.parse(address)
  if (!url || url.protocol !== 'https:' || !allowedHosts.has(url.host) || url.username || url.password)
    throw new AppFailure('input.invalid')
  await shell.openExternal(url.href)
}

/**
 * Opens a provider's page to sign in, which must be at the address of the account itself.
 * @throws AppFailure `input.invalid` for any other, and for plain http outside of this computer
 */
export async function openSignInPage(address: string, baseUrl: string): Promise<void> {
  const url = URL.parse(address)
  if (!url || url.origin !== new URL(baseUrl).origin || url.username || url.password)
    throw new AppFailure('input.invalid')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new AppFailure('input.invalid')
  await shell.openExternal(url.href)
}
