/** Whether the provider takes an interval. Conditions are given as they are edited: a night is one that ends the next morning. */
import type { Finding, FindingCode } from '../finding'
import type { CalendarCondition, DatedCondition, IntervalSettings } from './interval'
import { isKnownZone, neverHolds } from './interval-course'
import { isNight, splitNights } from './night'

/**
 * @param now ms since 1970
 * @returns findings with paths `name`, `timeZone`, `conditions`, `conditions.2.times` …
 */
export function checkInterval(interval: IntervalSettings, now: number): Finding[] {
  const findings = [
    ...(interval.name.trim() === '' ? [error('name', 'field.required')] : []),
    ...(isKnownZone(interval.timeZone) ? [] : [error('timeZone', 'interval.zoneUnknown')]),
    ...(interval.conditions.length === 0 ? [error('conditions', 'interval.noCondition')] : []),
    ...interval.conditions.flatMap((condition, index) => {
      const path = `conditions.${index}`
      switch (condition.kind) {
        case 'calendar':
          return checkCalendar(condition, path)
        case 'dated':
          return checkDated(condition, path)
        case 'unknown':
          return []
      }
    }),
  ]
  if (findings.length > 0) return findings
  const sent = { ...interval, conditions: splitNights(interval.conditions) }
  return neverHolds(sent, now) ? [{ ...error('conditions', 'interval.neverHolds'), severity: 'warning' }] : []
}

const error = (path: string, code: FindingCode): Finding => ({ path, severity: 'error', code, params: {} })

function checkCalendar(condition: CalendarCondition, path: string): Finding[] {
  const { weekdays, monthDays, month, times, rotation } = condition
  const isEmpty = !weekdays && !monthDays && month === null && !times && !rotation
  return [
    ...(isEmpty ? [error(path, 'interval.emptyCondition')] : []),
    // The page asks for a start before its end, with days of the week alone excepted.
    ...(monthDays && monthDays.from >= monthDays.to ? [error(`${path}.monthDays`, 'interval.monthDaysOrder')] : []),
    ...(times && times.from === times.to ? [error(`${path}.times`, 'interval.timesEqual')] : []),
    // A night is split at midnight; its morning would belong to another date.
    ...(isNight(condition) && times?.from !== times?.to && (monthDays || month !== null || rotation)
      ? [error(`${path}.times`, 'interval.nightOfDates')]
      : []),
    ...(rotation && !isDate(rotation.startDate) ? [error(`${path}.rotation`, 'interval.dateMissing')] : []),
  ]
}

function checkDated({ from, to }: DatedCondition, path: string): Finding[] {
  if (![from, to].every((moment) => isDate(moment.slice(0, 10)))) return [error(path, 'interval.dateMissing')]
  return from < to ? [] : [error(path, 'interval.datesOrder')]
}

/** 31 June is none. */
function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
