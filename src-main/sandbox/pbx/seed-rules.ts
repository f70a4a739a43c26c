/** 40 incoming rules of the demo company, of all types and conditions. */
import { initialValues } from './fields'
import { incomingRuleFields, type IncomingRule } from './incoming-rules'
import { findByNumber } from './seed'
import type { PbxState } from './state'

const [workTime, lunch, night, weekend, newYear] = [1, 2, 3, 4, 5]
const [closed, holidays, busy] = [43, 44, 47]

type Given = Partial<IncomingRule>

/** By extension number, in the order in which they are looked at. */
function rulesByNumber(): [string, Given[]][] {
  return [
    [
      '097',
      [
        { type: 'busy', name: 'Без скрытых номеров', caller_id_action: 'anonymous' },
        // The cascade of the page's example.
        {
          type: 'cascade',
          name: 'Сначала сам, потом мобильный',
          final: false,
          interval: workTime ?? null,
          cascade_numbers: [
            { delay: 0, number: '097' },
            { delay: 5, number: '00018966' },
          ],
        },
        {
          type: 'transfer',
          name: 'Секретарь',
          transfer_dst: '002',
          transfer_timeout: 20,
          final: false,
          call_status: 'no_answer',
        },
        { type: 'voicemail', name: 'Автоответчик' },
      ],
    ],
    [
      '002',
      [
        {
          type: 'transfer',
          name: 'Петербург',
          caller_id_action: 'matches',
          caller_id: '^(\\+|)7812',
          transfer_dst: '101 102',
          transfer_timeout: 20,
          final: false,
          interval: workTime ?? null,
        },
        { type: 'playfile', name: 'Нерабочее время', playfile_sound: closed ?? null, interval: night ?? null },
        { type: 'transfer', name: 'Дежурный', transfer_dst: '050', extension_call_status: 'busy' },
      ],
    ],
    [
      '300',
      [
        { type: 'playfile', name: 'Праздники', playfile_sound: holidays ?? null, interval: newYear ?? null },
        {
          type: 'simple_transfer',
          name: 'Все сразу',
          transfer_dst: Array.from({ length: 12 }, (_, at) => String(100 + at)).join(' '),
          transfer_timeout: 30,
          interval: lunch ?? null,
        },
      ],
    ],
    ['301', [{ type: 'playfile', name: 'Все заняты', playfile_sound: busy ?? null, final: false, enabled: false }]],
    ['070', [{ type: 'hangup', name: 'Чёрный список', caller_id_action: 'matches', caller_id: '^\\+?7495000' }]],
    ['085', [{ type: 'hangup', name: 'Ночью не принимаем', interval: night ?? null }]],
    ...Array.from({ length: 14 }, (_, at): [string, Given[]] => [String(100 + at), deskRules(at)]),
  ]
}

/** Two rules for each of 14 desks. */
function deskRules(at: number): Given[] {
  const mobile = `+7916${String(1_000_000 + at * 7919).slice(0, 7)}`
  const colleague = String(100 + ((at + 1) % 39))
  const first: Given[] = [
    { type: 'transfer', name: 'На мобильный', transfer_dst: mobile, extension_status: 'unreachable', final: false },
    { type: 'simple_cascade', cascade_numbers: cascade(at, colleague), interval: workTime ?? null, final: false },
    { type: 'transfer', transfer_dst: `${colleague} ${mobile}`, call_status: 'busy', enable_call_screening: true },
    { type: 'simple_transfer', name: 'Выходные', transfer_dst: '050', interval: weekend ?? null },
    {
      type: 'transfer',
      name: 'Не из Москвы',
      transfer_dst: '300',
      caller_id_action: 'not_matches',
      caller_id: '^(\\+|)749[59]',
      allow_public_transfer: true,
    },
  ]
  const second: Given[] = [
    { type: 'voicemail', call_status: 'no_answer' },
    { type: 'transfer', name: 'Коллега', transfer_dst: colleague, transfer_timeout: 25, call_status: 'no_answer' },
    { type: 'busy', extension_call_status: 'busy', enabled: at % 2 === 0 },
  ]
  return [first[at % first.length] ?? {}, second[at % second.length] ?? {}]
}

const cascade = (at: number, colleague: string): IncomingRule['cascade_numbers'] => [
  { delay: 0, number: String(100 + at) },
  { delay: 10, number: colleague },
  { delay: 20, number: '050' },
]

export function seedRules(state: PbxState): void {
  for (const [number, rules] of rulesByNumber()) {
    const extension = findByNumber(state, number)
    for (const given of rules) {
      if (!extension) continue
      extension.lastRuleId += 1
      extension.rules.push({ ...initialValues(incomingRuleFields), ...given, id: extension.lastRuleId })
    }
  }
}
