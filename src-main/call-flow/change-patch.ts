/** What a planned change makes of the configuration: its steps played one after another on the simulator's world. */
import { z } from 'zod'
import { intentSchema } from '@shared/contract/changes'
import { emptyPatch, type WorldPatch } from '@shared/domain/call-flow/patch'
import type { CallWorld, KeyedRule } from '@shared/domain/call-flow/world'
import type { Menu } from '@shared/domain/ivr/menu'
import { createNumbersSchema, type CreateNumbers } from '@shared/domain/number-batch/intent'
import type { Extension } from '@shared/domain/pbx/extension'
import { asRead } from '@shared/domain/pbx/rule-list'
import { ivrIntents } from '../changes/operations/ivr-intents'
import { referencedSteps, resolveReferences } from '../changes/references'
import { menuAfter, type MenuIntent } from './menu-steps'

/** Steps of a change that is judged; a bigger one says so little of single calls that judging it is left out. */
export const stepsAtMost = 5000

export const pendingStepSchema = z.object({ position: z.int(), intent: z.json() })
export type PendingStep = z.infer<typeof pendingStepSchema>

/** What else of the account the steps speak of. */
export interface Surroundings {
  world: CallWorld
  accountId: string
  /** The only one of that name; a thing whose id was never told is named by it. */
  idNamed(kind: 'interval' | 'prompt', name: string): number | undefined
  /** Numbers and rule of a part of a batch for Twin. */
  registered(batchId: string, part: number): { numbers: string[]; action: 'robot' | 'end'; bot: string } | undefined
}

const stepSchema = z.union([
  intentSchema,
  createNumbersSchema,
  z.discriminatedUnion('operation', [
    ivrIntents.updateConfig,
    ivrIntents.createContext,
    ivrIntents.updateContext,
    ivrIntents.deleteContext,
    ivrIntents.createOption,
    ivrIntents.deleteOption,
    ivrIntents.createRule,
    ivrIntents.updateRule,
    ivrIntents.deleteRule,
    ivrIntents.orderRules,
  ]),
])

/** Stands for the id of what a step makes: no provider gives ids that high. */
const madeId = (position: number): number => Number.MAX_SAFE_INTEGER - position
const madeKey = (position: number): string => `new:${position}`

/** @returns null when the change touches nothing that decides where calls go */
export function patchOfChange(steps: readonly PendingStep[], surroundings: Surroundings): WorldPatch | null {
  const pending = new Set(steps.map(({ position }) => position))
  const result = createResult(surroundings)
  for (const { position, intent } of steps) {
    // What needs something that the change does not make cannot be told.
    if (referencedSteps(intent).some((needed) => !pending.has(needed))) continue
    const resolved = resolveReferences(intent, (needed) => ({ id: madeId(needed), key: madeKey(needed) }))
    const step = stepSchema.safeParse(resolved)
    if (step.success) result.take(position, step.data)
  }
  return result.isEmpty() ? null : result.patch()
}

type Step = z.infer<typeof stepSchema>

