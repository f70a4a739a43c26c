/** A job in one sentence, and its values as people write them. */
import { formatText, type Locale } from '../../text/text'
import type { CallRate } from '../call-rate'
import { autocallNames } from './names.text'
import { redialCases, type AutocallSettings } from './settings'

/** @param seconds whole s. @returns `1 h 30 min`, `45 s` */
export function describeSeconds(seconds: number, locale: Locale): string {
  const words = autocallNames[locale].duration
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = seconds % 60
  return [
    ...(hours > 0 ? [formatText(words.hours, { hours })] : []),
    ...(minutes > 0 ? [formatText(words.minutes, { minutes })] : []),
    ...(rest > 0 || seconds === 0 ? [formatText(words.seconds, { seconds: rest })] : []),
  ].join(' ')
}

/** @param second s of the day. @returns `9:00`, `23:59:59`; the last second of a day as 24:00, which people mean by it */
export function clockText(second: number): string {
  if (second >= 86_399) return '24:00'
  const pad = (value: number) => String(value).padStart(2, '0')
  const seconds = second % 60 === 0 ? '' : `:${pad(second % 60)}`
  return `${Math.floor(second / 3600)}:${pad(Math.floor(second / 60) % 60)}${seconds}`
}

/** @returns s of the day of `9`, `9:00`, `9.30` or `23:59:59`, 24:00 as the last one; null for what is no time */
export function parseClock(text: string): number | null {
  const [, hours, minutes = '0', seconds = '0'] = /^(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2}))?)?$/.exec(text.trim()) ?? []
  if (hours === undefined || Number(minutes) > 59 || Number(seconds) > 59) return null
  const second = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return second > 86_400 ? null : Math.min(second, 86_399)
}

export function describeRate(rate: CallRate | null, locale: Locale): string {
  const words = autocallNames[locale].rate
  if (!rate) return words.none
  return rate.kind === 'perSecond' ? formatText(words.perSecond, rate) : formatText(words.everySeconds, rate)
}

/** What an id of the provider is called; the id itself when nobody named it. */
export type NameOfId = (id: string) => string

/** @returns `Busy: 2 × after 5 min; No answer: …`; empty when nobody is called again */
function redialClauses({ enabled, cases }: AutocallSettings['redial'], locale: Locale): string {
  if (!enabled) return ''
  return redialCases
    .filter((name) => cases[name].enabled)
    .map((name) =>
      formatText(autocallNames[locale].sentence.redialCase, {
        case: autocallNames[locale].redialCase[name],
        count: cases[name].count,
        delay: describeSeconds(cases[name].delaySeconds, locale),
      }),
    )
    .join('; ')
}

/** @returns settings on which the cost of a job depends, most telling first: what it is, and how it is set */
export function describeCosts(settings: AutocallSettings, nameOf: NameOfId, locale: Locale): [string, string][] {
  const { rate, redial, recording, machineDetection, transfer, trunkId, callerId } = settings
  const { cost } = autocallNames[locale]
  const shownNumber =
    callerId.kind === 'default'
      ? cost.defaultNumber
      : nameOf(callerId.kind === 'number' ? callerId.numberId : callerId.poolId)
  return [
    [cost.rate, describeRate(rate, locale)],
    [cost.redial, redialClauses(redial, locale) || cost.off],
    [cost.callerId, shownNumber],
    [cost.trunk, trunkId === '' ? cost.providerTrunk : formatText(cost.ownTrunk, { name: nameOf(trunkId) })],
    [cost.transfer, transfer.kind === 'channel' ? nameOf(transfer.channelId) : cost.noTransfer],
    [cost.recording, recording.enabled ? cost.on : cost.off],
    [cost.detection, machineDetection.enabled ? cost[machineDetection.mode] : cost.off],
  ]
}

interface Words {
  nameOf: NameOfId
  companyZone: string
}

/** Decisions about a job, in the order in which a call goes. */
const clauseNames = [
  'rate',
  'bot',
  'callerId',
  'start',
  'window',
  'transfer',
  'redial',
  'recording',
  'detection',
] as const
export type ClauseName = (typeof clauseNames)[number]

/** @returns each decision in a few words */
export function describeClauses(
  settings: AutocallSettings,
  { nameOf, companyZone }: Words,
  locale: Locale,
): Record<ClauseName, string> {
  const { rate, botId, callerId, start, calleeWindow, transfer, redial, recording, machineDetection } = settings
  const { sentence: words, cost } = autocallNames[locale]
  const cases = redialClauses(redial, locale)
  return {
    rate: formatText(words.rate, { rate: describeRate(rate, locale) }),
    bot: formatText(words.bot, { bot: nameOf(botId) }),
    callerId:
      callerId.kind === 'default'
        ? words.callerId.default
        : formatText(words.callerId[callerId.kind], {
            name: nameOf(callerId.kind === 'number' ? callerId.numberId : callerId.poolId),
          }),
    start:
      start.kind === 'manual'
        ? words.start.manual
        : formatText(companyZone ? words.start.at : words.start.atUnknownZone, {
            moment: start.moment,
            zone: companyZone,
          }),
    window: calleeWindow.enabled
      ? formatText(words.window, { from: clockText(calleeWindow.fromSecond), to: clockText(calleeWindow.toSecond) })
      : words.windowOff,
    transfer:
      transfer.kind === 'channel'
        ? formatText(words.transfer.channel, { name: nameOf(transfer.channelId) })
        : words.transfer[transfer.kind],
    redial: cases === '' ? words.redialOff : formatText(words.redial, { cases }),
    recording: recording.enabled
      ? recording.trimSeconds > 0
        ? formatText(words.recordingTrimmed, { seconds: recording.trimSeconds })
        : words.recording
      : words.recordingOff,
    detection: machineDetection.enabled ? cost[machineDetection.mode] : cost.off,
  }
}

/** @returns one sentence, a clause per decision */
export function describeAutocall(settings: AutocallSettings, words: Words, locale: Locale): string {
  const clauses = describeClauses(settings, words, locale)
  const told = clauseNames.flatMap((name) => {
    if (name !== 'detection') return [clauses[name]]
    return settings.machineDetection.enabled ? [autocallNames[locale].sentence.detection] : []
  })
  return `${told.join(', ')}.`
}
