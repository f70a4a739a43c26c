/** Where a forwarded call may go on: through incoming rules, menus and the company's own public numbers, and perhaps back. */
import { z } from 'zod'
import type { Menu } from '../ivr/menu'
import { formatPhone } from '../phone'
import { bareNumber, type Numbering } from './destination'
import { numberOfName, type Extension } from './extension'
import { destinationsOf, type IncomingRule } from './incoming-rule'
import type { PublicNumber } from './public-number'

/** What is needed of an extension to choose it and to check what leads there. */
export type KnownExtension = Pick<Extension, 'id' | 'name' | 'type' | 'status' | 'label'>

export const forwardingSchema = z.object({
  destination: z.string(),
  /** false: the incoming rules of an extension that is called are left out. */
  runsRules: z.boolean(),
})
export type Forwarding = z.infer<typeof forwardingSchema>

/** Ways of calls, as far as they are known. */
export type CallWays = {
  numbering: Numbering
  extensions?: readonly KnownExtension[]
  publicNumbers?: readonly Pick<PublicNumber, 'number' | 'extensionId'>[]
  /** Rules of another extension. */
  rulesOf?: (extensionId: number) => readonly IncomingRule[] | undefined
  /** To whom the menu of an extension hands calls on. */
  menuForwardings?: (extensionId: number) => readonly Forwarding[] | undefined
}

export const forwardingsOf = (rule: IncomingRule): Forwarding[] => {
  const runsRules = rule.type === 'transfer' || rule.type === 'cascade'
  return destinationsOf(rule).map((destination) => ({ destination, runsRules }))
}

/** Asked for with every rule that is checked; a menu that changed is another object. */
const ofMenus = new WeakMap<Menu, Forwarding[]>()

/** @returns each destination that any option of the menu, or the end of its time, hands calls on to, once */
export function menuForwardings(menu: Menu): Forwarding[] {
  const known = ofMenus.get(menu)
  if (known) return known
  const { config, contexts } = menu
  const found = new Map<string, Forwarding>()
  const add = (destination: string, runsRules: boolean) =>
    destination && found.set(`${runsRules}/${destination}`, { destination, runsRules })
  if (config.lifetimeAction === 'transfer') add(config.lifetimeDestination.trim(), true)
  for (const { action } of contexts.flatMap(({ options }) => options.flatMap(({ rules }) => rules))) {
    if (action.kind !== 'transfer' && action.kind !== 'simple_transfer') continue
    for (const destination of action.destinations) add(destination, action.kind === 'transfer')
  }
  const forwardings = [...found.values()]
  ofMenus.set(menu, forwardings)
  return forwardings
}

type Arrival = {
  at: KnownExtension
  runsRules: boolean
  /** What it went through, as the operator knows it. */
  chain: readonly string[]
}

/**
 * @param owner whose rule forwards the call
 * @returns `101 → +7 812 309-26-31 → 101` when the rules of the owner may be run again, or undefined
 */
export function wayBack(
  owner: Pick<Extension, 'id' | 'name'>,
  forwarding: Forwarding,
  ways: CallWays,
): string | undefined {
  const start = arrival(forwarding, owner, [numberOfName(owner.name, ways.numbering.prefix)], ways)
  const arrivals = start ? [start] : []
  const seen = new Set<string>()
  for (const { at, runsRules, chain } of arrivals) {
    if (at.id === owner.id && runsRules) return chain.join(' → ')
    const place = `${at.id}/${runsRules}`
    if (seen.has(place)) continue
    seen.add(place)
    const rules = runsRules ? (ways.rulesOf?.(at.id) ?? []).filter(({ enabled }) => enabled) : []
    for (const onward of [...rules.flatMap(forwardingsOf), ...(ways.menuForwardings?.(at.id) ?? [])]) {
      const next = arrival(onward, at, chain, ways)
      if (next) arrivals.push(next)
    }
  }
  return undefined
}

/** @returns undefined where a call leaves the company, or rings the phone of the extension that forwards to itself (assumed) */
function arrival(
  { destination, runsRules }: Forwarding,
  from: Pick<Extension, 'id'>,
  chain: readonly string[],
  ways: CallWays,
): Arrival | undefined {
  const { numbering, extensions = [], publicNumbers = [] } = ways
  const shortOf = ({ name }: KnownExtension) => numberOfName(name, numbering.prefix)
  const number = bareNumber(destination, numbering)
  const called = number === undefined ? undefined : byNumber(extensions, numbering).get(number)
  if (called) return called.id === from.id ? undefined : { at: called, runsRules, chain: [...chain, shortOf(called)] }
  const digits = /^\+?(\d{7,15})$/.exec(destination)?.[1]
  const route = digits === undefined ? undefined : publicNumbers.find((own) => own.number === digits)
  const led = route && extensions.find(({ id }) => id === route.extensionId)
  // A call from outside runs the rules, whatever kind of forwarding it came by.
  return led && { at: led, runsRules: true, chain: [...chain, formatPhone(route.number), shortOf(led)] }
}

/** A company is asked about at every keystroke, and changes with a fetch. */
const indexes = new WeakMap<readonly KnownExtension[], Map<string, KnownExtension>>()

function byNumber(extensions: readonly KnownExtension[], { prefix }: Numbering): Map<string, KnownExtension> {
  const found = indexes.get(extensions) ?? new Map(extensions.map((one) => [numberOfName(one.name, prefix), one]))
  indexes.set(extensions, found)
  return found
}
