/** The value of the interval form, without Vue: a week to draw, and the conditions that no week can show. */
import { z } from 'zod'
import { emptyGrid, type WeekGrid } from '@shared/domain/period/week-grid'
import { checkInterval } from '@shared/domain/pbx/check-interval'
import {
  intervalConditionSchema,
  type CalendarCondition,
  type DatedCondition,
  type IntervalCondition,
  type IntervalSettings,
} from '@shared/domain/pbx/interval'
import { joinNights, splitNights } from '@shared/domain/pbx/night'
import { conditionsOfWeek, weekOfConditions } from '@shared/domain/pbx/week-conditions'
import type { Finding } from '@shared/domain/finding'

export interface IntervalForm {
  name: string
  timeZone: string
  week: WeekGrid
  /** A night is one of them. */
  others: IntervalCondition[]
}

export const intervalFormSchema = z.object({
  name: z.string(),
  timeZone: z.string(),
  week: z.array(z.array(z.object({ start: z.int(), end: z.int() }))).length(7),
  others: z.array(intervalConditionSchema),
})

/** @param settings as the provider keeps them; undefined: a new interval in the zone of the company */
export function formOf(settings: IntervalSettings | undefined, timeZone: string): IntervalForm {
  if (!settings) return { name: '', timeZone, week: emptyGrid, others: [] }
  return {
    name: settings.name,
    timeZone: settings.timeZone,
    ...weekOfConditions(joinNights(settings.conditions)),
  }
}

const drawnOf = ({ name, timeZone, week, others }: IntervalForm): IntervalSettings => ({
  name: name.trim(),
  timeZone,
  conditions: [...conditionsOfWeek(week), ...others],
})

/** As the provider takes it: nights in two. */
export function wantedOf(form: IntervalForm): IntervalSettings {
  const drawn = drawnOf(form)
  return { ...drawn, conditions: splitNights(drawn.conditions) }
}

export const isChanged = (form: IntervalForm, opened: IntervalForm): boolean =>
  JSON.stringify(drawnOf(form)) !== JSON.stringify(drawnOf(opened))

/** @param now ms since 1970. @returns findings at `name`, `timeZone`, `conditions` and `others.2.times` */
export function check(form: IntervalForm, now: number): Finding[] {
  const drawn = conditionsOfWeek(form.week).length
  return checkInterval(drawnOf(form), now).map((finding) => {
    const [, index, rest = ''] = /^conditions\.(\d+)(.*)$/.exec(finding.path) ?? []
    return index === undefined ? finding : { ...finding, path: `others.${Number(index) - drawn}${rest}` }
  })
}

export const newCalendar = (given: Partial<CalendarCondition>): CalendarCondition => ({
  kind: 'calendar',
  weekdays: null,
  monthDays: null,
  month: null,
  times: null,
  rotation: null,
  rest: {},
  ...given,
})

/** @param now ms since 1970. @returns the whole of this day, as UTC has it */
export function newDated(now: number): DatedCondition {
  const midnight = (days: number) => `${new Date(now + days * 86_400_000).toISOString().slice(0, 10)} 00:00:00`
  return { kind: 'dated', from: midnight(0), to: midnight(1), rest: {} }
}
