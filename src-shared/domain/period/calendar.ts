/** The calendar of the period grammar: proleptic Gregorian, computed without Date for speed. */

/** Values as the grammar counts them: weekday 1 is Sunday, the weeks of a month end on Saturday. */
export type CalendarDay = {
  year: number
  month: number
  week: number
  yearDay: number
  monthDay: number
  weekday: number
}

export const secondsPerDay = 86_400

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** @param dayNumber days since 1 January 1970 */
export function calendarDay(dayNumber: number): CalendarDay {
  // Years counted from March put the leap day at the end; 719,468 days lie between 1 March of year 0 and 1970.
  const shifted = dayNumber + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const monthDay = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const weekday = ((((dayNumber + 4) % 7) + 7) % 7) + 1
  const firstWeekday = (((weekday - monthDay) % 7) + 7) % 7
  return {
    year,
    month,
    week: Math.floor((monthDay - 1 + firstWeekday) / 7) + 1,
    yearDay: (daysBeforeMonth[month - 1] ?? 0) + monthDay + (month > 2 && isLeap(year) ? 1 : 0),
    monthDay,
    weekday,
  }
}
