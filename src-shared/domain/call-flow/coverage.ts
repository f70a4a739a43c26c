/** Where the calls of a number go over a week, for several callers at once: gaps and surprises show before a customer meets them. */
import { z } from 'zod'
import { callSchema, type Call } from './call'
import { pressWhenTaken } from './keypad'
import { simulate } from './simulate'
import { endSchema, placeSchema, skipSchema, type CallEnd, type Place, type Skip, type Trace } from './trace'
import type { CallWorld } from './world'

/** ms. The cells of a coverage table. */
export const cellLength = 30 * 60_000
const cellsAtMost = 7 * 48 + 2

export const coverageRequestSchema = z.object({
  /** Everything but the caller and the moment. */
  call: callSchema.omit({ caller: true, at: true }),
  /** null: hidden */
  callers: z.array(callSchema.shape.caller).min(1).max(20),
  /** ms since 1970: the first cell begins here */
  from: z.number(),
  /** How many cells of half an hour. */
  cells: z.int().min(1).max(cellsAtMost),
})
export type CoverageRequest = z.infer<typeof coverageRequestSchema>

/**
 * `reached`: somebody or something takes the call. `nobody`: it ends without anybody. `refused`: a rule means it to end.
 * `undecided`: it cannot be told.
 */
export const verdicts = ['reached', 'nobody', 'refused', 'loop', 'undecided'] as const
export type Verdict = (typeof verdicts)[number]

export const coverageSchema = z.object({
  /** The different ways in which calls end; cells point to them. */
  outcomes: z.array(z.object({ end: endSchema, verdict: z.enum(verdicts) })),
  /** A row for each caller; positions in `outcomes`. */
  rows: z.array(z.array(z.int())),
})
export type Coverage = z.infer<typeof coverageSchema>

/** What calls came by. Sets of several calls are added up by `addSeen`. */
export const seenSchema = z.object({
  /** Rules and targets that ran, options that were entered. */
  ran: z.array(placeSchema),
  /** Rules and targets that were passed over, with the last reason. */
  skipped: z.array(z.object({ place: placeSchema, skip: skipSchema })),
  /** Numbers and extensions that were called. */
  called: z.array(placeSchema),
})
export type Seen = z.infer<typeof seenSchema>

/** Places by their name. */
export interface SeenSets {
  ran: Map<string, Place>
  skipped: Map<string, { place: Place; skip: Skip }>
  called: Map<string, Place>
}

/** Tells places apart, quickly: a table asks for it a million times. */
export function nameOfPlace(place: Place): string {
  const { kind, accountId } = place
  switch (kind) {
    case 'number':
      return `${kind} ${accountId} ${place.digits}`
    case 'target':
      return `${kind} ${accountId} ${place.digits} ${place.index}`
    case 'extension':
      return `${kind} ${accountId} ${place.extensionId}`
    case 'incomingRule':
      return `${kind} ${accountId} ${place.extensionId} ${place.rule}`
    case 'menuOption':
      return `${kind} ${accountId} ${place.extensionId} ${place.context} ${place.option}`
    case 'menuRule':
      return `${kind} ${accountId} ${place.extensionId} ${place.context} ${place.option} ${place.rule}`
  }
}
export const nothingSeen = (): SeenSets => ({ ran: new Map(), skipped: new Map(), called: new Map() })

export function addSeen(sets: SeenSets, { ran, skipped, called }: Seen): void {
  for (const place of ran) sets.ran.set(nameOfPlace(place), place)
  for (const one of skipped) sets.skipped.set(nameOfPlace(one.place), one)
  for (const place of called) sets.called.set(nameOfPlace(place), place)
}

export const seenOf = ({ ran, skipped, called }: SeenSets): Seen => ({
  ran: [...ran.values()],
  skipped: [...skipped.values()],
  called: [...called.values()],
})

function look(sets: SeenSets, { steps }: Trace): void {
  for (const { event, place } of steps) {
    if (!place) continue
    if (event.kind === 'ran' || event.kind === 'option') sets.ran.set(nameOfPlace(place), place)
    else if (event.kind === 'skipped') sets.skipped.set(nameOfPlace(place), { place, skip: event.skip })
    else if (event.kind === 'numberCalled' || event.kind === 'extensionCalled')
      sets.called.set(nameOfPlace(place), place)
  }
}

/** @returns the table, every cell being one call at its beginning, and what those calls came by */
export function cover(
  world: CallWorld,
  { call, callers, from, cells }: CoverageRequest,
): { coverage: Coverage; seen: Seen } {
  const table = createTable()
  const sets = nothingSeen()
  const rows = callers.map((caller) =>
    Array.from({ length: cells }, (_, cell) => {
      const one: Call = { ...call, caller, at: from + cell * cellLength }
      const trace = simulate(world, one)
      look(sets, trace)
      return table.place(trace.end)
    }),
  )
  return { coverage: { outcomes: table.outcomes, rows }, seen: seenOf(sets) }
}

export const trialSchema = z.object({
  /** Pressed as soon as a menu takes them. */
  keys: z.string(),
  /** How many cells lie between two moments. */
  every: z.int().min(1),
  /** true: no phone of the extensions on the way is registered. */
  isUnreachable: z.boolean(),
})
export type Trial = z.infer<typeof trialSchema>

/**
 * Calls made only for what they come by.
 *
 * @returns what they came by
 */
export function tryCalls(
  world: CallWorld,
  { call, callers, from, cells }: CoverageRequest,
  { keys, every, isUnreachable }: Trial,
): Seen {
  const sets = nothingSeen()
  for (const caller of callers) {
    for (let cell = 0; cell < cells; cell += every) {
      const one: Call = { ...call, caller, at: from + cell * cellLength }
      const pressed = { ...one, keys: pressWhenTaken(world, one, keys) }
      const trace = simulate(world, pressed)
      look(sets, isUnreachable ? simulate(world, { ...pressed, unreachable: extensionsOf(trace) }) : trace)
    }
  }
  return seenOf(sets)
}

const extensionsOf = ({ steps }: Trace): string[] =>
  steps.flatMap(({ event }) => (event.kind === 'extensionCalled' ? [event.number] : []))

function createTable() {
  const outcomes: Coverage['outcomes'] = []
  const known = new Map<string, number>()
  return {
    outcomes,
    /** @returns the position of the end in `outcomes` */
    place(end: CallEnd): number {
      const name = JSON.stringify(end)
      const position = known.get(name) ?? outcomes.length
      known.set(name, position)
      if (position === outcomes.length) outcomes.push({ end, verdict: verdictOf(end) })
      return position
    },
  }
}

/** @param parts consecutive cells of one caller @returns their rows behind one another, as one row */
export function joinCoverage(parts: readonly Coverage[][]): Coverage {
  const table = createTable()
  const rows = parts.map((ofCaller) =>
    ofCaller.flatMap(({ outcomes, rows: [row = []] }) => {
      const positions = outcomes.map(({ end }) => table.place(end))
      return row.map((cell) => positions[cell] ?? 0)
    }),
  )
  return { outcomes: table.outcomes, rows }
}

export function verdictOf(end: CallEnd): Verdict {
  switch (end.kind) {
    case 'connected':
    case 'voicemail':
    case 'ownLogic':
      return 'reached'
    case 'hungUp':
      return end.reason === 'rule' || end.reason === 'notProcessed' || end.reason === 'afterPrompt'
        ? 'refused'
        : 'nobody'
    case 'callerHungUp':
      return 'nobody'
    case 'loop':
    case 'stepLimit':
      return 'loop'
    case 'cannotSimulate':
      return 'undecided'
  }
}
