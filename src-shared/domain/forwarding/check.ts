/** The rules of Exolve's page SetCallForwarding, and our own where the page is silent (a warning, or a generous limit). */
import { assertNever } from '../app-error'
import type { Finding, FindingCode } from '../finding'
import { checkPeriod } from '../period/check'
import { checkPhone } from '../phone'
import type { Forwarding, NumberForwarding, Target } from './forwarding'

/** `own`: of the same application as the number that forwards. */
export type NumberOwnership = 'own' | 'otherApplication' | 'foreign' | 'unknown'

export type ForwardingContext = {
  /** E.164 digits of the number that forwards; empty: not one, but many. */
  number: string
  /** Whose a number (digits) is; left out when the owned numbers are not known. */
  ownNumbers?: (digits: string) => NumberOwnership
}

const maximumUint32 = 2 ** 32 - 1
const maximumUint64 = 2n ** 64n - 1n
const longTimeoutSeconds = 120
/** Not documented; well above any sensible use. */
const textMaximum = 1000
const urlMaximum = 2048
const periodMaximum = 10_240

const finding = (
  path: string,
  severity: Finding['severity'],
  code: FindingCode,
  params: Finding['params'] = {},
): Finding => ({
  path,
  severity,
  code,
  params,
})

const controlCharacters = /\p{Cc}/u

function checkText(text: string, path: string, maximum = textMaximum): Finding[] {
  if (controlCharacters.test(text) || !text.isWellFormed()) return [finding(path, 'error', 'forwarding.textUnsendable')]
  return text.length > maximum ? [finding(path, 'error', 'forwarding.textTooLong', { maximum })] : []
}

const parseIpv4 = (text: string): number[] | undefined =>
  /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text) ? text.split('.').map(Number) : undefined

/** Addresses of local networks, of this computer, and those that address no single host (RFC 6890). */
function isUnreachable([first = 0, second = 0]: readonly number[]): boolean {
  return (
    [0, 10, 127].includes(first) ||
    first >= 224 ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168)
  )
}

function isUnreachableHost(host: string): boolean {
  const address = parseIpv4(host)
  return address ? isUnreachable(address) : /(^|\.)(localhost|local|internal)$/.test(host) || host === '[::1]'
}

function checkUrl(text: string, path: string): Finding[] {
  const unsendable = checkText(text, path, urlMaximum)
  if (unsendable.length > 0) return unsendable
  const url = /\s/.test(text) ? null : URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return [finding(path, 'error', 'forwarding.urlMalformed')]
  return [
    ...(url.protocol === 'http:' ? [finding(path, 'warning', 'forwarding.urlInsecure')] : []),
    ...(url.username || url.password ? [finding(path, 'warning', 'forwarding.urlWithCredentials')] : []),
    ...(isUnreachableHost(url.hostname) ? [finding(path, 'warning', 'forwarding.addressPrivate')] : []),
  ]
}

function checkTimeout(seconds: number | null, path: string): Finding[] {
  if (seconds === null) return []
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > maximumUint32) {
    return [finding(path, 'error', 'forwarding.timeoutRange', { maximum: maximumUint32 })]
  }
  return seconds > longTimeoutSeconds
    ? [finding(path, 'warning', 'forwarding.timeoutLong', { seconds: longTimeoutSeconds })]
    : []
}

function checkDestination(digits: string, path: string, { number }: ForwardingContext): Finding[] {
  const isItself = digits !== '' && digits === number
  return isItself ? [finding(path, 'warning', 'forwarding.targetIsNumber')] : checkPhone(digits, path)
}

/** Thousands of rows have the same few periods, and reading one takes longer than all the rest of a row. */
const checkedPeriods = new Map<string, ReturnType<typeof checkPeriod>>()
const checkedMaximum = 200

function checkPeriodOnce(period: string): ReturnType<typeof checkPeriod> {
  const found = checkedPeriods.get(period) ?? checkPeriod(period)
  if (checkedPeriods.size >= checkedMaximum) checkedPeriods.clear()
  checkedPeriods.set(period, found)
  return found
}

function checkTarget(target: Target, path: string, context: ForwardingContext): Finding[] {
  const tooLong = target.period.length > periodMaximum
  return [
    // What only drops calls needs no number.
    ...(target.active || target.number ? checkDestination(target.number, `${path}.number`, context) : []),
    ...checkTimeout(target.timeoutSeconds, `${path}.timeoutSeconds`),
    ...(target.active ? [] : [finding(`${path}.active`, 'warning', 'forwarding.inactiveDrops')]),
    ...checkText(target.name, `${path}.name`),
    ...(tooLong
      ? [finding(`${path}.period`, 'error', 'forwarding.textTooLong', { maximum: periodMaximum })]
      : checkPeriodOnce(target.period).map((found) => ({ ...found, path: `${path}.period` }))),
    ...checkText(target.periodDescription, `${path}.periodDescription`),
  ]
}

