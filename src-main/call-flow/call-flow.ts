/** "Where would this call go?": what the handlers of `callFlow.*` call. Calls are played in a thread of their own. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { EventPayload, Output, ParsedInput } from '@shared/contract'
import { callFlowChannels, type CallTarget, type JudgedExpectation } from '@shared/contract/call-flow'
import type { PlannedStep } from '../changes/planned-steps'
import type { Holdings } from '../pbx/pbx-store'
import type { Reader } from '../storage/reader'
import { createCallTargets } from './call-targets'
import { createExpectationSnapshots } from './expectation-snapshots'
import { createExpectationStore } from './expectation-store'
import { stepsAtMost } from './change-patch'
import { createTasks } from './tasks'
import { coverNumber, coverNumbers, findUnreached, impactOnCalls, leadsHereSchema } from './week-tasks'
import type { JudgeChangeInput, JudgeInput } from './sql-functions'

interface Dependencies {
  database: DatabaseSync
  /** Its SQL knows how to simulate. */
  reader: Reader
  /** Accounts by the order in which they are shown. */
  accounts(): { id: string; label: string; provider: string }[]
  /** null: never read. */
  holdingsOf(accountId: string): Holdings | null
  /** What a planned change would do. @throws AppFailure `notFound` */
  planned(changeId: string): { accountId: string; steps: Iterable<PlannedStep> }
  /** ms since 1970 */
  now(): number
  emit(name: 'callFlow.didProgress', payload: EventPayload<'callFlow.didProgress'>): void
}

export type CallFlow = ReturnType<typeof createCallFlow>

const answerSchema = z.tuple([z.object({ answer: z.string() })])
/** Numbers whose week is looked at in one go. */
const coveredAtMost = 500
/** Hidden, a mobile phone, a city's number: callers that patterns tell apart most often. */
const sampleCallers: readonly (string | null)[] = [null, '79161234567', '74951234567']
const callersAtMost = 8

export function createCallFlow({ database, reader, accounts, holdingsOf, planned, now, emit }: Dependencies) {
  const expectations = createExpectationStore(database)
  const targets = createCallTargets({ reader, accounts, holdingsOf })
  const tasks = createTasks((progress) => emit('callFlow.didProgress', progress))

  async function ask<Value>(sql: string, parameters: (string | number)[], schema: z.ZodType<Value>): Promise<Value> {
    const [{ answer }] = answerSchema.parse(await reader.all(`SELECT ${sql} AS answer`, parameters))
    return schema.parse(JSON.parse(answer))
  }

  function judge({ draft }: ParsedInput<'callFlow.judge'>): Promise<JudgedExpectation[]> {
    const input: JudgeInput = { draft, expectations: expectations.list() }
    return ask('judge_calls(?, ?)', [JSON.stringify(input), now()], callFlowChannels['callFlow.judge'].output)
  }

  return {
    simulate: (input: ParsedInput<'callFlow.simulate'>): Promise<Output<'callFlow.simulate'>> =>
      ask('simulate_call(?)', [JSON.stringify(input)], callFlowChannels['callFlow.simulate'].output),

    cover: ({ task, ...input }: ParsedInput<'callFlow.cover'>): Promise<Output<'callFlow.cover'>> =>
      tasks.run(task, (run) => coverNumber(ask, input, run)),

    unreached: ({ task, ...input }: ParsedInput<'callFlow.unreached'>): Promise<Output<'callFlow.unreached'>> =>
      tasks.run(task, (run) => findUnreached(ask, input, run)),

    coverNumbers({ task, accountId, ...input }: ParsedInput<'callFlow.coverNumbers'>) {
      return tasks.run(task, async (run) => {
        const all = await targets.numbersOf(accountId, coveredAtMost + 1)
        const numbers = await coverNumbers(ask, all.slice(0, coveredAtMost), input, run)
        return { numbers, isCut: all.length > coveredAtMost }
      })
    },

    async leads({ removed }: ParsedInput<'callFlow.leads'>): Promise<Output<'callFlow.leads'>> {
      return (await ask('leads_here(?)', [JSON.stringify(removed)], leadsHereSchema)).leads
    },

    impact({ task, ...input }: ParsedInput<'callFlow.impact'>): Promise<Output<'callFlow.impact'>> {
      const expected = expectations.list().map(({ expectation: { caller } }) => caller)
      const callers = [...new Set([...sampleCallers, ...expected])].slice(0, callersAtMost)
      return tasks.run(task, async (run) => {
        const found = await impactOnCalls(ask, { ...input, callers }, run)
        const rows = await Promise.all(
          found.rows.map(async (row) => ({ ...row, target: await targets.of(row.called) })),
        )
        return { ...found, rows }
      })
    },

    cancel: ({ task }: ParsedInput<'callFlow.cancel'>): void => tasks.cancel(task),

    targets: ({ text, limit }: ParsedInput<'callFlow.targets'>): Promise<CallTarget[]> => targets.find(text, limit),
    target: ({ called }: ParsedInput<'callFlow.target'>): Promise<CallTarget | null> => targets.of(called),

    expectations: expectations.list,
    saveExpectation: ({ id, expectation }: ParsedInput<'callFlow.saveExpectation'>) =>
      expectations.save(id, expectation),
    removeExpectation: ({ id }: ParsedInput<'callFlow.removeExpectation'>): void => expectations.remove(id),

    expectationSnapshots: createExpectationSnapshots({
      store: expectations,
      holdingsOf,
      ownerOf: async (called) => (await targets.of(called))?.accountId,
    }),

    judge,

    async judgeChange({ changeId }: ParsedInput<'callFlow.judgeChange'>): Promise<Output<'callFlow.judgeChange'>> {
      if (expectations.list().length === 0) return { broken: [], isTooBig: false }
      const { accountId, steps: pending } = planned(changeId)
      const steps = [...upTo(stepsAtMost + 1, pending)]
      if (steps.length > stepsAtMost) return { broken: [], isTooBig: true }
      const input: JudgeChangeInput = { accountId, steps, expectations: expectations.list() }
      const { broken } = callFlowChannels['callFlow.judgeChange'].output.shape
      return { broken: await ask('judge_change(?, ?)', [JSON.stringify(input), now()], broken), isTooBig: false }
    },

    close(): Promise<void> {
      tasks.close()
      return reader.close()
    },
  }
}

function* upTo<Item>(count: number, items: Iterable<Item>): Generator<Item> {
  let given = 0
  for (const item of items) {
    if (given === count) return
    given += 1
    yield item
  }
}
