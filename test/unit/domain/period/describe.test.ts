import { expect, test } from 'vitest'
import { describePeriod, parsePeriod } from '@shared/domain/period/period'
import type { Locale } from '@shared/text/text'

function inWords(text: string, locale: Locale): string {
  const parsed = parsePeriod(text)
  if (!parsed.ok) throw new Error(`malformed: ${text}`)
  return describePeriod(parsed.period, locale)
}

test.each([
  ['', 'всегда', 'always'],
  ['none', 'никогда', 'never'],
  ['wd {Mon-Fri} hr {9am-5pm}', 'пн–пт 9–18', 'Mon–Fri 9–18'],
  ['wd {Sat Sun}', 'сб–вс', 'Sat–Sun'],
  ['hr {9}', 'ежедневно 9–10', 'daily 9–10'],
  ['hr {6pm-8am}', 'ежедневно 18–9', 'daily 18–9'],
  // Not "пт 18–9": the night that begins on Friday does not go on into Saturday.
  ['wd {Fri} hr {6pm-8am}', 'пт 0–9, 18–24', 'Fri 0–9, 18–24'],
  ['hr {8} min {30-59}, hr {9-16}', 'ежедневно 8:30–17:00', 'daily 8:30–17:00'],
  ['wd {Mon} hr {9-16}, wd {Sat} hr {10-13}', 'пн 9–17; сб 10–14', 'Mon 9–17; Sat 10–14'],
  ['hr {0-11}, hr {12-23}, wd {Mon}', 'всегда', 'always'],
  ['hr {9} min {0} sec {0-29}', 'ежедневно 9:00:00–9:00:30', 'daily 9:00:00–9:00:30'],
  ['min {0-29}', 'минуты часа 0–29', 'minutes 0–29 of the hour'],
  ['mo {Jan} md {1-8}', '1–8 января', '1–8 Jan'],
  ['mo {Nov-Feb} md {1}', 'дни месяца 1, ноя–фев', 'days 1 of the month, Nov–Feb'],
  ['wk {1 3} wd {Tue} yr {2026 30}', 'вт, недели месяца 1, 3, ’30, 2026', 'Tue, weeks 1, 3 of the month, ’30, 2026'],
])('%j: %s / %s', (text, russian, english) => {
  expect(inWords(text, 'ru')).toBe(russian)
  expect(inWords(text, 'en')).toBe(english)
})

test('names the first of many parts and counts the rest', () => {
  const text = Array.from({ length: 31 }, (_, index) => `md {${index + 1}} hr {${index % 24}}`).join(', ')
  expect(inWords(text, 'en')).toMatch(/; and 25 more$/)
})
