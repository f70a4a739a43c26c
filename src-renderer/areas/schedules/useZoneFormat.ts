import { computed } from 'vue'
import { useI18n } from '../../i18n'

/** Moments as the clock of one zone shows them. The zone itself stands on the page. */
export function useZoneFormat(timeZone: () => string) {
  const { t, locale } = useI18n()
  const formats = computed(() => {
    const common = { timeZone: timeZone(), hourCycle: 'h23' } as const
    const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale.value, { ...options, ...common })
    return {
      time: of({ hour: 'numeric', minute: '2-digit' }),
      weekday: of({ weekday: 'short' }),
      dayOfMonth: of({ day: 'numeric' }),
      date: of({ day: 'numeric', month: 'short', year: 'numeric' }),
      moment: of({ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
      momentOfYear: of({ day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' }),
    }
  })
  const hour = 3_600_000
  const farAway = 300 * 24 * hour

  /** `9` or `9:30`. @param moment ms since 1970 */
  const clock = (moment: number): string =>
    formats.value.time
      .format(moment)
      .replace(/^0(?=\d)/, '')
      .replace(/:00$/, '')

  /** A change years away would else look like one of this year. @param moment ms since 1970 */
  const moment = (instant: number): string =>
    formats.value[Math.abs(instant - Date.now()) > farAway ? 'momentOfYear' : 'moment'].format(instant)

  /** `Mon 2`. @param instant ms since 1970 */
  const day = (instant: number): string =>
    `${formats.value.weekday.format(instant)} ${formats.value.dayOfMonth.format(instant)}`

  /** `9–18`, within a day; an end at midnight is 24. */
  const hours = ({ start, end }: { start: number; end: number }): string =>
    `${clock(start)}–${clock(end) === '0' ? '24' : clock(end)}`

  /** `Mon 2 9–18`, or `Fri 6 18 – Mon 9 9`; an end at midnight is 24 of the day before. */
  function span({ start, end }: { start: number; end: number }): string {
    const isMidnight = clock(end) === '0'
    const lastDay = day(isMidnight ? end - 1 : end)
    const firstDay = day(start)
    const until = isMidnight ? '24' : clock(end)
    return firstDay === lastDay && end - start <= 25 * hour
      ? `${firstDay} ${hours({ start, end })}`
      : `${firstDay} ${clock(start)} – ${lastDay} ${until}`
  }

  /** Hours and minutes. @param milliseconds ms */
  function length(milliseconds: number): string {
    const unit = (value: number, name: string) =>
      new Intl.NumberFormat(locale.value, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
    const minutes = Math.round(milliseconds / 60_000)
    const parts = [
      [Math.floor(minutes / 60), 'hour'],
      [minutes % 60, 'minute'],
    ] as const
    return parts.flatMap(([value, name]) => (value > 0 ? unit(value, name) : [])).join(' ') || unit(0, 'minute')
  }

  return {
    hours,
    moment,
    span,
    length,
    day,
    date: (instant: number): string => formats.value.date.format(instant),
    zoneNote: computed(() => `${timeZone()}. ${t('schedules.zoneNote')}`),
  }
}
