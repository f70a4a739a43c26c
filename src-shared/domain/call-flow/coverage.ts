/** Where the calls of a number go over a week, for several callers at once: gaps and surprises show before a customer meets them. */
import { z } from 'zod'
import { callSchema, type Call } from './call'
import { simulate } from './simulate'
import { endSchema, placeSchema, type CallEnd, type Place, type Trace } from './trace'
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
  /** Incoming rules, menu rules and targets that were looked at and that no call ran. */
  neverRan: z.array(placeSchema),
})
export type Coverage = z.infer<typeof coverageSchema>

/** @returns the table; every cell is one call at its beginning */
export function cover(world: CallWorld, { call, callers, from, cells }: CoverageRequest): Coverage {
  const outcomes: Coverage['outcomes'] = []
  const known = new Map<string, number>()
  const ran = new Set<string>()
  const looked = new Map<string, Place>()

  function record(trace: Trace): number {
    for (const { event, place } of trace.steps) {
      if (!place) continue
      const name = JSON.stringify(place)
      if (event.kind === 'ran') ran.add(name)
      if (event.kind === 'ran' || event.kind === 'skipped') looked.set(name, place)
    }
    const name = JSON.stringify(trace.end)
    const present = known.get(name)
    if (present !== undefined) return present
    known.set(name, outcomes.length)
    outcomes.push({ end: trace.end, verdict: verdictOf(trace.end) })
    return outcomes.length - 1
  }

  const rows = callers.map((caller) =>
    Array.from({ length: cells }, (_, cell) => {
      const one: Call = { ...call, caller, at: from + cell * cellLength }
      return record(simulate(world, one))
    }),
  )
  const neverRan = [...looked].filter(([name]) => !ran.has(name)).map(([, place]) => place)
  return { outcomes, rows, neverRan }
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
