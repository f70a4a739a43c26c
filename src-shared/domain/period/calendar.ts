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

/** Days of 400 years, after which the calendar repeats. */
const daysPerEra = 146_097
/** Brings every day that Date can hold above zero, where dividing whole numbers is cheap. */
const eraShift = 700

/** Whole part of a division, for 0 ≤ value < 2³¹. */
const divide = (value: number, by: number): number => (value / by) | 0

/** @param dayNumber days since 1 January 1970 */
export function calendarDay(dayNumber: number): CalendarDay {
  // Years counted from March put the leap day at the end; 719,468 days lie between 1 March of year 0 and 1970.
  const shifted = (dayNumber + 719_468 + eraShift * daysPerEra) | 0
  const era = divide(shifted, daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const yearOfEra = divide(
    dayOfEra - divide(dayOfEra, 1460) + divide(dayOfEra, 36_524) - divide(dayOfEra, 146_096),
    365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + divide(yearOfEra, 4) - divide(yearOfEra, 100))
  const monthFromMarch = divide(5 * dayOfYear + 2, 153)
  const monthDay = dayOfYear - divide(153 * monthFromMarch + 2, 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + (era - eraShift) * 400 + (month <= 2 ? 1 : 0)
  // An era is a whole number of weeks and begins on a Wednesday, 1 March.
  const weekday = ((dayOfEra + 3) % 7) + 1
  const firstWeekday = (weekday + 35 - monthDay) % 7
  return {
    year,
    month,
    week: divide(monthDay - 1 + firstWeekday, 7) + 1,
    yearDay: (daysBeforeMonth[month - 1] ?? 0) + monthDay + (month > 2 && isLeap(year) ? 1 : 0),
    monthDay,
    weekday,
  }
}
