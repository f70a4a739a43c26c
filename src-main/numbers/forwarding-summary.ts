import type { SQLOutputValue } from 'node:sqlite'
import { assertNever } from '@shared/domain/app-error'
import { forwardingSchema, type Forwarding } from '@shared/domain/forwarding/forwarding'
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

/** A forwarding as it was read, with what the provider's list must still say of it. */
export interface ReadState {
  forwarding: Forwarding
  summary: ForwardingSummary
}

/** @param text the JSON of a forwarding */
export function readState(text: string): ReadState {
  const forwarding = forwardingSchema.parse(JSON.parse(text))
  return { forwarding, summary: summaryOf(forwarding) }
}

const notForwarded: Forwarding = { kind: 'none' }

/**
 * What is known of a number's forwarding, from the provider's list and from the last reading of the number itself.
 *
 * @param state the JSON of the forwarding as it was read, if it was
 * @param read takes the place of `readState` for who asks about many numbers with the same few states
 * @returns null when the number must be read first: never read, or the list has another forwarding since
 */
export function knownForwarding(
  kind: SQLOutputValue,
  target: SQLOutputValue,
  state: SQLOutputValue,
  read: (text: string) => ReadState = readState,
): Forwarding | null {
  if (typeof state === 'string') {
    const { forwarding, summary } = read(state)
    const { forwardingKind, forwardingTarget } = summary
    if (kind === null || (forwardingKind === kind && forwardingTarget === target)) return forwarding
  }
  const address = String(target)
  switch (kind) {
    case 'none':
      return notForwarded
    case 'url':
      return { kind: 'url', url: address, reserve: '' }
    case 'staticIp':
      return { kind: 'staticIp', address, port: null, timeoutSeconds: null, did: '' }
    case 'sip':
      return { kind: 'sip', sipUri: address }
    default:
      return null
  }
}
