/** Forwarding of the demo stock: every documented kind, the odd values of the documents among them. */
import type { Random } from '../random'
import type { CallControl, Forwarding } from './forwarding'
import type { OwnedNumber } from './state'

const schedules: readonly [CallControl, ...CallControl[]] = [
  {},
  { period: 'wd {Mon-Fri} hr {9am-5pm}', period_description: 'рабочие часы' },
  // Printed by the document although its own grammar has no 14pm.
  { period: 'wd {Mon-Fri} hr {6am-14pm}', period_description: 'график будни' },
  { period: 'wd {Sat Sun}', period_description: 'выходные' },
  { period: 'hr {6pm-8am}', period_description: 'вечер и ночь' },
  { period: 'mo {Jan-Apr} wd {mo-fr} hr {9am-4pm}', period_description: 'сезон' },
  // Digits as weekdays: whether 1 is Monday or Sunday is not documented.
  { period: 'wd {1 3 5}', period_description: 'через день' },
]

/** The `turn`-th forwarding of the stock; kinds take turns so that each occurs in the smallest stock. */
export function seededForwarding(
  turn: number,
  number: OwnedNumber,
  owned: readonly OwnedNumber[],
  random: Random,
): Forwarding {
  switch (turn % 10) {
    case 6:
      return { type: 1, sip: { sip_uri: `user${random.digits(4)}@sip.example.com:5060` } }
    case 7:
    case 3:
      // A number that has a SIP ID cannot be forwarded to a URL.
      if (number.sip) return toNumbers(turn, number, owned, random)
      return {
        type: 3,
        ipcr: {
          url: `https://example.com/calls/${number.code}`,
          ...(random.chance(0.5) && { reserve: drawPhone(random) }),
        },
      }
    case 9:
      return {
        type: 4,
        static: { static_ip: `203.0.113.${random.between(1, 254)}`, port: 5060, timeout: 30, did: number.code },
      }
    default:
      return toNumbers(turn, number, owned, random)
  }
}

function toNumbers(turn: number, number: OwnedNumber, owned: readonly OwnedNumber[], random: Random): Forwarding {
  const redirect = (turn % 3) + 1
  const count = redirect === 1 ? 1 : random.between(2, 4)
  const control = Array.from({ length: count }, (_, index): CallControl => drawTarget(random, turn + index))
  // Every fourth holds what GetAttributes prints and no setter takes.
  const extra = turn % 4 === 0
  if (extra && control[0]) control[0].dtmf = random.digits(2)
  const masking = random.chance(0.4)
  const display = owned.find((other) => other.application === number.application && other.code !== number.code)
  return {
    type: 2,
    number: {
      redirect_type: redirect,
      call_control: control,
      ...(random.chance(0.3) && { event_url: 'https://example.com/events', event_extended: random.chance(0.5) }),
      ...(random.chance(0.2) && { file_to_a: random.digits(5) }),
      ...(extra && { file_to_a: '12345', answer: true }),
      masking,
      ...(masking && display && { display_number: display.code }),
    },
  }
}

function drawTarget(random: Random, turn: number): CallControl {
  return {
    redirect_number: random.chance(0.3) ? `883140${random.digits(9)}` : drawPhone(random),
    timeout: random.pick([15, 16, 20, 30, 45]),
    active: random.chance(0.93),
    name: random.pick(['Дежурный', 'Офис', 'Секретарь', 'Склад', 'Мобильный', 'Night desk']),
    ...schedules[turn % schedules.length],
  }
}

function drawPhone(random: Random): string {
  return `7${random.pick(['495', '499', '812', '916', '921'])}${random.between(2, 9)}${random.digits(6)}`
}
