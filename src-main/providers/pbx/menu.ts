/** A menu as a whole: there is no request for all of it. Page /ivr/. */
import { idOf, inOrder, type Context, type Menu, type MenuOption } from '@shared/domain/ivr/menu'
import type { CallOptions, PbxClient } from './client'
import { providerId } from './ivr-wire'

type Reading = Pick<PbxClient, 'readIvr' | 'listContexts' | 'listOptions' | 'listOptionRules' | 'readOptionRuleOrder'>

interface MenuReading extends CallOptions {
  /** What is known of contexts, by their key: their options are not read again. */
  known?: ReadonlyMap<string, readonly MenuOption[]>
  /** Called for each context that has been read, with the number of all. */
  onContext?(done: number, total: number): void
}

/**
 * Two requests for the menu, one for the options of each context, one for the rules of each option, and one more for
 * their order where an option has several.
 * @throws what the client throws
 */
export async function readMenu(
  client: Reading,
  extension: number,
  { known = new Map(), onContext = () => undefined, ...options }: MenuReading = {},
): Promise<Menu> {
  const config = await client.readIvr(extension, options)
  const settings = await client.listContexts(extension, options)
  let done = 0
  onContext(done, settings.length)

  async function readOption(context: number, digits: string): Promise<MenuOption> {
    const rules = await client.listOptionRules(extension, context, digits, options)
    if (rules.length < 2) return { digits, rules }
    const order = await client.readOptionRuleOrder(extension, context, digits, options)
    const places = new Map(order.map((id, place) => [id, place]))
    const placeOf = ({ key }: { key: string }) => places.get(idOf(key) ?? 0) ?? order.length
    return { digits, rules: rules.toSorted((one, other) => placeOf(one) - placeOf(other)) }
  }
  async function readContext(context: (typeof settings)[number]): Promise<Context> {
    const unchanged = known.get(context.key)
    if (unchanged) {
      onContext((done += 1), settings.length)
      return { ...context, options: [...unchanged] }
    }
    const id = providerId(context.key)
    const digits = await client.listOptions(extension, id, options)
    const read = await Promise.all(digits.map((one) => readOption(id, one)))
    onContext((done += 1), settings.length)
    return { ...context, options: inOrder(read) }
  }
  const inKeyOrder = settings.toSorted((one, other) => providerId(one.key) - providerId(other.key))
  return { config, contexts: await Promise.all(inKeyOrder.map(readContext)) }
}
