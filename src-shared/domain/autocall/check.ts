/** The rules of Twin's page "Создание задания", and our own where the page is silent (a warning, or a generous limit). */
import { isSendableRate, callsPerSecondMaximum, secondsPerCallMaximum, callsPerSecond } from '../call-rate'
import type { Finding, FindingCode } from '../finding'
import { lastSecondOfDay, redialCases, type AutocallSettings, type RedialRule } from './settings'
import { instantsOf, isMoment, isZone } from './start-moment'

export interface AutocallContext {
  /** The company's zone, by which a start moment is read; empty: not known. */
  companyZone: string
  /** ms since 1970 */
  now: number
}

/** Not documented; well above any sensible use. */
const textMaximum = 1000
const urlMaximum = 2048
const webhooksMaximum = 20
const secondsMaximum = 30 * 24 * 3600
const countMaximum = 20
/** Calls after the first from which on a person has reason to complain. */
const manyRedials = 5
/** s between two calls to one person below which the second is not expected. */
const shortDelay = 60
/** Calls per second from which on operators may refuse them as too many. */
const fastRate = 10
/** s of the day between which calls are a nuisance to nobody: Russia's law on calling people at home says 8 to 22 on weekdays. */
const quietUntil = 8 * 3600
const quietFrom = 22 * 3600
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const controlCharacters = /\p{Cc}/u

const finding = (
  path: string,
  severity: Finding['severity'],
  code: FindingCode,
  params: Finding['params'] = {},
): Finding => ({ path, severity, code, params })

function checkText(text: string, path: string): Finding[] {
  if (controlCharacters.test(text.replaceAll('\n', '')) || !text.isWellFormed())
    return [finding(path, 'error', 'autocall.textUnsendable')]
  return text.length > textMaximum ? [finding(path, 'error', 'autocall.textTooLong', { maximum: textMaximum })] : []
}

function checkId(id: string, path: string): Finding[] {
  if (id.trim() === '') return [finding(path, 'error', 'field.required')]
  return uuid.test(id) ? [] : [finding(path, 'warning', 'autocall.idUnusual')]
}

function checkWhole(value: number, path: string, minimum: number, maximum: number): Finding[] {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return []
  return [finding(path, 'error', 'autocall.wholeRange', { minimum, maximum })]
}

function checkRate({ rate }: AutocallSettings): Finding[] {
  if (!rate) return [finding('rate', 'error', 'autocall.rateMissing')]
  if (!isSendableRate(rate)) {
    const maximum = rate.kind === 'perSecond' ? callsPerSecondMaximum : secondsPerCallMaximum
    return [finding('rate', 'error', 'autocall.wholeRange', { minimum: 1, maximum })]
  }
  return callsPerSecond(rate) > fastRate ? [finding('rate', 'warning', 'autocall.rateFast', { calls: fastRate })] : []
}

function checkStart({ start }: AutocallSettings, { companyZone, now }: AutocallContext): Finding[] {
  if (start.kind === 'manual') return []
  const path = 'start.moment'
  if (start.moment === '') return [finding(path, 'error', 'field.required')]
  if (!isMoment(start.moment)) return [finding(path, 'error', 'autocall.momentMalformed')]
  if (!isZone(companyZone)) return [finding(path, 'warning', 'autocall.zoneUnknown')]
  const [first, second] = instantsOf(start.moment, companyZone)
  if (first === undefined) return [finding(path, 'error', 'autocall.momentSkipped', { zone: companyZone })]
  if ((second ?? first) < now) return [finding(path, 'warning', 'autocall.momentPast', { zone: companyZone })]
  return second === undefined ? [] : [finding(path, 'warning', 'autocall.momentTwice', { zone: companyZone })]
}

function checkWindow({ calleeWindow: { enabled, fromSecond, toSecond } }: AutocallSettings): Finding[] {
  if (!enabled) return [finding('calleeWindow', 'warning', 'autocall.windowOff')]
  const findings = [
    ...checkWhole(fromSecond, 'calleeWindow.fromSecond', 0, lastSecondOfDay),
    ...checkWhole(toSecond, 'calleeWindow.toSecond', 0, lastSecondOfDay),
  ]
  if (findings.length > 0) return findings
  // Whether a window may go over midnight is not documented; one that may be empty calls nobody.
  if (fromSecond >= toSecond) return [finding('calleeWindow', 'error', 'autocall.windowReversed')]
  return fromSecond < quietUntil || toSecond > quietFrom
    ? [finding('calleeWindow', 'warning', 'autocall.windowAtNight')]
    : []
}

