/**
 * The simulator as functions of SQL, so that calls are played in a reader's thread, on what is stored there, and no configuration
 * travels. Each takes its input as JSON and answers JSON:
 *
 *     simulate_call(input)     of `callFlow.simulate`
 *     cover_calls(input)       a part of a coverage table, with what its calls came by
 *     try_calls(input)         what other calls come by
 *     key_sequences(input)     what callers can press
 *     unreached_calls(input)   what none of the calls ran
 *     leads_here(input)        who refers to something, and which numbers lead there
 *     extension_number(input)  an extension as it is dialled inside the company; empty: it is none
 *     impact_calls(input)      calls that end differently without something
 *     judge_calls(input, now)  of the expectations in `input`, by what is stored or by the draft; now in ms since 1970
 *     judge_change(input, now) the expectations that are met by what is stored and not by what the steps in `input` make of it
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { z } from 'zod'
import {
  callDraftSchema,
  callFlowChannels,
  savedExpectationSchema,
  type CallDraft,
  type SavedExpectation,
} from '@shared/contract/call-flow'
import { calledSchema } from '@shared/domain/call-flow/call'
import {
  addSeen,
  cover,
  coverageRequestSchema,
  nothingSeen,
  seenSchema,
  trialSchema,
  tryCalls,
} from '@shared/domain/call-flow/coverage'
import { judgeExpectation } from '@shared/domain/call-flow/expectation'
import { pressWhenTaken } from '@shared/domain/call-flow/keypad'
import { impactOf, impactRequestSchema, removableSchema } from '@shared/domain/call-flow/impact'
import { keySequences } from '@shared/domain/call-flow/key-sequences'
import { patchWorld } from '@shared/domain/call-flow/patch'
import { simulate } from '@shared/domain/call-flow/simulate'
import { unreachedBy } from '@shared/domain/call-flow/unreached'
import type { CallWorld } from '@shared/domain/call-flow/world'
import { patchOfChange, pendingStepSchema } from './change-patch'
import { patchOfDraft } from './draft-patch'
import { createLeads } from './leads-here'
import { createStoredWorld } from './stored-world'
import { createSurroundings } from './surroundings'

const simulateInput = callFlowChannels['callFlow.simulate'].input
const draft = callDraftSchema.nullable()
const coverInput = z.object({ request: coverageRequestSchema, draft })
const trialInput = trialSchema.extend({ request: coverageRequestSchema, draft })
const sequencesInput = z.object({ called: calledSchema, dialled: z.string(), draft })
const unreachedInput = z.object({ seen: seenSchema, draft })
const impactInput = z.object({ removed: removableSchema, request: impactRequestSchema })
const judgeInput = z.object({ draft, expectations: z.array(savedExpectationSchema) })
export type JudgeInput = z.infer<typeof judgeInput>
const judgeChangeInput = z.object({
  accountId: z.string(),
  steps: z.array(pendingStepSchema),
  expectations: z.array(savedExpectationSchema),
})
export type JudgeChangeInput = z.infer<typeof judgeChangeInput>

export function defineCallFunctions(database: DatabaseSync): void {
  const stored = createStoredWorld(database)
  const worldWith = (draft: CallDraft | null): CallWorld => {
    const present = stored.present()
    return draft ? patchWorld(present, patchOfDraft(draft)) : present
  }
  const parse = <Value>(schema: z.ZodType<Value>, input: SQLOutputValue): Value =>
    schema.parse(JSON.parse(String(input)))

  database.function('simulate_call', (input: SQLOutputValue) => {
    const { call, keys, draft } = parse(simulateInput, input)
    const world = worldWith(draft)
    const pressed = keys === '' ? call.keys : pressWhenTaken(world, call, keys)
    const played = { ...call, keys: pressed }
    const trace = simulate(world, played)
    const published = draft ? simulate(stored.present(), played) : null
    return JSON.stringify({ trace, published, keys: pressed })
  })
  database.function('cover_calls', (input: SQLOutputValue) => {
    const { request, draft } = parse(coverInput, input)
    return JSON.stringify(cover(worldWith(draft), request))
  })
  database.function('try_calls', (input: SQLOutputValue) => {
    const { request, draft, ...trial } = parse(trialInput, input)
    return JSON.stringify(tryCalls(worldWith(draft), request, trial))
  })
  database.function('key_sequences', (input: SQLOutputValue) => {
    const { called, dialled, draft } = parse(sequencesInput, input)
    return JSON.stringify(keySequences(worldWith(draft), called, dialled))
  })
  database.function('unreached_calls', (input: SQLOutputValue) => {
    const { seen, draft } = parse(unreachedInput, input)
    const sets = nothingSeen()
    addSeen(sets, seen)
    return JSON.stringify(unreachedBy(worldWith(draft), sets))
  })
  database.function('leads_here', (input: SQLOutputValue) =>
    JSON.stringify(createLeads(database, stored.holdings())(parse(removableSchema, input))),
  )
  database.function('extension_number', (input: SQLOutputValue) => {
    const removed = parse(removableSchema, input)
    const world = stored.present()
    const extension = 'id' in removed ? world.extensionById(removed.accountId, removed.id) : undefined
    return JSON.stringify(extension ? world.shortNumber(removed.accountId, extension) : '')
  })
  database.function('impact_calls', (input: SQLOutputValue) => {
    const { removed, request } = parse(impactInput, input)
    return JSON.stringify(impactOf(stored.present(), removed, request))
  })
  database.function('judge_calls', (input: SQLOutputValue, now: SQLOutputValue) => {
    const { draft, expectations } = parse(judgeInput, input)
    const world = worldWith(draft)
    return JSON.stringify(judged(world, expectations, Number(now)))
  })
  database.function('judge_change', (input: SQLOutputValue, now: SQLOutputValue) => {
    const { accountId, steps, expectations } = parse(judgeChangeInput, input)
    const before = stored.present()
    const patch = patchOfChange(steps, { world: before, accountId, ...createSurroundings(database, accountId) })
    if (!patch) return '[]'
    const isMet = new Map(judged(before, expectations, Number(now)).map((one) => [one.id, one.isMet]))
    const after = judged(patchWorld(before, patch), expectations, Number(now))
    // What was not met before is nothing that the change breaks.
    return JSON.stringify(after.filter((one) => !one.isMet && isMet.get(one.id)))
  })
}

const judged = (world: CallWorld, expectations: readonly SavedExpectation[], now: number) =>
  expectations.map((saved) => ({ ...saved, ...judgeExpectation(world, saved.expectation, now) }))
