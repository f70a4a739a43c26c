/** Where a rule calls: an extension of the company or a phone. Source: the pages /incom_rule/ and extension. */
import { normalisePhone, type PhoneReading } from '../phone'
import type { Company } from './company'
import { numberOfName, type Extension } from './extension'

/** What tells an extension from a phone. */
export type Numbering = Pick<Company, 'prefix' | 'domain' | 'domainPrefix' | 'extensionLength'>

/** Signs that people put between digits, and the prefix of a link. */
const grouped = /^[\d\s().\u2010-\u2015-]+$/

/**
 * Reads one destination as people write it. What has no form of a phone, such as `000*101` or `101@sip.example.com`, is left as it is.
 *
 * @returns the number as it is sent, without spaces: `101`, `+78121234567`
 */
export function readDestination(text: string, { extensionLength }: Numbering): { number: string } | PhoneReading {
  const trimmed = text.trim()
  const digits = grouped.test(trimmed) ? trimmed.replace(/\D/g, '') : ''
  // Extension numbers keep their leading zeros. Shorter and longer ones belong to the operator, such as 112.
  if (digits !== '' && digits.length <= Math.max(6, extensionLength)) return { number: digits }
  if (/[*@#]/.test(trimmed) && !/\s/.test(trimmed)) return { number: trimmed }
  const reading = normalisePhone(trimmed)
  return reading.digits === undefined ? reading : { number: `+${reading.digits}` }
}

/**
 * Takes apart what was typed or pasted as several destinations: by commas, semicolons and lines; by spaces only where each part can
 * stand alone, for spaces also group the digits of one phone.
 *
 * @param isExtension whether the company has an extension of this number: `101 102 103 104` is no phone where all four are there
 */
export function splitDestinations(text: string, isExtension: (number: string) => boolean): string[] {
  return text
    .split(/[,;\n\t]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const words = part.split(/\s+/)
      const isEachWhole = words.every((word) => /^(?:\d{2,6}|\+?\d{10,15}|[\d*#@.\w-]*[*@][\d*#@.\w-]*)$/.test(word))
      const mayBeGroups = words.every((word) => /^\d{2,3}$/.test(word)) && words.join('').length >= 10
      const areGroups = mayBeGroups && !words.every(isExtension)
      return isEachWhole && !areGroups ? words : [part]
    })
}

/**
 * @param name in any of the forms of the page: `101`, `000*101`, `<domain prefix>*000*101`, `000*101@<domain>`
 * @returns the number alone, and what is no such name as it is; undefined for a name in another domain
 */
export function bareNumber(name: string, { prefix, domain, domainPrefix }: Numbering): string | undefined {
  const [local = '', host] = name.split('@')
  if (host !== undefined && host !== domain) return undefined
  const withoutDomain =
    domainPrefix !== '' && local.startsWith(`${domainPrefix}*`) ? local.slice(domainPrefix.length + 1) : local
  return numberOfName(withoutDomain, prefix)
}

/** @returns the extension that a destination names in any of the forms of the page, or undefined: a phone, or one that is not there */
export function extensionAt<Found extends Pick<Extension, 'name'>>(
  destination: string,
  extensions: readonly Found[],
  numbering: Numbering,
): Found | undefined {
  const number = bareNumber(destination, numbering)
  return number === undefined
    ? undefined
    : extensions.find(({ name }) => numberOfName(name, numbering.prefix) === number)
}

/** @returns true for digits that can only be an extension of this company */
export const looksLikeExtension = (destination: string, { extensionLength, prefix }: Numbering): boolean =>
  new RegExp(`^\\d{${extensionLength}}$`).test(numberOfName(destination, prefix))
