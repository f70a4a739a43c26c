import { emptyForwarding, emptyTarget } from './empty'
import type { Forwarding, NumberForwarding } from './forwarding'

/**
 * @param present what is replaced for a while; notifications, prompts and masking of it go on
 * @param target E.164 digits, or a SIP ID
 * @param timeoutSeconds how long the target rings, s; null: the provider's own default
 * @returns a forwarding that sends every call to one target, at any time
 */
export const overrideOf = (present: Forwarding, target: string, timeoutSeconds: number | null): NumberForwarding => ({
  ...(present.kind === 'number' ? present : emptyForwarding('number')),
  redirect: 'single',
  targets: [{ ...emptyTarget(), number: target, timeoutSeconds }],
})