function checkRedialRule(rule: RedialRule, path: string): Finding[] {
  if (!rule.enabled) return []
  const findings = [
    ...checkWhole(rule.delaySeconds, `${path}.delaySeconds`, 1, secondsMaximum),
    ...checkWhole(rule.count, `${path}.count`, 1, countMaximum),
  ]
  if (findings.length > 0) return findings
  return [
    ...(rule.delaySeconds < shortDelay
      ? [finding(`${path}.delaySeconds`, 'warning', 'autocall.redialSoon', { seconds: shortDelay })]
      : []),
    ...(rule.count > manyRedials
      ? [finding(`${path}.count`, 'warning', 'autocall.redialOften', { count: manyRedials })]
      : []),
  ]
}

function checkRedial({ redial: { enabled, cases } }: AutocallSettings): Finding[] {
  if (!enabled) return []
  if (redialCases.every((name) => !cases[name].enabled)) return [finding('redial', 'error', 'autocall.redialEmpty')]
  return redialCases.flatMap((name) => checkRedialRule(cases[name], `redial.cases.${name}`))
}

function checkWebhook(text: string, path: string): Finding[] {
  if (text.trim() === '') return [finding(path, 'error', 'field.required')]
  const url = /\s/.test(text) || text.length > urlMaximum ? null : URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return [finding(path, 'error', 'autocall.urlMalformed')]
  return [
    ...(url.protocol === 'http:' ? [finding(path, 'warning', 'autocall.urlInsecure')] : []),
    ...(url.username || url.password ? [finding(path, 'warning', 'autocall.urlWithCredentials')] : []),
  ]
}

function checkWebhooks({ webhookUrls }: AutocallSettings): Finding[] {
  if (webhookUrls.length > webhooksMaximum)
    return [finding('webhookUrls', 'error', 'autocall.webhooksMany', { maximum: webhooksMaximum })]
  return webhookUrls.flatMap((url, index) => [
    ...checkWebhook(url, `webhookUrls.${index}`),
    ...(webhookUrls.indexOf(url) < index && url.trim() !== ''
      ? [finding(`webhookUrls.${index}`, 'warning', 'autocall.webhookRepeated')]
      : []),
  ])
}

function checkIds({ botId, transfer, callerId, trunkId }: AutocallSettings): Finding[] {
  return [
    ...checkId(botId, 'botId'),
    ...(transfer.kind === 'channel' ? checkId(transfer.channelId, 'transfer.channelId') : []),
    ...(transfer.kind === 'ignore' ? [finding('transfer', 'warning', 'autocall.notOnPage')] : []),
    ...(callerId.kind === 'number' ? checkId(callerId.numberId, 'callerId.numberId') : []),
    ...(callerId.kind === 'pool' ? checkId(callerId.poolId, 'callerId.poolId') : []),
    ...(callerId.kind === 'default' ? [finding('callerId', 'warning', 'autocall.notOnPage')] : []),
    ...(trunkId === '' ? [] : checkId(trunkId, 'trunkId')),
  ]
}

/** Errors block saving, warnings do not. Paths are those of the settings. */
export function checkAutocall(settings: AutocallSettings, context: AutocallContext): Finding[] {
  const { name, comment, effectiveAfterSeconds, recording, machineDetection } = settings
  return [
    ...(name.trim() === '' ? [finding('name', 'error', 'field.required')] : checkText(name, 'name')),
    ...checkText(comment, 'comment'),
    ...checkIds(settings),
    ...checkStart(settings, context),
    ...checkRate(settings),
    ...checkWhole(effectiveAfterSeconds, 'effectiveAfterSeconds', 0, lastSecondOfDay),
    ...checkWindow(settings),
    ...(recording.enabled ? checkWhole(recording.trimSeconds, 'recording.trimSeconds', 0, lastSecondOfDay) : []),
    ...(machineDetection.enabled && machineDetection.mode === 'block'
      ? [finding('machineDetection', 'warning', 'autocall.notOnPage')]
      : []),
    ...checkRedial(settings),
    ...checkWebhooks(settings),
  ]
}
