/** The one place through which anything outside the program is opened. */
import { shell } from 'electron'
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
