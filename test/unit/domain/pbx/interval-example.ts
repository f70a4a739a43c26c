import type { CalendarCondition, DatedCondition, Interval, IntervalCondition } from '@shared/domain/pbx/interval'

export const calendar = (parts: Partial<CalendarCondition> = {}): CalendarCondition => ({
  kind: 'calendar',
  weekdays: null,
  monthDays: null,
  month: null,
  times: null,
  rotation: null,
  rest: {},
  ...parts,
})

export const dated = (from: string, to: string): DatedCondition => ({ kind: 'dated', from, to, rest: {} })

export const hours = (from: string, to: string) => ({ from, to })

export const interval = (conditions: IntervalCondition[], timeZone = 'Europe/Moscow', id = 1): Interval => ({
  id,
  name: `Interval ${id}`,
  timeZone,
  conditions,
  rest: {},
})

/** 1 is Sunday. */
export const workdays = { from: 2, to: 6 }
export const office = calendar({ weekdays: workdays, times: hours('09:00:00', '18:00:00') })
