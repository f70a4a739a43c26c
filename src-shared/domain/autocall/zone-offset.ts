/** The zone of a contact, as tables write it: an offset from UTC or from Moscow, or a name of the IANA database. */
import { zoneSpan } from '../period/zone'

const moscowSeconds = 3 * 3600
const written = /^(utc|gmt|мск|msk)?\s*(?:([+\-−–])\s*)?(\d{1,2})(?::?(\d{2}))?$/i

/**
 * @param now ms since 1970, at which the offset of a named zone is taken
 * @returns s east of UTC; undefined: not readable
 */
export function parseZoneOffset(text: string, now: number): number | undefined {
  const plain = text.trim()
  if (/^(utc|gmt|z)$/i.test(plain)) return 0
  if (/^(мск|msk)$/i.test(plain)) return moscowSeconds
  const [, base, sign, hours, minutes = '0'] = written.exec(plain) ?? []
  if (hours !== undefined) {
    const seconds = Number(hours) * 3600 + Number(minutes) * 60
    const offset = (/^(мск|msk)$/i.test(base ?? '') ? moscowSeconds : 0) + (sign && sign !== '+' ? -seconds : seconds)
    return offset >= -12 * 3600 && offset <= 14 * 3600 && Number(minutes) < 60 ? offset : undefined
  }
  if (!/^[A-Za-z]+\/[\w/+-]+$/.test(plain)) return undefined
  try {
    return zoneSpan(plain, now).offset / 1000
  } catch {
    return undefined
  }
}
