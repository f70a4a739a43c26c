import { computed } from 'vue'
import { zonedText } from '@shared/text/zoned'
import { useI18n } from '.'

/** Dates, durations and numbers in the operator's language. A moment is never shown without its zone. */
export function useFormat() {
  const { t, locale } = useI18n()

  // Made once per language: making one takes longer than filling a row of a table.
  const formats = computed(() => ({
    dateTime: new Intl.DateTimeFormat(locale.value, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
    exactTime: new Intl.DateTimeFormat(locale.value, {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
    clock: new Intl.DateTimeFormat(locale.value, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
    date: new Intl.DateTimeFormat(locale.value, { year: 'numeric', month: '2-digit', day: '2-digit' }),
    number: new Intl.NumberFormat(locale.value),
  }))

  /** @param moment ms since 1970 */
  const dateTime = (moment: number): string => zonedText(formats.value.dateTime, moment)

  /** To the second, for what a machine did. @param moment ms since 1970 */
  const exactTime = (moment: number): string => zonedText(formats.value.exactTime, moment)

  /** The time of day, for what is a matter of seconds. @param moment ms since 1970 */
  const clock = (moment: number): string => zonedText(formats.value.clock, moment)

  /** The day alone, for tables. @param moment ms since 1970 */
  const date = (moment: number): string => formats.value.date.format(moment)

  const number = (value: number): string => formats.value.number.format(value)

  /** A length of time in its largest sensible unit: `40 sec`, `12 min`. @param seconds s */
  function duration(seconds: number): string {
    const [value, unit] =
      seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour']
    return new Intl.NumberFormat(locale.value, { style: 'unit', unit, maximumFractionDigits: 0 }).format(value)
  }

  /**
   * So many bytes of so many, in the unit that suits the whole: `3.2` and `9.8 MB`. A megabyte has 2^20 of them, as in the limit for
   * recordings.
   */
  function bytesOf(part: number, whole: number): { part: string; whole: string } {
    const [size, unit, digits] = whole < 2 ** 20 ? [2 ** 10, 'kilobyte', 0] : [2 ** 20, 'megabyte', 1]
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return {
      part: new Intl.NumberFormat(locale.value, fraction).format(part / size),
      whole: new Intl.NumberFormat(locale.value, { style: 'unit', unit, ...fraction }).format(whole / size),
    }
  }

  /** How long before `now` a moment was, in its largest whole unit: `5 minutes ago`, `just now`. Both in ms since 1970. */
  function ago(moment: number, now: number): string {
    const units = [
      ['day', 86_400_000],
      ['hour', 3_600_000],
      ['minute', 60_000],
    ] as const
    const format = new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' })
    const passed = Math.max(0, now - moment)
    const unit = units.find(([, length]) => passed >= length)
    return unit ? format.format(-Math.floor(passed / unit[1]), unit[0]) : t('shell.age.now')
  }

  return { dateTime, exactTime, clock, date, number, duration, bytesOf, ago }
}
