/**
 * Reads a menu. There is no request for all of it: two for the menu, one for the options of each context, one for the rules of
 * each option, and one more for the order where an option has several rules.
 */
import { idOf, inOrder, type Context, type Menu, type MenuOption } from '@shared/domain/ivr/menu'
import { ordered } from '../changes/operations/ivr-options'
import type { PbxClient } from '../providers/pbx/client'

interface Reading {
  signal: AbortSignal
  /** @param total null until the number of contexts is known */
  onProgress(done: number, total: number | null): void
}

/** @throws what the client throws */
export async function loadMenu(client: PbxClient, extension: number, { signal, onProgress }: Reading): Promise<Menu> {
  onProgress(0, null)
  const options = { signal }
  const [config, settings] = await Promise.all([
    client.readIvr(extension, options),
    client.listContexts(extension, options),
  ])
  let done = 0
  onProgress(done, settings.length)

  async function readOption(context: number, digits: string): Promise<MenuOption> {
    const rules = await client.listOptionRules(extension, context, digits, options)
    if (rules.length < 2) return { digits, rules }
    return { digits, rules: ordered(rules, await client.readOptionRuleOrder(extension, context, digits, options)) }
  }
  const contexts = settings
    .sort((left, right) => (idOf(left.key) ?? 0) - (idOf(right.key) ?? 0))
    .map(async (context): Promise<Context> => {
      const id = idOf(context.key) ?? 0
      const digits = await client.listOptions(extension, id, options)
      const read = await Promise.all(digits.map((one) => readOption(id, one)))
      onProgress((done += 1), settings.length)
      return { ...context, options: inOrder(read) }
    })
  return { config, contexts: await Promise.all(contexts) }
}
