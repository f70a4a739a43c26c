/** Forwarding between the operator's form and Exolve's wire. Pages: SetCallForwarding, GetAttributes, customer GetList. */
import { AppFailure } from '@shared/domain/app-error'
import type { Forwarding, NumberForwarding, PresentForwarding, Target } from '@shared/domain/forwarding/forwarding'
import { redirectKinds } from '@shared/domain/forwarding/forwarding'
import type { OwnedNumber } from '@shared/domain/phone-number'
import type { Json } from '../../http/gateway'
import { toWireInteger, type AttributesBlock, type OwnedNumberOnWire } from './wire'

type JsonObject = { [key: string]: Json }
type NumberBlock = NonNullable<AttributesBlock['call_forwarding_number']>

/** Keys and their order are those of the document's examples, so that the review reads like the document. */
const numberFields = [
  'redirect_type',
  'call_control',
  'event_url',
  'event_extended',
  'client_id',
  'file_to_a',
  'file_to_b',
  'masking',
  'display_number',
]
const targetFields = ['timeout', 'active', 'period', 'period_description', 'name', 'redirect_number']

/**
 * The body of SetCallForwarding: the object of the chosen type stands beside `number_code`, empty texts are left out.
 * @param number E.164 digits without `+`.
 * @throws AppFailure `input.invalid` for digits that a JSON number cannot carry exactly.
 */
export function toSetCallForwarding(number: string, forwarding: Exclude<Forwarding, { kind: 'none' }>): JsonObject {
  const number_code = toWireInteger(number, '')
  switch (forwarding.kind) {
    case 'sip':
      return { number_code, call_forwarding_type: 1, call_forwarding_sip: { sip_uri: forwarding.sipUri } }
    case 'number':
      return { number_code, call_forwarding_type: 2, call_forwarding_number: toNumberBlock(forwarding) }
    case 'url':
      return {
        number_code,
        call_forwarding_type: 3,
        call_forwarding_ipcr: withoutEmpty({ url: forwarding.url, reserve: forwarding.reserve }),
      }
    case 'staticIp':
      return {
        number_code,
        call_forwarding_type: 4,
        call_forwarding_static: withoutEmpty({
          static_ip: forwarding.address,
          port: forwarding.port,
          timeout: forwarding.timeoutSeconds,
          did: forwarding.did === '' ? null : toWireInteger(forwarding.did, 'did'),
        }),
      }
  }
}

const toNumberBlock = (forwarding: NumberForwarding): JsonObject =>
  withoutEmpty({
    redirect_type: redirectKinds.indexOf(forwarding.redirect) + 1,
    call_control: forwarding.targets.map(toCallControl),
    event_url: forwarding.eventUrl,
    event_extended: forwarding.extendedEvents,
    client_id: forwarding.clientId,
    file_to_a: forwarding.promptToCaller,
    file_to_b: forwarding.promptToCallee,
    masking: forwarding.masking,
    display_number: forwarding.displayNumber,
  })

const toCallControl = (target: Target): JsonObject =>
  withoutEmpty({
    // A decimal string, as the document's example has it although its table says uint32.
    timeout: target.timeoutSeconds === null ? null : String(target.timeoutSeconds),
    active: target.active,
    period: target.period,
    period_description: target.periodDescription,
    name: target.name,
    redirect_number: target.number,
  })

const withoutEmpty = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== null))

/**
 * What GetAttributes tells of a number's forwarding.
 * @throws AppFailure `provider.badAnswer` for a type that no document knows: showing it as "none" would be a lie.
 */
export function fromAttributes(attributes: AttributesBlock): PresentForwarding {
  switch (attributes.call_forwarding_type) {
    case 0:
      return { forwarding: { kind: 'none' }, unsettable: [] }
    case 1: {
      const sip = attributes.call_forwarding_sip
      return {
        forwarding: { kind: 'sip', sipUri: sip?.sip_uri ?? '' },
        unsettable: beyond(sip, ['sip_uri'], 'call_forwarding_sip'),
      }
    }
    case 2:
      return fromNumberBlock(attributes.call_forwarding_number)
    case 3: {
      const ipcr = attributes.call_forwarding_ipcr
      return {
        forwarding: { kind: 'url', url: ipcr?.url ?? '', reserve: ipcr?.reserve ?? '' },
        unsettable: beyond(ipcr, ['url', 'reserve'], 'call_forwarding_ipcr'),
      }
    }
    case 4:
      return fromStaticBlock(attributes)
    default:
      throw new AppFailure('provider.badAnswer', {
        providerMessage: `call_forwarding_type ${String(attributes.call_forwarding_type)}`,
      })
  }
}

