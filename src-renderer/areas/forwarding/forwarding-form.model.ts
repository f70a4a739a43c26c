/** The value of the forwarding form and everything that can be done to it, without Vue. */
import { z } from 'zod'
import { emptyForwarding } from '@shared/domain/forwarding/empty'
import {
  forwardingSchema,
  numberForwardingSchema,
  sipForwardingSchema,
  staticIpForwardingSchema,
  urlForwardingSchema,
  type Forwarding,
  type Target,
} from '@shared/domain/forwarding/forwarding'

/** Each kind keeps what was entered for it, so that trying another kind loses nothing. */
export const forwardingFormSchema = z.object({
  kind: z.enum(['sip', 'number', 'url', 'staticIp']),
  sip: sipForwardingSchema,
  number: numberForwardingSchema,
  url: urlForwardingSchema,
  staticIp: staticIpForwardingSchema,
})
export type ForwardingForm = z.infer<typeof forwardingFormSchema>

/** A number without forwarding starts with an empty target to fill in. */
export function formOf(present: Forwarding): ForwardingForm {
  const form: ForwardingForm = {
    kind: present.kind === 'none' ? 'number' : present.kind,
    sip: { kind: 'sip', sipUri: '' },
    number: emptyForwarding('number'),
    url: emptyForwarding('url'),
    staticIp: emptyForwarding('staticIp'),
  }
  return present.kind === 'none' ? form : { ...form, [present.kind]: forwardingSchema.parse(present) }
}

/** What would be saved. */
export const wantedOf = (form: ForwardingForm): Forwarding => form[form.kind]

export const isChanged = (form: ForwardingForm, opened: ForwardingForm): boolean =>
  JSON.stringify(wantedOf(form)) !== JSON.stringify(wantedOf(opened))

/** @returns the targets with the one at `from` moved to `to`; out of range leaves them as they are. */
export function moveTarget(targets: readonly Target[], from: number, to: number): Target[] {
  const moved = [...targets]
  if (to < 0 || to >= targets.length) return moved
  const [target] = moved.splice(from, 1)
  if (target) moved.splice(to, 0, target)
  return moved
}
