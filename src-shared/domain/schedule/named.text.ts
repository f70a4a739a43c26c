import { defineTexts } from '../../text/text'

/** Findings of `checkNamedSchedule`. */
export const namedScheduleFindings = defineTexts({
  en: { 'schedule.nameTaken': 'Another schedule has this name.' },
  ru: { 'schedule.nameTaken': 'Другое расписание уже так называется.' },
})
