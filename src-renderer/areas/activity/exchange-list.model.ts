/** Questions to the journal of exchanges, and how an exchange is shown. */
import type { ExchangeFilter, ExchangeSummary, exchangeOutcomes } from '@shared/domain/exchange'
import type { StatusKind } from '../../components/StatusMark.vue'

export type ExchangeOutcome = (typeof exchangeOutcomes)[number]

export const periods = ['hour', 'day', 'week', 'month'] as const
export type Period = (typeof periods)[number]

const hour = 3_600_000
/** ms */
const lengths: Record<Period, number> = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour }

export interface ExchangeView {
  accountId: string | null
  text: string
  outcomes: ExchangeOutcome[]
  period: Period | null
}

export const emptyView: ExchangeView = { accountId: null, text: '', outcomes: [], period: null }

/**
 * @param cause id of a change, or `<change id>/<position>` of one of its steps; undefined: any
 * @param now ms since 1970
 */
export function filterOf(view: ExchangeView, cause: string | undefined, now: number): ExchangeFilter {
  const [changeId] = cause?.split('/') ?? []
  return {
    accountId: view.accountId,
    text: view.text.trim(),
    outcomes: view.outcomes,
    from: view.period === null ? null : now - lengths[view.period],
    to: null,
    changeId: changeId ?? null,
    step: cause?.includes('/') ? cause : null,
  }
}

export function outcomeOf({ status }: Pick<ExchangeSummary, 'status'>): ExchangeOutcome {
  if (status === null) return 'unanswered'
  if (status < 300) return 'success'
  return status < 500 ? 'refused' : 'failed'
}

export const outcomeKinds: Record<ExchangeOutcome, StatusKind> = {
  success: 'success',
  refused: 'warning',
  failed: 'danger',
  unanswered: 'danger',
}

/** JSON laid out for reading; a body that was cut, or is none, as it is. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** The part of the address that tells one request from another. */
export const pathOf = (url: string): string => {
  const parsed = URL.parse(url)
  return parsed ? parsed.pathname + parsed.search : url
}
