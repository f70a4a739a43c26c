/**
 * The order in which an operator arranged the contexts of a menu. To the provider their order means nothing and it keeps none,
 * so the console does: without a step to publish, and beside the draft.
 */
import { z } from 'zod'
import type { Context, Menu } from './menu'

/** A context that was made, or made anew, since then has another key: it is known by its name. */
export const arrangementSchema = z.array(z.object({ key: z.string(), name: z.string() }))
export type Arrangement = z.infer<typeof arrangementSchema>

/** @returns the menu with its contexts in this order; what the order does not know comes last, as it was */
export function arranged(menu: Menu, arrangement: Arrangement): Menu {
  const left = new Map(menu.contexts.map((context) => [context.key, context]))
  const take = (found: Context | undefined): Context | undefined => {
    if (found) left.delete(found.key)
    return found
  }
  const byKey = arrangement.map(({ key }) => take(left.get(key)))
  const byName = arrangement.map(
    ({ name }, index) => byKey[index] ?? take([...left.values()].find((context) => context.name === name)),
  )
  const known = byName.filter((context) => context !== undefined)
  return known.length === 0 ? menu : { ...menu, contexts: [...known, ...left.values()] }
}

/**
 * @param base the menu that the draft began with
 * @returns the order in the draft; a context that it deletes keeps its place, after the one that it followed, should it come back
 */
export function arrangementOf(menu: Menu, base: Menu): Arrangement {
  const order: Arrangement = menu.contexts.map(({ key, name }) => ({ key, name }))
  const places = new Set(order.map(({ key }) => key))
  base.contexts.forEach(({ key, name }, index) => {
    if (places.has(key)) return
    const before = base.contexts[index - 1]?.key
    order.splice(order.findIndex((one) => one.key === before) + 1, 0, { key, name })
  })
  return order
}
