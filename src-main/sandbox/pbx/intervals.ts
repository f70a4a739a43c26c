/** Intervals. The fields are documented; the paths follow the manner of the other resources. */
import { initialValues, long, readFields, readJson, text, type Values } from './fields'
import { created, found, invalid, removed } from './reply'
import { assumedPaging, checkClient, checkLimit, idIn, mustFind, paged, type Context, type Route } from './routes'
import { nextId } from './state'

const conditionFields = {
  start_dow: long(null),
  end_dow: long(null),
  start_mday: long(null),
  end_mday: long(null),
  start_time: text(null),
  end_time: text(null),
  month: long(null),
  start_datetime: text(null),
  end_datetime: text(null),
  sched_start_date: text(null),
  sched_active_days: long(null),
  sched_skip_days: long(null),
}
export type IntervalCondition = Values<typeof conditionFields>

export interface Interval {
  id: number
  name: string
  /** IANA name. */
  timezone: string
  conditions: IntervalCondition[]
}

const assumedPath = 'path'

export const intervalRoutes: Route[] = [
  {
    method: 'GET',
    path: '/client/:client/interval/',
    run(context) {
      checkClient(context)
      return found(paged([...context.state.intervals.values()], context.query), `${assumedPath}; ${assumedPaging}`)
    },
  },
  {
    method: 'POST',
    path: '/client/:client/interval/',
    run(context) {
      checkClient(context)
      const { state } = context
      const { name, timezone, conditions } = readInterval(context.body)
      if (name === undefined) throw invalid('name', 'required')
      if (timezone === undefined) throw invalid('timezone', 'required')
      if (conditions === undefined) throw invalid('conditions', 'required')
      checkLimit(state, 'interval', state.intervals.size)
      const interval = { id: nextId(state, 'interval'), name, timezone, conditions }
      state.intervals.set(interval.id, interval)
      return created(interval, assumedPath)
    },
  },
  {
    method: 'GET',
    path: '/client/:client/interval/:interval',
    run: (context) => found(intervalOf(context), assumedPath),
  },
  {
    method: 'PUT',
    path: '/client/:client/interval/:interval',
    run(context) {
      const interval = intervalOf(context)
      return found(Object.assign(interval, readInterval(context.body)), `${assumedPath}; what is not sent stays`)
    },
  },
  {
    method: 'DELETE',
    path: '/client/:client/interval/:interval',
    run(context) {
      context.state.intervals.delete(intervalOf(context).id)
      return removed(`${assumedPath}; an interval in use can be deleted`)
    },
  },
]

function intervalOf(context: Context): Interval {
  checkClient(context)
  return mustFind(context.state.intervals.get(idIn(context.segments, 'interval')))
}

function readInterval(body: string): Partial<Omit<Interval, 'id'>> {
  const { conditions: given, ...rest } = readJson(body)
  const values = readFields(rest, { name: text(''), timezone: text('') })
  if (values.name === '') throw invalid('name', 'required')
  if (values.timezone !== undefined && !isZone(values.timezone)) throw invalid('timezone', 'unknown')
  if (given === undefined) return values
  if (!Array.isArray(given)) throw invalid('conditions', 'must be array')
  return { ...values, conditions: given.map(readCondition) }
}

/** Unused longs are printed as 0 in the table, so 0 stands for null. */
function readCondition(value: unknown): IntervalCondition {
  const given = Object.entries(readFields(value, conditionFields)).filter(([, part]) => part !== 0)
  const complete = condition(Object.fromEntries(given))
  checkCondition(complete)
  return complete
}

/** @throws Refusal 400 for half a pair, an end that is not after its start, a value out of range. */
function checkCondition(given: IntervalCondition): void {
  const pairs = ['dow', 'mday', 'time', 'datetime'] as const
  let used = given.month === null ? 0 : 1
  for (const pair of pairs) {
    const [start, end] = [given[`start_${pair}`], given[`end_${pair}`]]
    if ((start === null) !== (end === null)) {
      throw invalid(start === null ? `start_${pair}` : `end_${pair}`, 'fields go in pairs')
    }
    if (start === null || end === null) continue
    used += 1
    if (pair !== 'dow' && start >= end) throw invalid(`start_${pair}`, `must be less than end_${pair}`)
  }
  checkRange('start_dow', given.start_dow, 7)
  checkRange('end_dow', given.end_dow, 7)
  checkRange('start_mday', given.start_mday, 31)
  checkRange('end_mday', given.end_mday, 31)
  checkRange('month', given.month, 12)
  checkForm('start_time', given.start_time, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
  checkForm('end_time', given.end_time, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
  checkForm('start_datetime', given.start_datetime, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  checkForm('end_datetime', given.end_datetime, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  checkForm('sched_start_date', given.sched_start_date, /^\d{4}-\d\d-\d\d$/)
  const schedule = [given.sched_start_date, given.sched_active_days, given.sched_skip_days]
  if (schedule.some((part) => part !== null)) {
    used += 1
    if (schedule.includes(null)) throw invalid('sched_start_date', 'needs sched_active_days and sched_skip_days')
    checkRange('sched_active_days', given.sched_active_days, Infinity)
    checkRange('sched_skip_days', given.sched_skip_days, Infinity)
  }
  if (used === 0) throw invalid('conditions', 'an empty condition')
}

function checkRange(field: string, value: number | null, most: number): void {
  if (value !== null && (value < 1 || value > most)) throw invalid(field, `must be from 1 to ${most}`)
}

function checkForm(field: string, value: string | null, form: RegExp): void {
  if (value !== null && !form.test(value)) throw invalid(field, 'wrong form')
}

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** A condition, with null for what is not given. */
export const condition = (given: Partial<IntervalCondition>): IntervalCondition => ({
  ...initialValues(conditionFields),
  ...given,
})
