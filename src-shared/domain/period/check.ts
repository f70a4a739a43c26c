import type { Finding, FindingCode } from '../finding'
import { calendarDay } from './calendar'
import { isOnDay } from './evaluate'
import { parsePeriod, type Period } from './period'
import { scales, type Scale } from './scales'
import { readPeriodSyntax, type Group, type Place, type Value } from './syntax'

/** Enough to work on; a pasted page of prose would give thousands. */
const maximumErrors = 10

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

/** What Exolve's table does not print, in a group that the grammar takes. */
function groupFindings(group: Group): Finding[] {
  const { scale, scaleText, ranges, ignored } = group
  const name = { start: group.place.start, end: group.place.start + scaleText.length }
  const isCode = scaleText === scales[scale].code
  const digits = scale === 'weekday' ? ranges.filter(({ from, to }) => /^[0-9]+$/.test(from.text + to.text)) : []
  return [
    ...(isCode ? [] : [finding('warning', 'period.formUnconfirmed', { place: name, params: { written: scaleText } })]),
    ...digits.map(({ from, to }) =>
      finding('error', 'period.weekdayDigits', { place: { start: from.place.start, end: to.place.end } }),
    ),
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
  const slips = groups
    .filter(({ scale }) => scale === 'hour')
    .flatMap((group) => valuesOf(group).flatMap((value) => clockSlip(value) ?? []))
  const afternoons = problems.flatMap(({ code, place, params }) =>
    code === 'period.hourAfterNoon' ? { place, text: String(params.meant) } : [],
  )
  const corrections = [...slips, ...afternoons].sort((left, right) => left.place.start - right.place.start)
  const fix = correct(text, corrections)
  const errors = problems.filter(({ code }) => code !== 'period.hourAfterNoon').slice(0, maximumErrors)
  const parsed = parsePeriod(fix)
  const findings = [
    ...errors.map(({ code, place, params }) => finding('error', code, { place, params })),
    ...corrections.map(({ place, text: meant }) =>
      finding('warning', 'period.clockHour', {
        place,
        params: { written: text.slice(place.start, place.end), meant },
        fix,
      }),
    ),
    ...groups.flatMap(groupFindings),
    ...commas.slice(0, 1).map((place) => finding('warning', 'period.commaUnconfirmed', { place })),
  ].sort((left, right) => (left.place?.start ?? 0) - (right.place?.start ?? 0))
  return parsed.ok && comesNever(parsed.period) ? [...findings, finding('warning', 'period.neverHolds')] : findings
}
