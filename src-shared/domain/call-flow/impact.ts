/** What would break if something went: the same calls with it and without it, and where they end differently. */
import { z } from 'zod'
import { callSchema, calledSchema, type Call } from './call'
import { cellLength, coverageRequestSchema, type CoverageRequest } from './coverage'
import { pressWhenTaken } from './keypad'
import { emptyPatch, patchWorld, type WorldPatch } from './patch'
import { simulate } from './simulate'
import { endSchema, type Trace } from './trace'
import type { CallWorld } from './world'

const ofAccount = { accountId: z.string().min(1).max(64), id: z.int() }

/** What may go. */
export const removableSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('extension'), ...ofAccount }),
  z.object({ kind: z.literal('prompt'), ...ofAccount }),
  z.object({ kind: z.literal('interval'), ...ofAccount }),
  /** E.164 digits without `+`. */
  z.object({ kind: z.literal('number'), accountId: ofAccount.accountId, digits: z.string().regex(/^\d{3,20}$/) }),
])
export type Removable = z.infer<typeof removableSchema>

export const impactRequestSchema = coverageRequestSchema.extend({
  /** Pressed as soon as a menu takes them. */
  keys: z.string(),
  /** How many cells lie between two moments. */
  every: z.int().min(1),
})
export type ImpactRequest = CoverageRequest & Pick<z.infer<typeof impactRequestSchema>, 'keys' | 'every'>

/** Calls that end in the same way before, and in the same other way after. */
export const brokenCallsSchema = z.object({
  called: calledSchema,
  keys: z.string(),
  before: endSchema,
  after: endSchema,
  /** true: they end as before, but a prompt is no longer heard. */
  isOnlyUnheard: z.boolean(),
  callers: z.array(callSchema.shape.caller),
  /** How many of the calls that were tried. */
  count: z.int(),
  /** The first of them, to be tried again. */
  first: callSchema,
})
export type BrokenCalls = z.infer<typeof brokenCallsSchema>

const without = (removed: Removable): WorldPatch => {
  const { accountId } = removed
  switch (removed.kind) {
    case 'extension':
      return { ...emptyPatch(), extensions: [{ accountId, id: removed.id, extension: null }] }
    case 'prompt':
      return { ...emptyPatch(), prompts: [{ accountId, id: removed.id, title: null }] }
    case 'interval':
      return { ...emptyPatch(), intervals: [{ accountId, id: removed.id, interval: null }] }
    case 'number':
      return { ...emptyPatch(), routes: [{ digits: removed.digits, route: { provider: 'none', accountId } }] }
  }
}

/** A world that notices when a call meets the object: calls that do not meet it are the same without it. */
function watched(world: CallWorld, removed: Removable) {
  let isMet = false
  const noted = <Value>(isIt: boolean, value: Value): Value => {
    isMet ||= isIt
    return value
  }
  const isIt = (kind: Removable['kind'], accountId: string, id: number | undefined): boolean =>
    removed.kind === kind && removed.accountId === accountId && 'id' in removed && removed.id === id
  const watching: CallWorld = {
    ...world,
    numberRoute: (digits) => noted(removed.kind === 'number' && removed.digits === digits, world.numberRoute(digits)),
    extensionByNumber(accountId, number) {
      const found = world.extensionByNumber(accountId, number)
      return noted(isIt('extension', accountId, found?.id), found)
    },
    extensionById: (accountId, id) => noted(isIt('extension', accountId, id), world.extensionById(accountId, id)),
    intervalById: (accountId, id) => noted(isIt('interval', accountId, id), world.intervalById(accountId, id)),
    promptById: (accountId, id) => noted(isIt('prompt', accountId, id), world.promptById(accountId, id)),
  }
  return {
    world: watching,
    /** @returns whether the object was met since it was asked last */
    wasMet(): boolean {
      const met = isMet
      isMet = false
      return met
    },
  }
}

/** @returns what ends differently without the object; each row stands for calls that are alike */
export function impactOf(world: CallWorld, removed: Removable, request: ImpactRequest): BrokenCalls[] {
  const { call, callers, from, cells, keys, every } = request
  const { world: watching, wasMet } = watched(world, removed)
  const other = patchWorld(world, without(removed))
  const rows = new Map<string, BrokenCalls>()
  for (const caller of callers) {
    for (let cell = 0; cell < cells; cell += every) {
      const one: Call = { ...call, caller, at: from + cell * cellLength }
      wasMet()
      const played = { ...one, keys: pressWhenTaken(watching, one, keys) }
      const before = simulate(watching, played)
      if (!wasMet()) continue
      const after = simulate(other, { ...one, keys: pressWhenTaken(other, one, keys) })
      const isOnlyUnheard = JSON.stringify(after.end) === JSON.stringify(before.end)
      if (isOnlyUnheard && !(removed.kind === 'prompt' && plays(before, removed.id))) continue
      addBrokenCalls(rows, {
        called: call.called,
        keys,
        before: before.end,
        after: after.end,
        isOnlyUnheard,
        callers: [caller],
        count: 1,
        first: played,
      })
    }
  }
  return [...rows.values()]
}

/** Adds calls to those that they are like. */
export function addBrokenCalls(rows: Map<string, BrokenCalls>, calls: BrokenCalls): void {
  const { called, keys, before, after, isOnlyUnheard } = calls
  const name = JSON.stringify([called, keys, before, after, isOnlyUnheard])
  const known = rows.get(name)
  if (!known) {
    rows.set(name, calls)
    return
  }
  known.count += calls.count
  known.callers = [...new Set([...known.callers, ...calls.callers])]
}

const plays = ({ steps }: Trace, promptId: number): boolean =>
  steps.some(({ event }) => event.kind === 'plays' && event.promptId === promptId)