function fromNumberBlock(block: NumberBlock | undefined): PresentForwarding {
  const path = 'call_forwarding_number'
  const redirect = redirectKinds[(block?.redirect_type ?? 0) - 1]
  const unknownRedirect =
    block && block.redirect_type !== 0 && redirect === undefined
      ? [{ path: `${path}.redirect_type`, value: String(block.redirect_type) }]
      : []
  const targets = block?.call_control ?? []
  return {
    forwarding: {
      kind: 'number',
      redirect: redirect ?? 'single',
      targets: targets.map((target) => ({
        number: target.redirect_number,
        timeoutSeconds: target.timeout,
        active: target.active,
        name: target.name,
        period: target.period,
        periodDescription: target.period_description,
      })),
      eventUrl: block?.event_url ?? '',
      extendedEvents: block?.event_extended ?? false,
      clientId: block?.client_id ?? '',
      promptToCaller: block?.file_to_a ?? '',
      promptToCallee: block?.file_to_b ?? '',
      masking: block?.masking ?? false,
      displayNumber: block?.display_number ?? '',
    },
    unsettable: [
      ...unknownRedirect,
      ...beyond(block, numberFields, path),
      ...targets.flatMap((target, index) => beyond(target, targetFields, `${path}.call_control.${String(index)}`)),
    ],
  }
}

function fromStaticBlock({ call_forwarding_static: set, call_forwarding_ip_static: listed }: AttributesBlock) {
  const either = set ?? listed
  return {
    forwarding: {
      kind: 'staticIp' as const,
      address: set?.static_ip ?? listed?.ip ?? '',
      port: either?.port ?? null,
      timeoutSeconds: either?.timeout ?? null,
      did: set?.did ?? listed?.did_name ?? '',
    },
    unsettable: set
      ? beyond(set, ['static_ip', 'port', 'timeout', 'did'], 'call_forwarding_static')
      : beyond(listed, ['ip', 'port', 'timeout', 'did_name'], 'call_forwarding_ip_static'),
  }
}

/** Values of fields that the setter does not have. Zero values are left alone: losing one changes nothing. */
function beyond(block: Record<string, unknown> | undefined, settable: readonly string[], path: string) {
  return Object.entries(block ?? {})
    .filter(([name, value]) => !settable.includes(name) && !isZero(value))
    .map(([name, value]) => ({
      path: `${path}.${name}`,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }))
}

const isZero = (value: unknown): boolean =>
  value === null || value === undefined || value === false || value === 0 || value === '' || value === '0'

/** What the list was filtered by, which tells more about each number than its row does. */
export interface ListKnowledge {
  /** The list was asked for one application: only then does Exolve tell of forwarding, and leaves out a false flag. */
  withForwarding: boolean
  hasSip: boolean | null
}

/** A row of customer GetList, or the answer of GetInfo, as an owned number. */
export function toOwnedNumber(row: OwnedNumberOnWire, { withForwarding, hasSip }: ListKnowledge): OwnedNumber {
  const hasForwarding = row.call_forwarding_flag ?? (withForwarding ? false : null)
  const boughtAt = Date.parse(row.create_date)
  return {
    number: row.number_name,
    type: row.type_name,
    region: row.region_name,
    category: row.category_name,
    applicationId: row.application_uuid,
    applicationName: row.application_name,
    subscriptionFee: row.subscription_fee,
    installFee: row.install_fee,
    boughtAt: Number.isNaN(boughtAt) ? null : boughtAt,
    hasForwarding,
    ...forwardingOfRow(row, hasForwarding),
    hasSip,
  }
}

function forwardingOfRow(
  row: OwnedNumberOnWire,
  hasForwarding: boolean | null,
): Pick<OwnedNumber, 'forwardingKind' | 'forwardingTarget'> {
  if (hasForwarding === false) return { forwardingKind: 'none', forwardingTarget: '' }
  if (row.call_forwarding_number)
    return { forwardingKind: 'number', forwardingTarget: row.call_forwarding_number.redirect_number }
  if (row.call_forwarding_sip) return { forwardingKind: 'sip', forwardingTarget: row.call_forwarding_sip.sip_uri }
  if (row.call_forwarding_ip_static)
    return { forwardingKind: 'staticIp', forwardingTarget: row.call_forwarding_ip_static.ip }
  if (row.call_forwarding_ipcr) return { forwardingKind: 'url', forwardingTarget: row.call_forwarding_ipcr.url }
  return { forwardingKind: null, forwardingTarget: '' }
}
