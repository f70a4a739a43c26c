/**
 * The simulator as functions of SQL, so that calls are played in a reader's thread, on what is stored there, and no configuration
 * travels. Each takes its input as JSON and answers JSON:
 *
 *     simulate_call(input)     of `callFlow.simulate`
 *     cover_calls(input)       of `callFlow.cover`
 *     judge_calls(input, now)  of the expectations in `input`, by what is stored or by the draft; now in ms since 1970
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { z } from 'zod'
import { callDraftSchema, callFlowChannels, savedExpectationSchema } from '@shared/contract/call-flow'
import { cover } from '@shared/domain/call-flow/coverage'
import { judgeExpectation } from '@shared/domain/call-flow/expectation'
import { pressWhenTaken } from '@shared/domain/call-flow/keypad'
import { simulate } from '@shared/domain/call-flow/simulate'
import { createStoredWorld } from './stored-world'

const simulateInput = callFlowChannels['callFlow.simulate'].input
const coverInput = callFlowChannels['callFlow.cover'].input
const judgeInput = z.object({ draft: callDraftSchema.nullable(), expectations: z.array(savedExpectationSchema) })
export type JudgeInput = z.infer<typeof judgeInput>

export function defineCallFunctions(database: DatabaseSync): void {
  const stored = createStoredWorld(database)
  const parse = <Value>(schema: z.ZodType<Value>, input: SQLOutputValue): Value =>
    schema.parse(JSON.parse(String(input)))

  database.function('simulate_call', (input: SQLOutputValue) => {
    const { call, keys, draft } = parse(simulateInput, input)
    const world = stored.with(draft)
    const pressed = keys === '' ? call.keys : pressWhenTaken(world, call, keys)
    const played = { ...call, keys: pressed }
    const trace = simulate(world, played)
    const published = draft ? simulate(stored.with(null), played) : null
    return JSON.stringify({ trace, published, keys: pressed })
  })
  database.function('cover_calls', (input: SQLOutputValue) => {
    const { request, draft } = parse(coverInput, input)
    return JSON.stringify(cover(stored.with(draft), request))
  })
  database.function('judge_calls', (input: SQLOutputValue, now: SQLOutputValue) => {
    const { draft, expectations } = parse(judgeInput, input)
    const world = stored.with(draft)
    return JSON.stringify(
      expectations.map((saved) => ({ ...saved, ...judgeExpectation(world, saved.expectation, Number(now)) })),
    )
  })
}
