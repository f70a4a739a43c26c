import type { Schedules } from '../schedules/schedules'
import type { HandlersOf } from './handlers'

export const scheduleHandlers = (schedules: Schedules): HandlersOf<'schedules'> => ({
  'schedules.numbers': (input) => schedules.numbers(input),
  'schedules.counts': (input) => schedules.counts(input),
  'schedules.stored': (input) => schedules.stored(input),
  'schedules.read': (input) => schedules.read(input),
  'schedules.cancelRead': (input) => {
    schedules.cancelRead(input)
    return {}
  },
})
