/** What a caller can press: for every option of the menus that a call may enter, the keys that lead to it. */
import type { Context, Menu, Rule } from '../ivr/menu'
import { isStandardOption } from '../ivr/menu'
import { destinationsOf } from '../pbx/incoming-rule'
import type { Extension } from '../pbx/extension'
import type { Called } from './call'
import type { CallWorld } from './world'

const sequencesAtMost = 64
const keysAtMost = 20
/** Extensions and numbers that are looked at. */
const visitsAtMost = 500

/** Somewhere a call may be, after these keys. */
interface Visit {
  keys: string
  accountId: string
  extension: Extension
}

/**
 * Read off the configuration, whatever its conditions say, so that some may not lead where they seem to.
 *
 * @param dialled an extension that is dialled where a menu lets callers dial any; empty: none
 * @returns different inputs, none (`''`) first; the first 64, for there is no end of them where menus jump in circles
 */
export function keySequences(world: CallWorld, called: Called, dialled = ''): string[] {
  const found = new Set([''])
  const seen = new Set<string>()
  const queue: Visit[] = []

  function add(keys: string): void {
    if (found.size < sequencesAtMost && keys.length <= keysAtMost) found.add(keys)
  }

  function enter(keys: string, accountId: string, extension: Extension | undefined): void {
    const name = extension && `${accountId}/${extension.id}`
    if (!name || seen.has(name) || seen.size >= visitsAtMost) return
    seen.add(name)
    queue.push({ keys, accountId, extension })
  }

  function dial(keys: string, accountId: string, address: string): void {
    const extension = world.extensionByNumber(accountId, address)
    if (extension) return enter(keys, accountId, extension)
    const digits = /^\+?(\d{7,15})$/.exec(address)?.[1]
    if (digits !== undefined) callNumber(keys, digits)
  }

  function callNumber(keys: string, digits: string): void {
    const route = world.numberRoute(digits)
    if (!route || seen.has(digits) || seen.size >= visitsAtMost) return
    seen.add(digits)
    if (route.provider === 'pbx' && route.extensionId !== null)
      enter(keys, route.accountId, world.extensionById(route.accountId, route.extensionId))
    if (route.provider === 'exolve' && route.forwarding?.kind === 'number')
      for (const { number } of route.forwarding.targets) dial(keys, route.accountId, `+${number}`)
  }

  function walkMenu({ keys, accountId }: Visit, menu: Menu): void {
    const contexts: { keys: string; key: string | null }[] = [{ keys, key: menu.config.entryContext }]
    const entered = new Set<string>()
    const walkRules = (typed: string, rules: readonly Rule[]): void => {
      for (const { action } of rules) {
        if (action.kind === 'jump_to_context') contexts.push({ keys: typed, key: action.context })
        if ('destinations' in action) for (const address of action.destinations) dial(typed, accountId, address)
      }
    }
    for (let next = contexts.shift(); next; next = contexts.shift()) {
      const context = menu.contexts.find(({ key }) => key === next.key)
      if (!context || entered.has(context.key)) continue
      entered.add(context.key)
      if (context.anyDial) add(next.keys + dialled)
      for (const { digits, rules } of context.options) {
        const isTyped = !isStandardOption(digits)
        const wrong = digits === 'invalid' && rules.length > 0 ? wrongInput(context) : ''
        const typed = next.keys + (isTyped ? digits : wrong)
        add(typed)
        walkRules(typed, rules)
      }
    }
    for (const address of menu.config.lifetimeDestination.split(/\s+/)) dial(keys, accountId, address)
  }

  if (called.kind === 'number') callNumber('', called.digits)
  else enter('', called.accountId, world.extensionById(called.accountId, called.extensionId))
  for (let visit = queue.shift(); visit; visit = queue.shift()) {
    const { keys, accountId, extension } = visit
    for (const { rule } of world.rulesOf(accountId, extension.id))
      for (const address of destinationsOf(rule)) dial(keys, accountId, address)
    const menu = extension.type === 'ivr' ? world.menuOf(accountId, extension.id) : undefined
    if (menu) walkMenu(visit, menu)
  }
  return [...found]
}

/** A key with which no option begins; empty: there is none. */
const wrongInput = ({ options }: Context): string =>
  [...'*#0987654321'].find((key) => !options.some(({ digits }) => digits.startsWith(key))) ?? ''
