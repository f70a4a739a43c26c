import { expect, test } from 'vitest'
import { zonedText } from '@shared/text/zoned'

const moment = Date.parse('2026-11-30T09:05:00Z')

test.each([
  ['UTC', '09:05 UTC'],
  ['Europe/Moscow', '12:05 UTC+3'],
  ['America/St_Johns', '05:35 UTC−3:30'],
])('a moment in %s names its zone the same way in both languages', (timeZone, expected) => {
  for (const locale of ['ru', 'en-GB'])
    expect(zonedText(new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }), moment)).toBe(
      expected,
    )
})
