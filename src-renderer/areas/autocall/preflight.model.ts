/** What starting a job means, from what the console knows about it, without Vue. */
import type { CallingRules, ContactList } from '@shared/contract/contacts'
import { estimateJob, type Estimate, type ZoneShare } from '@shared/domain/autocall/estimate'
import type { AutocallJobDetail } from '@shared/domain/autocall/job'
import { instantsOf, isZone } from '@shared/domain/autocall/start-moment'
import { zoneSpan } from '@shared/domain/period/zone'

export interface Preflight {
  /** null: neither the provider nor our own lists tell. */
  contacts: number | null
  /** Contacts whose zone no list tells: reckoned as if on the company's clock. */
  withoutZone: number
  /** Contacts of whom it is not known whether the provider has them. */
  unknown: number
  /** The reckoning begins here, ms since 1970. */
  startsAt: number
  /** null: without settings or a rate nothing can be reckoned. */
  estimate: Estimate | null
  /** The job's name has to be typed. */
  mustType: boolean
}

interface PreflightInput {
  job: AutocallJobDetail
  lists: readonly ContactList[]
  rules: CallingRules
  isProduction: boolean
  /** ms since 1970 */
  now: number
}

/** Zones of the lists that were added, scaled to nothing: what the provider has beyond them has no zone. */
function sharesOf(lists: readonly ContactList[], contacts: number): { known: Map<number, number>; rest: number } {
  const known = new Map<number, number>()
  for (const { zones, outcomes, counts } of lists) {
    const added = outcomes.added + outcomes.unknown
    if (added === 0) continue
    for (const { zoneOffset, contacts: count } of zones) {
      if (zoneOffset === null) continue
      const share = Math.round((count * added) / Math.max(1, counts.groups.new))
      known.set(zoneOffset, (known.get(zoneOffset) ?? 0) + share)
    }
  }
  const sum = [...known.values()].reduce((total, count) => total + count, 0)
  return { known, rest: Math.max(0, contacts - sum) }
}

export function preflight({ job, lists, rules, isProduction, now }: PreflightInput): Preflight {
  const added = lists.reduce((sum, { outcomes }) => sum + outcomes.added, 0)
  const unknown = lists.reduce((sum, { outcomes }) => sum + outcomes.unknown, 0)
  const contacts = job.contactCount ?? (added > 0 ? added : null)
  const { settings } = job
  const moment = settings?.start.kind === 'at' && isZone(rules.companyZone) ? settings.start.moment : null
  const [planned] = moment === null ? [] : instantsOf(moment, rules.companyZone)
  const startsAt = Math.max(now, planned ?? now)
  const { known, rest } = sharesOf(lists, contacts ?? 0)
  const companyOffset = isZone(rules.companyZone) ? zoneSpan(rules.companyZone, startsAt).offset / 1000 : 0
  if (rest > 0) known.set(companyOffset, (known.get(companyOffset) ?? 0) + rest)
  const zones: ZoneShare[] = [...known]
    .map(([zoneOffset, count]) => ({ zoneOffset, contacts: count }))
    .toSorted((one, other) => one.zoneOffset - other.zoneOffset)
  return {
    contacts,
    withoutZone: rest,
    unknown,
    startsAt,
    estimate:
      settings && settings.rate && contacts !== null
        ? estimateJob({
            zones,
            rate: settings.rate,
            calleeWindow: settings.calleeWindow,
            redial: settings.redial,
            startsAt,
          })
        : null,
    mustType: isProduction || contacts === null || contacts > rules.confirmAbove,
  }
}
