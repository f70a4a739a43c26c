/** Differences of menus in the operator's words: titles and names where a part of a menu refers to others by their ids. */
import type { Difference } from '../../contract/changes'
import { stepThatMakes } from '../made-in-step'
import { findOption } from './edit'
import type { Menu, Rule } from './menu'
import type { Names } from './words'

export interface MenuNames extends Names {
  /** A number as it is dialled, with the name of whom it reaches; undefined: nobody is known there. */
  destination(number: string): string | undefined
  /** The rules of an option in their order, as they were read last; none for what was never read. */
  rulesOf(context: string, digits: string): readonly Pick<Rule, 'key' | 'name'>[]
}

interface Company {
  sounds: readonly { id: number; title: string }[]
  intervals: readonly { id: number; name: string }[]
  /** `number` without the prefix of the company. */
  extensions: readonly { number: string; label: string }[]
}

/** @param company null, and `menu` undefined: never read */
export const namesIn = (company: Company | null, menu: Menu | undefined): MenuNames => ({
  sound: (wanted) => company?.sounds.find(({ id }) => id === wanted)?.title,
  interval: (wanted) => company?.intervals.find(({ id }) => id === wanted)?.name,
  context: (wanted) => menu?.contexts.find(({ key }) => key === wanted)?.name,
  destination(wanted) {
    const label = company?.extensions.find(({ number }) => number === wanted)?.label
    return label ? `${wanted} (${label})` : undefined
  },
  rulesOf: (context, digits) => (menu && findOption(menu, { context, digits })?.rules) ?? [],
})

/** Names from where they are known: from `first`, or else from `second`. */
export const namesOfBoth = (first: MenuNames, second: MenuNames): MenuNames => ({
  sound: (id) => first.sound(id) ?? second.sound(id),
  interval: (id) => first.interval(id) ?? second.interval(id),
  context: (key) => first.context(key) ?? second.context(key),
  destination: (number) => first.destination(number) ?? second.destination(number),
  rulesOf(context, digits) {
    const rules = first.rulesOf(context, digits)
    return rules.length > 0 ? rules : second.rulesOf(context, digits)
  },
})

type Naming = (value: string, names: MenuNames) => string | undefined

/** Fields that hold an id. What is not known, or gone, keeps it: `#17`. */
const ids: [RegExp, Naming][] = [
  [/^(rule\.action\.sound|menu\.voicemail\.greeting)$/, (value, names) => names.sound(Number(value))],
  [/^rule\.conditions\.interval$/, (value, names) => names.interval(Number(value))],
  [/^(rule\.action\.context|menu\.entryContext)$/, (value, names) => names.context(value)],
]
const destination = /^(rule\.action\.destinations\.\d+|menu\.lifetimeDestination)$/

function nameOf(path: string, value: string | null, names: MenuNames): string | null {
  if (value === null || stepThatMakes(value) !== null) return value
  if (destination.test(path)) return names.destination(value) ?? value
  const naming = ids.find(([pattern]) => pattern.test(path))?.[1]
  return naming ? (naming(value, names) ?? `#${value}`) : value
}

/** @returns the differences with names in place of the ids that are known */
export const withMenuNames = (differences: readonly Difference[], names: MenuNames): Difference[] =>
  differences.map(({ path, before, after }) => ({
    path,
    before: nameOf(path, before, names),
    after: nameOf(path, after, names),
  }))
