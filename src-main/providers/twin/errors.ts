/** Twin's error words in the operator's terms. Its own words stay beside them. */
import type { FindingCode } from '@shared/domain/finding'
import { GatewayFailure } from '../../http/gateway'

/** By HTTP status: the texts of its errors are not published, so nothing is read out of them. 402 is what another client expects. */
const meanings: Partial<Record<number, FindingCode>> = {
  402: 'twin.payment',
  409: 'twin.notInThisStatus',
}

/** @returns the same failure with what its status tells */
export function explainFailure(failure: GatewayFailure): GatewayFailure {
  const code = failure.status === undefined ? undefined : meanings[failure.status]
  if (code === undefined) return failure
  const fields = [{ path: '', severity: 'error' as const, code, params: {} }]
  return new GatewayFailure({ ...failure.error, fields }, failure.delivery, {
    cause: failure.cause,
    status: failure.status,
  })
}
