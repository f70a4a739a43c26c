/** Another state of the world: what stands on screen, what a planned change leads to, or what is left when something goes. */
import { z } from 'zod'
import { menuSchema } from '../ivr/menu'
import { extensionSchema, type Extension } from '../pbx/extension'
import { intervalSchema } from '../pbx/interval'
import { keyedRuleSchema, numberRouteSchema, type CallWorld } from './world'

const ofAccount = { accountId: z.string().min(1).max(64) }

/** Each entry stands in for what is stored under its name; null: it is gone. */
export const worldPatchSchema = z.object({
  rules: z.array(z.object({ ...ofAccount, extensionId: z.int(), rules: z.array(keyedRuleSchema) })),
  menus: z.array(z.object({ ...ofAccount, extensionId: z.int(), menu: menuSchema })),
  extensions: z.array(z.object({ ...ofAccount, id: z.int(), extension: extensionSchema.nullable() })),
  intervals: z.array(z.object({ ...ofAccount, id: z.int(), interval: intervalSchema.nullable() })),
  prompts: z.array(z.object({ ...ofAccount, id: z.int(), title: z.string().nullable() })),
  routes: z.array(z.object({ digits: z.string(), route: numberRouteSchema })),
})
export type WorldPatch = z.infer<typeof worldPatchSchema>

export const emptyPatch = (): WorldPatch => ({
  rules: [],
  menus: [],
  extensions: [],
  intervals: [],
  prompts: [],
  routes: [],
})

/** @returns the world with the patch in the place of what it changes; a later entry of the same name wins */
export function patchWorld(world: CallWorld, patch: WorldPatch): CallWorld {
  const byId = <Entry extends { accountId: string }>(entries: readonly Entry[], idOf: (entry: Entry) => number) =>
    new Map(entries.map((entry) => [`${entry.accountId}/${idOf(entry)}`, entry]))
  const rules = byId(patch.rules, ({ extensionId }) => extensionId)
  const menus = byId(patch.menus, ({ extensionId }) => extensionId)
  const extensions = byId(patch.extensions, ({ id }) => id)
  const intervals = byId(patch.intervals, ({ id }) => id)
  const prompts = byId(patch.prompts, ({ id }) => id)
  const routes = new Map(patch.routes.map(({ digits, route }) => [digits, route]))

  const isNamed = (accountId: string, extension: Extension, number: string): boolean =>
    extension.name === number || world.shortNumber(accountId, extension) === number

  return {
    ...world,
    numberRoute: (digits) => routes.get(digits) ?? world.numberRoute(digits),
    extensionByNumber(accountId, number) {
      for (const entry of patch.extensions) {
        if (entry.accountId === accountId && entry.extension && isNamed(accountId, entry.extension, number))
          return entry.extension
      }
      const found = world.extensionByNumber(accountId, number)
      return found && extensions.has(`${accountId}/${found.id}`) ? undefined : found
    },
    extensionById(accountId, id) {
      const entry = extensions.get(`${accountId}/${id}`)
      return entry ? (entry.extension ?? undefined) : world.extensionById(accountId, id)
    },
    rulesOf: (accountId, extensionId) =>
      rules.get(`${accountId}/${extensionId}`)?.rules ?? world.rulesOf(accountId, extensionId),
    menuOf: (accountId, extensionId) =>
      menus.get(`${accountId}/${extensionId}`)?.menu ?? world.menuOf(accountId, extensionId),
    intervalById(accountId, id) {
      const entry = intervals.get(`${accountId}/${id}`)
      return entry ? (entry.interval ?? undefined) : world.intervalById(accountId, id)
    },
    promptById(accountId, id) {
      const entry = prompts.get(`${accountId}/${id}`)
      if (!entry) return world.promptById(accountId, id)
      if (entry.title === null) return undefined
      return { title: entry.title, lengthMs: world.promptById(accountId, id)?.lengthMs ?? null }
    },
  }
}
