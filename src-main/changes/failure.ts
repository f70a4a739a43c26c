/** Sorts failures by what they mean for a step and for the change it belongs to. */
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { FindingCode } from '@shared/domain/finding'
import { GatewayFailure } from '../http/gateway'

/** Refusals of whoever is signed in, not of what was asked. */
const refusesUser: ReadonlySet<FindingCode> = new Set([
  'pbx.userBlocked',
  'pbx.userReadOnly',
  'pbx.applicationAccess',
  'pbx.companyUnknown',
])

/**
 * true when the failure is not about one object: the next request would meet it too, so the change stands still until
 * the operator has seen to it.
 */
export const concernsAccount = ({ code, fields }: AppError): boolean =>
  code.startsWith('network.') ||
  (code.startsWith('secret.') && code !== 'secret.lost') ||
  code.startsWith('storage.') ||
  code === 'auth.missing' ||
  code === 'auth.rejected' ||
  code === 'provider.rateLimited' ||
  code === 'provider.quotaUsedUp' ||
  (code === 'auth.forbidden' && fields.some((found) => refusesUser.has(found.code)))

/** What a failed write tells: it certainly did not happen, the provider asks for a pause, or nobody knows. */
export type WriteFailure = 'notSent' | 'postponed' | 'refused' | 'unknown'

/** @param error what `send` of an operation threw */
export function judgeWriteFailure(error: unknown): WriteFailure {
  if (!(error instanceof GatewayFailure)) return error instanceof AppFailure ? 'notSent' : 'unknown'
  if (error.delivery === 'notSent') return 'notSent'
  if (error.delivery === 'unknown' || error.status === undefined) return 'unknown'
  if (error.status === 429) return 'postponed'
  // The provider looked at the key before anything else.
  if (error.status === 401) return 'notSent'
  // 408: the provider gave up waiting for the request, or somebody in between did.
  return error.status >= 400 && error.status < 500 && error.status !== 408 ? 'refused' : 'unknown'
}
