/** Values of the forwarding form before the operator has filled it in. */
import type { Forwarding, ForwardingKind, Target } from './forwarding'

/** A target as the form offers it. 30 s is our own choice: the provider's default is not documented. */
export const emptyTarget = (): Target => ({
  number: '',
  timeoutSeconds: 30,
  active: true,
  name: '',
  period: '',
  periodDescription: '',
})

const emptyForwardings: { [Kind in ForwardingKind]: () => Extract<Forwarding, { kind: Kind }> } = {
  none: () => ({ kind: 'none' }),
  sip: () => ({ kind: 'sip', sipUri: '' }),
  number: () => ({
    kind: 'number',
    redirect: 'single',
    targets: [emptyTarget()],
    eventUrl: '',
    extendedEvents: false,
    clientId: '',
    promptToCaller: '',
    promptToCallee: '',
    masking: false,
    displayNumber: '',
  }),
  url: () => ({ kind: 'url', url: '', reserve: '' }),
  staticIp: () => ({ kind: 'staticIp', address: '', port: 5060, timeoutSeconds: 30, did: '' }),
}

export const emptyForwarding = <Kind extends ForwardingKind>(kind: Kind): Extract<Forwarding, { kind: Kind }> =>
  emptyForwardings[kind]()
