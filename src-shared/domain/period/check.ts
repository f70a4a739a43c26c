import type { Finding, FindingCode } from '../finding'
import { calendarDay } from './calendar'
import { isOnDay } from './evaluate'
import { parsePeriod, type Period } from './period'
import { scales, weekdayNames, type Scale } from './scales'
import { readPeriodSyntax, type Group, type Place, type Range, type Value } from './syntax'

/** Errors, and warnings: enough to work on; a pasted page of prose would give thousands. */
const maximumFindings = 10

/** Values as Exolve's table prints them; what the grammar takes beyond these is unproven there. */
const printedForms: Partial<Record<Scale, RegExp>> = {
  month: /^(\d+|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/,
  weekday: /^(\d+|mon?|tue?|wed?|thu?|fri?|sat?|sun?)$/,
  hour: /^(\d+|0*([1-9]|1[0-2])am|0*([1-9]|1[0-2])pm|12noon)$/,
}
const isPrinted = (scale: Scale, text: string): boolean => (printedForms[scale] ?? /^\d+$/).test(text)

const finding = (severity: Finding['severity'], code: FindingCode, details: Partial<Finding> = {}): Finding => ({
  path: '',
  severity,
  code,
  params: {},
  ...details,
})

type Correction = { place: Place; text: string }

/** `0am` is 12am; `13am` … `23am` are taken by the grammar as the plain hour. */
function clockSlip({ text, place, value }: Value): Correction | undefined {
  const match = /^0*([0-9]+)(am|pm)$/.exec(text)
  if (!match || (Number(match[1]) >= 1 && Number(match[1]) <= 12)) return undefined
  return { place, text: `${value % 12 || 12}${value < 12 ? 'am' : 'pm'}` }
}

const correct = (text: string, corrections: readonly Correction[]): string =>
  corrections.reduceRight((whole, { place, text: correction }) => {
    return whole.slice(0, place.start) + correction + whole.slice(place.end)
  }, text)

const valuesOf = ({ ranges }: Group): Value[] => ranges.flatMap(({ from, to }) => (from === to ? [from] : [from, to]))

function valueWarning({ scale }: Group, value: Value): Finding[] {
  const { text, place } = value
  if (scale === 'yearDay' && value.value > 365) return [finding('warning', 'period.yearDayBeyondPrinted', { place })]
  if (scale === 'year' && value.value > 3000) return [finding('warning', 'period.yearBeyondPrinted', { place })]
  if (isPrinted(scale, text) || clockSlip(value)) return []
  return [finding('warning', 'period.formUnconfirmed', { place, params: { written: text } })]
}

/** Weekday 1 is Sunday in the grammar; Exolve's table lists Monday first. So digits are refused, and both readings told. */
function weekdayDigits({ from, to }: Range): Finding[] {
  const isDigits = (value: Value) => /^[0-9]+$/.test(value.text)
  if (!isDigits(from) && !isDigits(to)) return []
  const reading = (shift: number) => {
    const [first, last] = [from, to].map((value) => weekdayNames[(value.value - 1 + (isDigits(value) ? shift : 0)) % 7])
    return from === to ? `${first}` : `${first}-${last}`
  }
  const written = from === to ? from.text : `${from.text}-${to.text}`
  return [
    finding('error', 'period.weekdayDigits', {
      place: { start: from.place.start, end: to.place.end },
      params: { written, fromMonday: reading(1), fromSunday: reading(0) },
    }),
  ]
}

/** What Exolve's table does not print, in a group that the grammar takes. */
function groupFindings(group: Group): Finding[] {
  const { scale, scaleText, ranges, ignored } = group
  const name = { start: group.place.start, end: group.place.start + scaleText.length }
  const isCode = scaleText === scales[scale].code
  return [
    ...(isCode ? [] : [finding('warning', 'period.formUnconfirmed', { place: name, params: { written: scaleText } })]),
    ...(scale === 'weekday' ? ranges.flatMap(weekdayDigits) : []),
    ...valuesOf(group).flatMap((value) => valueWarning(group, value)),
    ...(ignored ? [finding('warning', 'period.textIgnored', { place: ignored })] : []),
  ]
}

/** Over 28 years each date meets each weekday, in common and in leap years. Conditions on the year are left out. */
function comesNever(period: Period): boolean {
  const anyYear = period.map((subPeriod) => ({ ...subPeriod, year: undefined }))
  for (let day = 0; day < 28 * 366; day += 1) {
    const date = calendarDay(day)
    if (anyYear.some((subPeriod) => isOnDay(subPeriod, date))) return false
  }
  return true
}

/**
 * Checks the period of a forwarding target: the grammar, and on top of it what Exolve's table (page SetCallForwarding) does not print.
 * An hour such as `14pm` is malformed, yet stands in Exolve's own example: it is kept, with a warning and a correction of the whole text.
 *
 * @returns findings with an empty path, in order of place; empty for an empty text, which means always
 */
export function checkPeriod(text: string): Finding[] {
  const { subPeriods, commas, problems } = readPeriodSyntax(text)
  const groups = subPeriods.flat()
  const hours = groups.filter(({ scale }) => scale === 'hour').flatMap(valuesOf)
  const corrections = [
    ...hours.flatMap((value) => clockSlip(value) ?? []),
    ...problems.flatMap(({ code, place, params }) =>
      code === 'period.clockHour' ? { place, text: String(params.meant) } : [],
    ),
  ].sort((left, right) => left.place.start - right.place.start)
  const fix = correct(text, corrections)
  const parsed = parsePeriod(fix)
  const found = [
    ...problems
      .filter(({ code }) => code !== 'period.clockHour')
      .map(({ code, place, params }) => finding('error', code, { place, params })),
    ...corrections.map(({ place, text: meant }) => {
      const params = { written: text.slice(place.start, place.end), meant }
      return finding('warning', 'period.clockHour', { place, params, fix })
    }),
    ...groups.flatMap(groupFindings),
    ...commas.slice(0, 1).map((place) => finding('warning', 'period.commaUnconfirmed', { place })),
    ...(parsed.ok && comesNever(parsed.period) ? [finding('warning', 'period.neverHolds')] : []),
  ]
  return (['error', 'warning'] as const)
    .flatMap((severity) => found.filter((one) => one.severity === severity).slice(0, maximumFindings))
    .sort((left, right) => (left.place?.start ?? text.length) - (right.place?.start ?? text.length))
}
