/** The week of numbers, and what would break if something went, as many small questions to the thread that plays calls. */
import { z } from 'zod'
import type { ParsedInput } from '@shared/contract'
import type { CallDraft, CallTarget } from '@shared/contract/call-flow'
import { leadSchema, type CoveredNumber } from '@shared/contract/call-tasks'
import { calledSchema, defaultCall, type Call, type Called } from '@shared/domain/call-flow/call'
import {
  addSeen,
  cellLength,
  coverageSchema,
  joinCoverage,
  nothingSeen,
  seenOf,
  seenSchema,
  verdicts,
  type Coverage,
  type CoverageRequest,
  type SeenSets,
} from '@shared/domain/call-flow/coverage'
import {
  addBrokenCalls,
  brokenCallsSchema,
  type BrokenCalls,
  type ImpactRequest,
  type Removable,
} from '@shared/domain/call-flow/impact'
import { surprisesOf, type OfficeHours } from '@shared/domain/call-flow/surprises'
import { unreachedSchema, type Unreached } from '@shared/domain/call-flow/unreached'
import type { TaskRun } from './tasks'

/** Asks the thread. */
export type Ask = <Value>(sql: string, parameters: (string | number)[], schema: z.ZodType<Value>) => Promise<Value>

/** Cells in one part: who asks for a single call in between does not notice. */
const cellsPerPart = 48
/** What no call runs is looked for every two hours, with every input of a caller. */
const reachEvery = 4
/** What would break is looked for every hour. */
const impactEvery = 2

const covered = z.object({ coverage: coverageSchema, seen: seenSchema })
export const leadsHereSchema = z.object({
  leads: z.array(leadSchema),
  entries: z.array(calledSchema),
  isCut: z.boolean(),
})

/** How those who are rung behave, beside what was asked for: rules that wait for a result are reached as well. */
const otherBehaviours = [
  { otherwise: { extension: { kind: 'noAnswer' }, phone: { kind: 'noAnswer' } }, behaviours: {} },
  { otherwise: { extension: { kind: 'busy' }, phone: { kind: 'busy' } }, behaviours: {} },
] as const satisfies Pick<Call, 'otherwise' | 'behaviours'>[]

/** The table alone, in parts. */
async function coverTable(
  ask: Ask,
  request: CoverageRequest,
  draft: CallDraft | null,
  onPart: (calls: number, seen: z.infer<typeof seenSchema>) => void,
): Promise<Coverage> {
  const rows: Coverage[][] = []
  for (const caller of request.callers) {
    const parts: Coverage[] = []
    for (let cell = 0; cell < request.cells; cell += cellsPerPart) {
      const cells = Math.min(cellsPerPart, request.cells - cell)
      const part = { ...request, callers: [caller], from: request.from + cell * cellLength, cells }
      const { coverage, seen } = await ask('cover_calls(?)', [JSON.stringify({ request: part, draft })], covered)
      parts.push(coverage)
      onPart(cells, seen)
    }
    rows.push(parts)
  }
  return joinCoverage(rows)
}

/** @throws AppFailure `cancelled` */
export function coverNumber(
  ask: Ask,
  { request, draft }: Pick<ParsedInput<'callFlow.cover'>, 'request' | 'draft'>,
  { goOn }: TaskRun,
): Promise<Coverage> {
  const total = request.callers.length * request.cells
  let done = 0
  goOn(done, total)
  return coverTable(ask, request, draft, (calls) => {
    done += calls
    goOn(done, total)
  })
}

/**
 * The calls of the table, and others with every input of a caller, whoever answers or not.
 *
 * @throws AppFailure `cancelled`
 */
export async function findUnreached(
  ask: Ask,
  { request, draft }: Pick<ParsedInput<'callFlow.unreached'>, 'request' | 'draft'>,
  { goOn }: TaskRun,
): Promise<Unreached[]> {
  const { call } = request
  const sequences = await ask(
    'key_sequences(?)',
    [JSON.stringify({ called: call.called, dialled: '', draft })],
    z.array(z.string()),
  )
  const variants = [call, ...otherBehaviours.map((behaviour) => ({ ...call, ...behaviour }))]
  const perTry = request.callers.length * Math.ceil(request.cells / reachEvery)
  const total = request.callers.length * request.cells + sequences.length * (variants.length + 1) * perTry
  const sets: SeenSets = nothingSeen()
  let done = 0
  goOn(done, total)
  await coverTable(ask, request, draft, (calls, seen) => {
    addSeen(sets, seen)
    done += calls
    goOn(done, total)
  })
  for (const keys of sequences) {
    for (const [index, variant] of [...variants, call].entries()) {
      const isUnreachable = index === variants.length
      const input = { request: { ...request, call: variant }, keys, every: reachEvery, isUnreachable, draft }
      addSeen(sets, await ask('try_calls(?)', [JSON.stringify(input)], seenSchema))
      done += perTry
      goOn(done, total)
    }
  }
  return ask('unreached_calls(?)', [JSON.stringify({ seen: seenOf(sets), draft })], z.array(unreachedSchema))
}