function createResult({ world, accountId, idNamed, registered }: Surroundings) {
  const rules = new Map<number, readonly KeyedRule[]>()
  const menus = new Map<number, Menu>()
  const extensions = new Map<number, Extension | null>()
  const intervals = new Map<number, WorldPatch['intervals'][number]['interval']>()
  const prompts = new Map<number, string | null>()
  const routes = new Map<string, WorldPatch['routes'][number]['route']>()

  const extensionOf = (id: number): Extension | undefined =>
    extensions.has(id) ? (extensions.get(id) ?? undefined) : world.extensionById(accountId, id)

  function changeRules(id: number, change: (list: readonly KeyedRule[]) => readonly KeyedRule[]): void {
    rules.set(id, change(rules.get(id) ?? world.rulesOf(accountId, id)))
  }

  function takeNumbers({ batchId, part }: CreateNumbers): void {
    const found = registered(batchId, part)
    if (!found) return
    const { numbers, action, bot } = found
    for (const digits of numbers) routes.set(digits, { provider: 'twin', accountId, action, bot, isAccepted: true })
  }

  function takeIntent(position: number, step: Exclude<Step, MenuIntent | CreateNumbers>): void {
    switch (step.operation) {
      case 'exolve.setForwarding':
        routes.set(step.number, { provider: 'exolve', accountId, forwarding: step.wanted })
        break
      case 'exolve.removeForwarding':
        routes.set(step.number, { provider: 'exolve', accountId, forwarding: { kind: 'none' } })
        break
      case 'exolve.releaseNumber':
        routes.set(step.number, { provider: 'none', accountId })
        break
      case 'pbx.createRule': {
        const made = { key: String(madeId(position)), rule: asRead(step.rule) }
        changeRules(step.extensionId, (list) => [...list, made])
        break
      }
      case 'pbx.updateRule':
        changeRules(step.extensionId, (list) =>
          list.map((one) => (one.key === String(step.ruleId) ? { ...one, rule: asRead(step.rule) } : one)),
        )
        break
      case 'pbx.deleteRule':
        changeRules(step.extensionId, (list) => list.filter(({ key }) => key !== String(step.ruleId)))
        break
      case 'pbx.orderRules': {
        const order = step.ruleIds.map(String)
        const placeOf = ({ key }: KeyedRule) => order.indexOf(key)
        changeRules(step.extensionId, (list) => list.toSorted((one, other) => placeOf(one) - placeOf(other)))
        break
      }
      case 'pbx.createExtension': {
        const { number, ...settings } = step.wanted
        const id = madeId(position)
        extensions.set(id, { ...settings, id, name: number, createdAt: '', rest: {} })
        break
      }
      case 'pbx.updateExtension': {
        const before = extensionOf(step.id)
        if (before) extensions.set(step.id, { ...before, ...step.settings })
        break
      }
      case 'pbx.deleteExtension':
        extensions.set(step.id, null)
        break
      case 'pbx.routePublicNumber':
        routes.set(step.number, { provider: 'pbx', accountId, extensionId: step.extensionId })
        break
      case 'pbx.createInterval':
        intervals.set(madeId(position), { ...step.wanted, id: madeId(position), rest: {} })
        break
      case 'pbx.updateInterval':
        intervals.set(step.id, { ...step.wanted, id: step.id, rest: {} })
        break
      case 'pbx.deleteInterval': {
        const id = step.id ?? idNamed('interval', step.name)
        if (id !== undefined) intervals.set(id, null)
        break
      }
      case 'pbx.createPrompt':
        prompts.set(madeId(position), step.title)
        break
      case 'pbx.renamePrompt':
        prompts.set(step.id, step.wanted)
        break
      case 'pbx.deletePrompt': {
        const id = step.id ?? idNamed('prompt', step.title)
        if (id !== undefined) prompts.set(id, null)
        break
      }
      // Recordings, detection of outgoing calls and jobs that call people decide nothing about where a call goes.
      case 'pbx.replacePrompt':
      case 'exolve.setAnsweringMachineDetection':
      default:
        break
    }
  }

  const named = <Value>(entries: ReadonlyMap<number, Value>) => [...entries]
  return {
    take(position: number, step: Step): void {
      if (step.operation === 'twin.createNumbers') takeNumbers(step)
      else if (isMenuStep(step)) {
        const present = menus.get(step.extension) ?? world.menuOf(accountId, step.extension)
        menus.set(step.extension, menuAfter(present, step, madeKey(position)))
      } else takeIntent(position, step)
    },
    isEmpty: () => [rules, menus, extensions, intervals, prompts, routes].every(({ size }) => size === 0),
    patch: (): WorldPatch => ({
      ...emptyPatch(),
      rules: named(rules).map(([extensionId, list]) => ({ accountId, extensionId, rules: [...list] })),
      menus: named(menus).map(([extensionId, menu]) => ({ accountId, extensionId, menu })),
      extensions: named(extensions).map(([id, extension]) => ({ accountId, id, extension })),
      intervals: named(intervals).map(([id, interval]) => ({ accountId, id, interval })),
      prompts: named(prompts).map(([id, title]) => ({ accountId, id, title })),
      routes: [...routes].map(([digits, route]) => ({ digits, route })),
    }),
  }
}

const isMenuStep = (step: Exclude<Step, CreateNumbers>): step is MenuIntent => 'menu' in step
