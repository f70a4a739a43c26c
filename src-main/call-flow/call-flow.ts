/** "Where would this call go?": what the handlers of `callFlow.*` call. Calls are played in a thread of their own. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Output, ParsedInput } from '@shared/contract'
import { callFlowChannels, type CallTarget, type JudgedExpectation } from '@shared/contract/call-flow'
import { numberOfName } from '@shared/domain/pbx/extension'
import type { PlannedStep } from '../changes/planned-steps'
import type { Holdings } from '../pbx/pbx-store'
import type { Reader } from '../storage/reader'
import { searchTerms } from '../storage/search-text'
import { createExpectationStore } from './expectation-store'
import { stepsAtMost } from './change-patch'
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
}

export type CallFlow = ReturnType<typeof createCallFlow>

const answerSchema = z.tuple([z.object({ answer: z.string() })])
const numbersSchema = z.array(z.object({ accountId: z.string(), number: z.string(), label: z.string() }))
/** Owned numbers of MTS Exolve, and those that this console sent to Twin and that were not refused. */
const selectNumbers = `
  SELECT l.account_id AS accountId, n.number, '' AS label FROM number_lists AS l JOIN numbers AS n ON n.list = l.id
  WHERE l.state = 'present' AND instr(n.number, ?1)
  UNION ALL
  SELECT r.account_id, r.number, r.title FROM number_rows AS r
  JOIN number_parts AS p ON p.batch = r.batch AND p.part = r.part AND p.state IN ('sent', 'accepted')
  WHERE (instr(r.number, ?1) OR instr(r.search, ?2))
    AND NOT EXISTS (SELECT 1 FROM number_rows AS newer
      JOIN number_parts AS q ON q.batch = newer.batch AND q.part = newer.part AND q.state IN ('sent', 'accepted')
      WHERE newer.account_id = r.account_id AND newer.number = r.number AND newer.sequence > r.sequence)
  ORDER BY 2 LIMIT ?3`

export function createCallFlow({ database, reader, accounts, holdingsOf, planned, now }: Dependencies) {
  const expectations = createExpectationStore(database)

  async function ask<Value>(sql: string, parameters: (string | number)[], schema: z.ZodType<Value>): Promise<Value> {
    const [{ answer }] = answerSchema.parse(await reader.all(`SELECT ${sql} AS answer`, parameters))
    return schema.parse(JSON.parse(answer))
  }

  function* pbxTargets(accountId: string, account: string): Generator<CallTarget> {
    const holdings = holdingsOf(accountId)
    if (!holdings) return
    const { company, extensions, publicNumbers } = holdings
    for (const { number, comment } of publicNumbers.values()) {
      yield { called: { kind: 'number', digits: number }, accountId, account, number, label: comment }
    }
    for (const { id, name, label } of extensions.values()) {
      const number = numberOfName(name, company.prefix)
      yield { called: { kind: 'extension', accountId, extensionId: id }, accountId, account, number, label }
    }
  }

  function judge({ draft }: ParsedInput<'callFlow.judge'>): Promise<JudgedExpectation[]> {
    const input: JudgeInput = { draft, expectations: expectations.list() }
    return ask('judge_calls(?, ?)', [JSON.stringify(input), now()], callFlowChannels['callFlow.judge'].output)
  }

  return {
    simulate: (input: ParsedInput<'callFlow.simulate'>): Promise<Output<'callFlow.simulate'>> =>
      ask('simulate_call(?)', [JSON.stringify(input)], callFlowChannels['callFlow.simulate'].output),

    cover: (input: ParsedInput<'callFlow.cover'>): Promise<Output<'callFlow.cover'>> =>
      ask('cover_calls(?)', [JSON.stringify(input)], callFlowChannels['callFlow.cover'].output),

    async targets({ text, limit }: ParsedInput<'callFlow.targets'>): Promise<CallTarget[]> {
      const found: CallTarget[] = []
      const { text: wanted, digits } = searchTerms(text)
      const fits = ({ number, label }: CallTarget): boolean =>
        number.includes(digits ?? wanted) || label.toLocaleLowerCase().includes(wanted)
      for (const { id, label, provider } of accounts()) {
        if (provider === 'pbx') found.push(...[...pbxTargets(id, label)].filter(fits).slice(0, limit))
      }
      const numbers = await reader.all(selectNumbers, [digits ?? wanted, wanted, limit])
      for (const { accountId, number, label } of numbersSchema.parse(numbers)) {
        const account = accounts().find(({ id }) => id === accountId)
        if (!account) continue
        const called = { kind: 'number' as const, digits: number }
        found.push({ called, accountId, account: account.label, number, label })
      }
      return found.slice(0, limit)
    },

    async target({ called }: ParsedInput<'callFlow.target'>): Promise<CallTarget | null> {
      const isWanted = (target: CallTarget) => JSON.stringify(target.called) === JSON.stringify(called)
      for (const { id, label, provider } of accounts()) {
        const found = provider === 'pbx' ? [...pbxTargets(id, label)].find(isWanted) : undefined
        if (found) return found
      }
      if (called.kind === 'extension') return null
      const found = await this.targets({ text: called.digits, limit: 100 })
      return found.find(isWanted) ?? null
    },

    expectations: expectations.list,
    saveExpectation: ({ id, expectation }: ParsedInput<'callFlow.saveExpectation'>) =>
      expectations.save(id, expectation),
    removeExpectation: ({ id }: ParsedInput<'callFlow.removeExpectation'>): void => expectations.remove(id),

    judge,

    async judgeChange({ changeId }: ParsedInput<'callFlow.judgeChange'>): Promise<JudgedExpectation[]> {
      if (expectations.list().length === 0) return []
      const { accountId, steps: pending } = planned(changeId)
      const steps = [...upTo(stepsAtMost + 1, pending)]
      if (steps.length > stepsAtMost) return []
      const input: JudgeChangeInput = { accountId, steps, expectations: expectations.list() }
      return ask('judge_change(?, ?)', [JSON.stringify(input), now()], callFlowChannels['callFlow.judgeChange'].output)
    },

    close: (): Promise<void> => reader.close(),
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
