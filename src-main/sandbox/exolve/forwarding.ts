/** Forwarding of a number: what SetCallForwarding takes, what is kept, what GetAttributes and GetList print. */
import { isIPv4 } from 'node:net'
import type { Message, Shape } from './decode'
import { Refusal } from './reply'

const callControlShape = {
  redirect_number: 'string',
  timeout: 'uint32',
  active: 'bool',
  name: 'string',
  period: 'string',
  period_description: 'string',
} as const satisfies Shape

const numberShape = {
  redirect_type: 'enum',
  call_control: { list: callControlShape },
  event_url: 'string',
  event_extended: 'bool',
  client_id: 'string',
  file_to_a: 'string',
  file_to_b: 'string',
  masking: 'bool',
  display_number: 'string',
} as const satisfies Shape

const sipShape = { sip_uri: 'string' } as const satisfies Shape
const urlShape = { url: 'string', reserve: 'string' } as const satisfies Shape
const staticShape = { static_ip: 'string', port: 'uint32', timeout: 'uint32', did: 'uint64' } as const satisfies Shape

/** Body of SetCallForwarding; type 1 from the newer revision of the page. */
export const setForwardingShape = {
  number_code: 'uint64',
  call_forwarding_type: 'enum',
  call_forwarding_sip: { message: sipShape },
  call_forwarding_number: { message: numberShape },
  call_forwarding_ipcr: { message: urlShape },
  call_forwarding_static: { message: staticShape },
} as const satisfies Shape
type SetForwarding = Message<typeof setForwardingShape>

/** `dtmf` and `answer` are printed by GetAttributes and have no setter. */
export type CallControl = Message<typeof callControlShape> & { dtmf?: string }
type ToNumber = Omit<Message<typeof numberShape>, 'call_control'> & {
  call_control: CallControl[]
  answer?: boolean
}

export type Forwarding =
  | { type: 0 }
  | { type: 1; sip: Message<typeof sipShape> }
  | { type: 2; number: ToNumber }
  | { type: 3; ipcr: Message<typeof urlShape> }
  | { type: 4; static: Message<typeof staticShape> }

/** The real texts of these refusals are unknown: the page has no error table. */
function refuse(text: string): never {
  throw new Refusal(400, `sandbox: ${text}`, 'text of the refusal')
}

const phone = /^\d{5,15}$/

/**
 * The forwarding a request asks for.
 * @param isOwn whether a number belongs to the application of the key.
 * @throws Refusal 400
 */
export function requestedForwarding(request: SetForwarding, isOwn: (number: string) => boolean): Forwarding {
  const type = request.call_forwarding_type ?? 0
  const { call_forwarding_sip: sip, call_forwarding_number: number } = request
  const { call_forwarding_ipcr: ipcr, call_forwarding_static: trunk } = request
  const given = [sip, number, ipcr, trunk].filter((part) => part !== undefined).length
  if (given > 1) refuse('only one call_forwarding_… object may be sent')
  if (type > 4) refuse('call_forwarding_type must be 0 to 4')
  if (type === 0 && given === 0) return { type }
  if (type === 1 && sip) return { type, sip: checkedSip(sip) }
  if (type === 2 && number) return { type, number: checkedNumber(number, isOwn) }
  if (type === 3 && ipcr) return { type, ipcr: checkedUrl(ipcr) }
  if (type === 4 && trunk) return { type, static: checkedStatic(trunk) }
  return refuse(`call_forwarding_type ${type} does not fit the object that was sent`)
}

function checkedSip(sip: Message<typeof sipShape>): Message<typeof sipShape> {
  if (!/^[^\s@]+@[^\s@]+$/.test(sip.sip_uri ?? '')) refuse('sip_uri must be user@host or user@host:port')
  return sip
}

function checkedNumber(number: Message<typeof numberShape>, isOwn: (number: string) => boolean): ToNumber {
  const { redirect_type: redirect = 0, call_control: control = [] } = number
  if (redirect < 1 || redirect > 3) refuse('redirect_type must be 1 to 3')
  if (control.length === 0) refuse('call_control must not be empty')
  for (const [index, entry] of control.entries()) {
    if (!phone.test(entry.redirect_number ?? '')) refuse(`call_control[${index}].redirect_number must be digits`)
  }
  if (number.masking && number.display_number && !isOwn(number.display_number)) {
    refuse('display_number must be a number of this application')
  }
  return { ...number, call_control: control }
}

function checkedUrl(ipcr: Message<typeof urlShape>): Message<typeof urlShape> {
  if (!/^https?:\/\/[^\s/]+/i.test(ipcr.url ?? '')) refuse('url must be an http or https URL')
  if (ipcr.reserve && !phone.test(ipcr.reserve)) refuse('reserve must be digits')
  return ipcr
}

function checkedStatic(trunk: Message<typeof staticShape>): Message<typeof staticShape> {
  if (!isIPv4(trunk.static_ip ?? '')) refuse('static_ip must be an IPv4 address')
  if (!trunk.port || trunk.port > 65_535) refuse('port must be 1 to 65535')
  return trunk
}

/** Leaves out what is empty, zero or false: protojson's habit, seen in the documented examples. */
function filled<T extends object>(message: T): Partial<T> {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => Boolean(value))) as Partial<T>
}

/**
 * Forwarding inside `attributes` of GetAttributes. `client_id` is never given back; the `timeout` of an entry is
 * printed as a string, `redirect_type` as a number, as in the documented example. The object of type 4 is not
 * documented there; its name is taken from the setter (assumed).
 */
export function printedInAttributes(forwarding: Forwarding): object {
  const { type } = forwarding
  switch (type) {
    case 0:
      return { call_forwarding_type: type }
    case 1:
      return { call_forwarding_type: type, call_forwarding_sip: forwarding.sip }
    case 2: {
      const entries = forwarding.number.call_control.map((entry) =>
        filled({ ...entry, timeout: entry.timeout ? String(entry.timeout) : '' }),
      )
      return {
        call_forwarding_type: type,
        call_forwarding_number: filled({ ...forwarding.number, client_id: '', call_control: entries }),
      }
    }
    case 3:
      return { call_forwarding_type: type, call_forwarding_ipcr: filled(forwarding.ipcr) }
    case 4:
      return { call_forwarding_type: type, call_forwarding_static: filled(forwarding.static) }
  }
}

/**
 * Forwarding inside an item of customer GetList. Here `redirect_type` is a string, and of several targets the first
 * is printed (assumed: the documented example has room for one).
 */
export function printedInList(forwarding: Forwarding): object {
  switch (forwarding.type) {
    case 0:
      return { call_forwarding_flag: false }
    case 1:
      return { call_forwarding_flag: true, call_forwarding_sip: forwarding.sip }
    case 2: {
      const { redirect_type: redirect, call_control: control } = forwarding.number
      const target = { redirect_type: String(redirect), redirect_number: control[0]?.redirect_number }
      return { call_forwarding_flag: true, call_forwarding_number: target }
    }
    case 3:
      return { call_forwarding_flag: true, call_forwarding_ipcr: filled(forwarding.ipcr) }
    case 4: {
      const { did, static_ip: ip, port, timeout } = forwarding.static
      return { call_forwarding_flag: true, call_forwarding_ip_static: filled({ did_name: did, ip, port, timeout }) }
    }
  }
}