/** What one target means for those after it. */
function checkOrder({ redirect, targets }: NumberForwarding): Finding[] {
  const findings: Finding[] = []
  const dropsAll = targets.findIndex(({ active, period }) => !active && !period.trim())
  const seen = new Map<string, number>()
  for (const [index, target] of targets.entries()) {
    const path = `targets.${index}`
    if (index > 0 && redirect === 'single') findings.push(finding(path, 'warning', 'forwarding.targetBeyondSingle'))
    else if (redirect === 'sequential' && dropsAll !== -1 && index > dropsAll) {
      findings.push(finding(path, 'warning', 'forwarding.targetAfterDrop'))
    }
    const key = `${target.number} ${target.period.trim()}`
    const earlier = seen.get(key)
    if (target.number && earlier !== undefined) {
      findings.push(finding(`${path}.number`, 'warning', 'forwarding.targetRepeated', { position: earlier + 1 }))
    } else seen.set(key, index)
  }
  if (targets.length > 1 && targets.every(({ active }) => !active)) {
    findings.push(finding('targets', 'warning', 'forwarding.allDrop'))
  }
  return findings
}

const ownerFindings: Record<NumberOwnership, Finding[]> = {
  own: [],
  otherApplication: [finding('displayNumber', 'error', 'forwarding.displayNumberElsewhere')],
  foreign: [finding('displayNumber', 'error', 'forwarding.displayNumberForeign')],
  unknown: [finding('displayNumber', 'warning', 'forwarding.displayNumberUnknown')],
}

function checkDisplayNumber(
  { masking, displayNumber }: NumberForwarding,
  { ownNumbers }: ForwardingContext,
): Finding[] {
  if (!displayNumber) return masking ? [finding('displayNumber', 'warning', 'forwarding.maskingWithoutNumber')] : []
  if (!masking) return [finding('displayNumber', 'warning', 'forwarding.displayNumberIgnored')]
  const malformed = checkPhone(displayNumber, 'displayNumber').filter(({ severity }) => severity === 'error')
  return malformed.length > 0 ? malformed : ownerFindings[ownNumbers?.(displayNumber) ?? 'unknown']
}

function checkNumberForwarding(forwarding: NumberForwarding, context: ForwardingContext): Finding[] {
  const { targets, eventUrl, clientId, promptToCaller, promptToCallee } = forwarding
  return [
    ...(targets.length === 0 ? [finding('targets', 'error', 'forwarding.targetsEmpty')] : []),
    ...targets.flatMap((target, index) => checkTarget(target, `targets.${index}`, context)),
    ...checkOrder(forwarding),
    ...(eventUrl ? checkUrl(eventUrl, 'eventUrl') : []),
    ...checkText(clientId, 'clientId'),
    ...checkText(promptToCaller, 'promptToCaller'),
    ...checkText(promptToCallee, 'promptToCallee'),
    ...checkDisplayNumber(forwarding, context),
  ]
}

function checkAddress(address: string): Finding[] {
  if (!address) return [finding('address', 'error', 'field.required')]
  const octets = parseIpv4(address)
  if (!octets) return [finding('address', 'error', 'forwarding.addressMalformed')]
  return isUnreachable(octets) ? [finding('address', 'warning', 'forwarding.addressPrivate')] : []
}

function checkPort(port: number | null): Finding[] {
  if (port === null) return [finding('port', 'error', 'field.required')]
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? [] : [finding('port', 'error', 'forwarding.portRange')]
}

const isUint64 = (text: string): boolean => /^(0|[1-9]\d{0,19})$/.test(text) && BigInt(text) <= maximumUint64

function checkSipUri(sipUri: string): Finding[] {
  if (!sipUri) return [finding('sipUri', 'error', 'field.required')]
  const unsendable = checkText(sipUri, 'sipUri')
  if (unsendable.length > 0) return unsendable
  const isUsual = /^(sips?:)?[^\s@]+@[^\s@:;]+(:\d{1,5})?(;[^\s]*)?$/.test(sipUri)
  return isUsual ? [] : [finding('sipUri', 'warning', 'forwarding.sipUriMalformed')]
}

/**
 * Checks a forwarding as it would be sent. The same findings come while typing, in an import, and before a change is planned.
 *
 * @returns findings with paths into the forwarding (`targets.0.period`); errors block saving, warnings do not
 */
export function checkForwarding(forwarding: Forwarding, context: ForwardingContext): Finding[] {
  switch (forwarding.kind) {
    case 'none':
      return [finding('kind', 'error', 'forwarding.kindMissing')]
    case 'sip':
      return checkSipUri(forwarding.sipUri)
    case 'number':
      return checkNumberForwarding(forwarding, context)
    case 'url':
      return [
        ...(forwarding.url ? checkUrl(forwarding.url, 'url') : [finding('url', 'error', 'field.required')]),
        ...(forwarding.reserve ? checkDestination(forwarding.reserve, 'reserve', context) : []),
      ]
    case 'staticIp':
      return [
        ...checkAddress(forwarding.address),
        ...checkPort(forwarding.port),
        ...checkTimeout(forwarding.timeoutSeconds, 'timeoutSeconds'),
        ...(forwarding.did && !isUint64(forwarding.did) ? [finding('did', 'error', 'forwarding.didMalformed')] : []),
      ]
    default:
      return assertNever(forwarding)
  }
}