/** @throws AppFailure `cancelled` */
export async function coverNumbers(
  ask: Ask,
  targets: readonly CallTarget[],
  { request, officeHours }: Pick<ParsedInput<'callFlow.coverNumbers'>, 'request' | 'officeHours'>,
  { goOn }: TaskRun,
): Promise<CoveredNumber[]> {
  const total = targets.length * request.callers.length * request.cells
  let done = 0
  const numbers: CoveredNumber[] = []
  for (const target of targets) {
    const one: CoverageRequest = { ...request, call: { ...request.call, called: target.called } }
    const coverage = await coverTable(ask, one, null, (calls) => {
      done += calls
      goOn(done, total)
    })
    numbers.push(coveredNumber(target, coverage, one, officeHours))
  }
  return numbers
}

function coveredNumber(
  target: CallTarget,
  coverage: Coverage,
  { from, callers, call }: CoverageRequest,
  officeHours: OfficeHours,
): CoveredNumber {
  const calls = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as CoveredNumber['calls']
  for (const cell of coverage.rows.flat()) {
    const verdict = coverage.outcomes[cell]?.verdict
    if (verdict) calls[verdict] += 1
  }
  const byKind = new Map<string, CoveredNumber['surprises'][number]>()
  for (const { kind, row, start, end } of surprisesOf(coverage, { from, timeZone: call.periodZone, officeHours })) {
    const known = byKind.get(kind) ?? { kind, calls: 0, first: { caller: callers[row] ?? null, at: start } }
    known.calls += (end - start) / cellLength
    byKind.set(kind, known)
  }
  return { target, calls, surprises: [...byKind.values()] }
}

interface ImpactSettings {
  removed: Removable
  callers: readonly (string | null)[]
  from: number
  cells: number
  periodZone: string
}

/** @throws AppFailure `cancelled` */
export async function impactOnCalls(
  ask: Ask,
  { removed, callers, from, cells, periodZone }: ImpactSettings,
  { goOn }: TaskRun,
): Promise<{ rows: BrokenCalls[]; calls: number; entries: number; isCut: boolean }> {
  const { entries, isCut } = await ask('leads_here(?)', [JSON.stringify(removed)], leadsHereSchema)
  const dialled =
    removed.kind === 'extension' ? await ask('extension_number(?)', [JSON.stringify(removed)], z.string()) : ''
  const withSequences: { called: Called; sequences: string[] }[] = []
  for (const called of entries) {
    goOn(0, entries.length)
    const sequences = await ask(
      'key_sequences(?)',
      [JSON.stringify({ called, dialled, draft: null })],
      z.array(z.string()),
    )
    withSequences.push({ called, sequences })
  }
  // Everybody answers; then only the object does, so that who is called last is called at all.
  const behaviours: Pick<Call, 'otherwise' | 'behaviours'>[] = [
    { otherwise: defaultCall.otherwise, behaviours: {} },
    { ...otherBehaviours[0], behaviours: dialled ? { [dialled]: defaultCall.otherwise.extension } : {} },
  ]
  const perPart = callers.length * Math.ceil(cells / impactEvery)
  const total = withSequences.reduce((sum, { sequences }) => sum + sequences.length, 0) * behaviours.length * perPart
  const rows = new Map<string, BrokenCalls>()
  let done = 0
  for (const { called, sequences } of withSequences) {
    for (const keys of sequences) {
      for (const behaviour of behaviours) {
        goOn(done, total)
        const call = { ...defaultCall, ...behaviour, called, periodZone }
        const request: ImpactRequest = { call, callers: [...callers], from, cells, keys, every: impactEvery }
        const found = await ask('impact_calls(?)', [JSON.stringify({ removed, request })], z.array(brokenCallsSchema))
        for (const one of found) addBrokenCalls(rows, one)
        done += perPart
      }
    }
  }
  const sorted = [...rows.values()].sort((one, other) => other.count - one.count)
  return { rows: sorted, calls: total, entries: entries.length, isCut }
}
