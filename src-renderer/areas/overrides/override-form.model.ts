/** The value of the override form, without Vue. */
import { longestOverrideDays } from '@shared/contract/overrides'
import type { Finding } from '@shared/domain/finding'
import { localTimeOf } from '@shared/domain/schedule/calendar'
import { instantOfLocal } from '@shared/domain/period/zone'
import { checkPhone } from '@shared/domain/phone'

export type OverrideForm = {
  /** E.164 digits, a SIP ID, or what was typed. */
  target: string
  /** s; null: the provider's own default */
  timeoutSeconds: number | null
  /** ms since 1970 */
  until: number | null
}

const day = 24 * 3_600_000

/** @returns the moment at which the zone's clock next shows this hour, today or `days` later; both in ms since 1970 */
export function atHour(now: number, timeZone: string, hour: number, days: number): number {
  const midnight = Math.floor(localTimeOf(now, timeZone) / day) * day
  return instantOfLocal(midnight + days * day + hour * 3_600_000, timeZone)
}

/** In whole minutes, as the field shows it. @param now ms since 1970 */
export const inAnHour = (now: number): number => Math.ceil(now / 60_000) * 60_000 + 3_600_000

export function checkOverride({ target, until }: OverrideForm, now: number): Finding[] {
  const isPossible = until !== null && until > now && until <= now + longestOverrideDays * day
  return [
    ...checkPhone(target, 'target'),
    ...(isPossible
      ? []
      : [
          {
            path: 'until',
            severity: 'error' as const,
            code: 'override.until' as const,
            params: { days: longestOverrideDays },
          },
        ]),
  ]
}
