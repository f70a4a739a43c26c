import { expect, test } from 'vitest'
import { describeRule } from '@shared/domain/pbx/describe-rule'
import type { IncomingRule } from '@shared/domain/pbx/incoming-rule'
import { calendar, hours, interval, office } from './interval-example'
import { numbering, rule } from './rule-example'

const crowded = interval(
  [1, 2, 3, 4].map((month) => calendar({ month, times: hours('09:15:00', '18:45:00') })),
  'Europe/Moscow',
  7,
)
const names = {
  intervals: [interval([office], 'Europe/Moscow', 6), crowded],
  extensions: [
    { id: 1, name: '000*103', label: 'Reception' },
    { id: 2, name: '000*104', label: '' },
  ],
  numbering,
  prompts: [{ id: 51, title: 'Hello', filename: '', dealerId: null, rest: {} }],
}
const matches = { callerAction: 'matches', callerPattern: '^(\\+|)7812' } as const
const ring = { destinations: ['101', '102'], timeoutSeconds: 20, final: false }

test.each<[IncomingRule, string, string]>([
  [
    rule('transfer', { ...ring, conditions: { ...matches, intervalId: 6 } }),
    'Mon–Fri 9–18, callers +7812…: ring 101 and 102 for 20 s, then the next rule',
    'Пн–пт 9–18, звонящие +7812…: звонить 101 и 102 в течение 20 с, затем следующее правило',
  ],
  [
    rule('simple_transfer', { destinations: ['1', '2', '3', '+78121234567', '5'] }),
    'Always: ring 1, 2, 3 and 2 more for 60 s without their rules, then stop',
    'Всегда: звонить 1, 2, 3 и ещё 2 в течение 60 с без их правил, затем конец',
  ],
  [
    rule('transfer', { destinations: ['103', '000*103', '104'] }),
    'Always: ring 103 (Reception), 000*103 (Reception) and 104 for 60 s, then stop',
    'Всегда: звонить 103 (Reception), 000*103 (Reception) и 104 в течение 60 с, затем конец',
  ],
  [
    rule('cascade', {
      legs: [
        { delaySeconds: 0, number: '097' },
        { delaySeconds: 5, number: '00018966' },
      ],
    }),
    'Always: ring 097 at once and 00018966 after 5 s, for 60 s in all, then stop',
    'Всегда: звонить 097 сразу и 00018966 через 5 с, всего 60 с, затем конец',
  ],
  [
    rule('simple_cascade', { legs: [{ delaySeconds: 3, number: '+78121234567' }], timeoutSeconds: 30, final: false }),
    'Always: ring +7 812 123-45-67 at once, for 30 s in all, without their rules, then the next rule',
    'Всегда: звонить +7 812 123-45-67 сразу, всего 30 с, без их правил, затем следующее правило',
  ],
  [
    rule('playfile', { promptId: 51, final: false, conditions: { callerAction: 'anonymous' } }),
    'Callers who hide their number: play “Hello”, then the next rule',
    'Звонящие со скрытым номером: проиграть «Hello», затем следующее правило',
  ],
  [rule('playfile'), 'Always: play nothing yet, then stop', 'Всегда: пока ничего не проигрывать, затем конец'],
  [
    rule('voicemail', { conditions: { extensionCallStatus: 'no_answer' } }),
    'The extension did not answer: voicemail',
    'Внутренний номер не ответил: голосовая почта',
  ],
  [
    rule('busy', { enabled: false, conditions: { callStatus: 'busy', extensionStatus: 'unreachable' } }),
    '(off) The extension cannot be reached, the call before found the line busy: answer busy',
    '(выключено) Внутренний номер недоступен, при предыдущем вызове было занято: ответить «занято»',
  ],
  [
    rule('hangup', { conditions: { callerAction: 'not_matches', callerPattern: '^\\d{3}$' } }),
    'Callers that do not match ^\\d{3}$: hang up',
    'Звонящие, не подходящие под ^\\d{3}$: сбросить',
  ],
  [
    rule('hangup', { conditions: { intervalId: 99 } }),
    'In an interval that does not exist any more: hang up',
    'В интервале, которого больше нет: сбросить',
  ],
  [
    rule('hangup', { conditions: { intervalId: 7 } }),
    'In the interval “Interval 7”: hang up',
    'В интервале «Interval 7»: сбросить',
  ],
  [
    { type: 'unknown', wireType: 'group_call', name: '', enabled: true, rest: {} },
    'type group_call, which the console does not know',
    'тип group_call, которого консоль не знает',
  ],
])('%j', (described, english, russian) => {
  // A number and its unit stay on one line.
  const told = (locale: 'en' | 'ru') => describeRule(described, names, locale).replaceAll('\u00a0', ' ')
  expect(told('en')).toBe(english)
  expect(told('ru')).toBe(russian)
})
