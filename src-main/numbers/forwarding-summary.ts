import { assertNever } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { OwnedNumber } from '@shared/domain/phone-number'

export type ForwardingSummary = Pick<OwnedNumber, 'hasForwarding' | 'forwardingKind' | 'forwardingTarget'>

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
