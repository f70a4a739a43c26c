import type { NamedSchedules } from '../schedules/named-schedules'
import type { HandlersOf } from './handlers'

export const namedScheduleHandlers = (schedules: NamedSchedules): HandlersOf<'namedSchedules'> => ({
  'namedSchedules.list': () => schedules.list(),
  'namedSchedules.uses': () => schedules.uses(),
  'namedSchedules.save': (input) => schedules.save(input),
  'namedSchedules.remove': (input) => {
    schedules.remove(input)
    return {}
  },
  'namedSchedules.planUpdate': (input) => schedules.planUpdate(input),
})
