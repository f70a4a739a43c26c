/** Rules, options and targets that no call runs, though calls come by their extension, menu or number. */
import { z } from 'zod'
import { nameOfPlace, type SeenSets } from './coverage'
import { placeSchema, skipSchema, type Place } from './trace'
import type { CallWorld } from './world'

export const unreachedSchema = z.object({
  place: placeSchema,
  /** Of the extension, or of the number, that it belongs to: `101`, E.164 digits. */
  owner: z.string(),
  /** The rule's own; the context of an option. */
  name: z.string(),
  /** Kind of rule, `target`, or the digits of an option. */
  type: z.string(),
  /** Why it was passed over the last time; null: no call got that far. */
  skip: skipSchema.nullable(),
})
export type Unreached = z.infer<typeof unreachedSchema>

/** What is switched off is meant to be so, and is left out. */
export function unreachedBy(world: CallWorld, seen: SeenSets): Unreached[] {
  const found: Unreached[] = []

  function judge(place: Place, words: Pick<Unreached, 'owner' | 'name' | 'type'>): void {
    const name = nameOfPlace(place)
    if (!seen.ran.has(name)) found.push({ place, ...words, skip: seen.skipped.get(name)?.skip ?? null })
  }

  for (const place of seen.called.values()) {
    if (place.kind === 'number') judgeTargets(place)
    if (place.kind === 'extension') judgeExtension(place)
  }
  return found

  function judgeTargets({ accountId, digits }: Extract<Place, { kind: 'number' }>): void {
    const route = world.numberRoute(digits)
    if (route?.provider !== 'exolve' || route.forwarding?.kind !== 'number') return
    for (const [index, { name, number, active }] of route.forwarding.targets.entries()) {
      const target: Place = { kind: 'target', accountId, digits, index }
      if (active) judge(target, { owner: digits, name: name || number, type: 'target' })
    }
  }

  function judgeExtension({ accountId, extensionId }: Extract<Place, { kind: 'extension' }>): void {
    const extension = world.extensionById(accountId, extensionId)
    if (!extension) return
    const owner = world.shortNumber(accountId, extension)
    for (const { key, rule } of world.rulesOf(accountId, extensionId)) {
      const type = rule.type === 'unknown' ? rule.wireType : rule.type
      if (rule.enabled)
        judge({ kind: 'incomingRule', accountId, extensionId, rule: key }, { owner, name: rule.name, type })
    }
    const menu = extension.type === 'ivr' ? world.menuOf(accountId, extensionId) : undefined
    // A menu that no call enters says nothing of its options: the extension's rules take the calls.
    if (!menu || !isEntered(accountId, extensionId)) return
    for (const context of menu.contexts) {
      for (const { digits, rules } of context.options) {
        const option = { accountId, extensionId, context: context.key, option: digits }
        const place: Place = { kind: 'menuOption', ...option }
        if (!seen.ran.has(nameOfPlace(place))) {
          // What every context has and nobody filled is nothing that was meant to be reached.
          if (rules.length > 0) judge(place, { owner, name: context.name, type: digits })
          continue
        }
        for (const { key, name, action } of rules) {
          const type = action.kind === 'unknown' ? action.name : action.kind
          judge({ kind: 'menuRule', ...option, rule: key }, { owner, name, type })
        }
      }
    }
  }

  function isEntered(accountId: string, extensionId: number): boolean {
    return [...seen.ran.values()].some(
      (place) => place.kind === 'menuOption' && place.accountId === accountId && place.extensionId === extensionId,
    )
  }
}
