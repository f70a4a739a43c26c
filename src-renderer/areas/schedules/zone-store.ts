import { defineStore } from 'pinia'
import { ref } from 'vue'
import { assumedTimeZone } from '../forwarding/period/usePeriodMeaning'

/** The zone in which schedules are shown; the operator may try another one, since the provider does not document its own. */
export const useScheduleZone = defineStore('scheduleZone', () => ({ timeZone: ref(assumedTimeZone) }))
