/** The present state of one number, asked of Exolve (pages customer/v1/GetInfo and GetAttributes). */
import type { NumberDetail } from '@shared/contract/numbers'
import { assertNever } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { ExolveClient } from '../providers/exolve/client'
import type { ForwardingSummary } from './number-store'

/** @throws what the client throws */
export async function readNumberDetail(
  exolve: Pick<ExolveClient, 'readNumberInfo' | 'readAttributes'>,
  number: string,
  now: () => number,
): Promise<NumberDetail> {
  const [info, attributes] = await Promise.all([exolve.readNumberInfo(number), exolve.readAttributes(number)])
  return { info: { ...info, ...summaryOf(attributes.present.forwarding) }, ...attributes, readAt: now() }
}

/** What a list shows of a forwarding, the same as GetList would tell. */
export function summaryOf(forwarding: Forwarding): ForwardingSummary {
  return {
    hasForwarding: forwarding.kind !== 'none',
    forwardingKind: forwarding.kind,
    forwardingTarget: targetOf(forwarding),
  }
}

function targetOf(forwarding: Forwarding): string {
  switch (forwarding.kind) {
    case 'none':
      return ''
    case 'sip':
      return forwarding.sipUri
    case 'number':
      return forwarding.targets[0]?.number ?? ''
    case 'url':
      return forwarding.url
    case 'staticIp':
      return forwarding.address
    default:
      return assertNever(forwarding)
  }
}
