/** Who refers to an extension, a prompt or an interval: what would break if it went. */
import type { Menu } from '../ivr/menu'
import { extensionAt, type Numbering } from './destination'
import type { Extension } from './extension'
import { destinationsOf, type SavedRule } from './incoming-rule'
import type { PublicNumber } from './public-number'

export type Referrer =
  | { kind: 'rule'; extensionId: number; ruleId: number }
  | { kind: 'publicNumber'; publicNumberId: number }
  /** An option of a menu, or the menu's own settings (`option` null). */
  | { kind: 'menu'; extensionId: number; context: string | null; option: string | null }

export type UsedKind = 'extension' | 'prompt' | 'interval'

/** What may refer to something, as far as it was read. */
export type Configuration = {
  numbering: Numbering
  extensions: readonly Extension[]
  publicNumbers: readonly PublicNumber[]
  /** By the id of the extension. */
  rules: ReadonlyMap<number, readonly SavedRule[]>
  /** By the id of the extension. */
  menus: ReadonlyMap<number, Menu>
}

export type UsedBy = {
  /** In the order of the configuration; each referrer once. */
  of(kind: UsedKind, id: number): readonly Referrer[]
  /** Who calls a number outside of the company. @param digits E.164 without `+` */
  ofPhone(digits: string): readonly Referrer[]
}

type Uses = { destinations: readonly string[]; prompts: readonly (number | null)[]; interval: number | null }

function* menuUses(menu: Menu): Generator<Uses & { context: string | null; option: string | null }> {
  const { config, contexts } = menu
  yield {
    context: null,
    option: null,
    destinations: config.lifetimeAction === 'transfer' ? config.lifetimeDestination.split(/\s+/) : [],
    prompts: [config.voicemail.greeting],
    interval: null,
  }
  for (const context of contexts) {
    for (const { digits, rules } of context.options) {
      for (const { action, conditions } of rules) {
        yield {
          context: context.key,
          option: digits,
          destinations: 'destinations' in action ? action.destinations : [],
          prompts: 'sound' in action ? [action.sound] : [],
          interval: conditions.interval,
        }
      }
    }
  }
}

/** Built once for a configuration and asked for every object of a list. */
export function usedBy({ numbering, extensions, publicNumbers, rules, menus }: Configuration): UsedBy {
  const index = new Map<string, Map<string, Referrer>>()

  function add(kind: UsedKind | 'phone', id: number | string | null | undefined, referrer: Referrer) {
    if (!id) return
    const key = `${kind}/${id}`
    const found = index.get(key) ?? new Map<string, Referrer>()
    index.set(key, found.set(JSON.stringify(referrer), referrer))
  }

  function addUses({ destinations, prompts, interval }: Uses, referrer: Referrer) {
    for (const destination of destinations) {
      const extension = extensionAt(destination, extensions, numbering)
      if (extension) add('extension', extension.id, referrer)
      else add('phone', /^\+?(\d{7,15})$/.exec(destination)?.[1], referrer)
    }
    for (const prompt of prompts) add('prompt', prompt, referrer)
    add('interval', interval, referrer)
  }

  for (const { id, extensionId, messageExtensionId } of publicNumbers) {
    add('extension', extensionId, { kind: 'publicNumber', publicNumberId: id })
    add('extension', messageExtensionId, { kind: 'publicNumber', publicNumberId: id })
  }
  for (const [extensionId, saved] of rules) {
    for (const { id, rule } of saved) {
      if (rule.type === 'unknown') continue
      const uses: Uses = {
        destinations: destinationsOf(rule),
        prompts: rule.type === 'playfile' ? [rule.promptId] : [],
        interval: rule.conditions.intervalId,
      }
      addUses(uses, { kind: 'rule', extensionId, ruleId: id })
    }
  }
  for (const [extensionId, menu] of menus) {
    for (const { context, option, ...uses } of menuUses(menu)) {
      addUses(uses, { kind: 'menu', extensionId, context, option })
    }
  }
  const at = (key: string) => [...(index.get(key)?.values() ?? [])]
  return { of: (kind, id) => at(`${kind}/${id}`), ofPhone: (digits) => at(`phone/${digits}`) }
}
