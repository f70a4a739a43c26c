import { defineTexts } from '../../text/text'

/** Words of `describeConditions`, beside those of periods. */
export const intervalWords = defineTexts({
  en: {
    rotation: '{on} days on, {off} off, from {date}',
    unknown: 'a condition that is not known here',
    more: 'and {count} more',
  },
  ru: {
    rotation: 'смены {on} через {off}, с {date}',
    unknown: 'условие, которого консоль не знает',
    more: 'и ещё {count}',
  },
})
