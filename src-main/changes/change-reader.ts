/** Changes as the window sees them. Everything is read beside main, so that a list over a big change delays nothing. */
import { z } from 'zod'
import {
  stepStates,
  type Change,
  type ChangeState,
  type Difference,
  type Step,
  type StepState,
} from '@shared/contract/changes'
import type { Input, Output } from '@shared/contract'
import type { AppError } from '@shared/domain/app-error'
import type { Reader } from '../storage/reader'
import { changeColumns, parseChangeRow, parseStepRow, stepColumns, type ChangeRow, type StepRow } from './change-store'
import { operationNamed, type Operations, type StoredIntent } from './operation'
import { hasWayBack, irreversibleReason } from './undo'

interface ReaderDeps {
  reader: Reader
  operations: Operations
  /** `sequence` of the changes that run; others that are under way stand still. */
  runningChanges(): number[]
  pausedBy(sequence: number): AppError | null
  /** ms since 1970; null: it does not go on by itself. */
  resumesAt(sequence: number): number | null
  uploads(sequence: number): Change['uploads']
  /** Its steps are taken back together, by a plan of its own. */
  isTakenBackWhole(changeId: string): boolean
}

/** All but what takes a look at the steps themselves. */
type ChangeSummary = Omit<Change, 'undoable'>

const countRowSchema = z.object({ change: z.number(), state: z.enum(stepStates), count: z.number() })
const stepOfSchema = z.object({
  changeId: z.string(),
  operation: z.string(),
  state: z.enum(stepStates),
  at: z.number(),
})
type StepOf = z.infer<typeof stepOfSchema>
const objectRowSchema = z.object({ id: z.string(), object: z.string().nullable() })
const idSchema = z.object({ id: z.string() })
const totalSchema = z.tuple([z.object({ total: z.number() })])
const noSteps = Object.fromEntries(stepStates.map((state) => [state, 0])) as Record<StepState, number>

/** Looked through for one that can be taken back. */
const stepsAtOnce = 50

interface StepsOf {
  accountId: string
  kinds: readonly string[]
  intentField: string
  id: string
}

/** Answers from the reader thread; which changes run is asked of the runner. */
export function createChangeReader({ reader, operations, runningChanges, ...live }: ReaderDeps) {
  /** Counted when a reading begins: the reader thread answers in the order in which it is asked. */
  let readings = 0

  async function withCounts(rows: ChangeRow[], revision: number): Promise<ChangeSummary[]> {
    const counted = await reader.all(
      `SELECT change, state, COUNT(*) AS count FROM change_steps
       WHERE change IN (SELECT value FROM json_each(?)) GROUP BY change, state`,
      [JSON.stringify(rows.map(({ sequence }) => sequence))],
    )
    const counts = new Map(rows.map(({ sequence }) => [sequence, { ...noSteps }]))
    for (const { change, state, count } of counted.map((row) => countRowSchema.parse(row))) {
      const ofChange = counts.get(change)
      if (ofChange) ofChange[state] = count
    }
    const running = runningChanges()
    return rows.map((row) => ({
      ...toChange(row, counts.get(row.sequence) ?? noSteps, running.includes(row.sequence)),
      revision,
    }))
  }

  function toChange(
    row: ChangeRow,
    counts: Record<StepState, number>,
    isRunning: boolean,
  ): Omit<ChangeSummary, 'revision'> {
    const { sequence, state, ...rest } = row
    const stepCount = Object.values(counts).reduce((sum, count) => sum + count, 0)
    if (state !== 'applied')
      return {
        ...rest,
        state: state === 'planning' ? 'planned' : state,
        pausedBy: null,
        resumesAt: null,
        uploads: [],
        stepCount,
        counts,
      }
    return {
      ...rest,
      state: isRunning ? 'running' : 'paused',
      pausedBy: isRunning ? null : live.pausedBy(sequence),
      resumesAt: isRunning ? null : live.resumesAt(sequence),
      uploads: live.uploads(sequence),
      stepCount,
      counts,
    }
  }

  const find = async (condition: string, parameters: (string | number)[]): Promise<ChangeSummary[]> => {
    readings += 1
    const revision = readings
    const rows = await reader.all(`SELECT ${changeColumns} FROM changes WHERE ${condition}`, parameters)
    return withCounts(rows.map(parseChangeRow), revision)
  }

  const isUndoable = async ({ id, state }: ChangeSummary): Promise<boolean> =>
    (state === 'finished' || state === 'cancelled') && (await hasWayBackOf(id)) && !(await isTakenBack(id))

  async function hasWayBackOf(changeId: string): Promise<boolean> {
    const asWhole = live.isTakenBackWhole(changeId)
    for (let position = Number.MAX_SAFE_INTEGER; ;) {
      const rows = await reader.all(
        `SELECT ${stepColumns} FROM change_steps
         WHERE change = (SELECT sequence FROM changes WHERE id = ?) AND position < ? AND state IN ('done', 'failed', 'unknown')
         ORDER BY position DESC LIMIT ?`,
        [changeId, position, stepsAtOnce],
      )
      const steps = rows.map(parseStepRow)
      if (steps.some((step) => hasWayBack(operations, step, asWhole))) return true
      if (steps.length < stepsAtOnce) return false
      position = steps.at(-1)?.position ?? 0
    }
  }

  /** An undo did all that it was to do, and was not taken back itself. */
  async function isTakenBack(changeId: string): Promise<boolean> {
    const undos = await reader.all(
      `SELECT id FROM changes WHERE undo_of = ? AND state = 'finished'
         AND EXISTS (SELECT 1 FROM change_steps WHERE change = sequence AND state = 'done')
         AND NOT EXISTS (SELECT 1 FROM change_steps WHERE change = sequence AND state NOT IN ('done', 'unchanged'))`,
      [changeId],
    )
    for (const row of undos) if (!(await isTakenBack(idSchema.parse(row).id))) return true
    return false
  }

  return {
    /** @returns undefined for a change that is not there */
    async read(changeId: string): Promise<Change | undefined> {
      const [found] = await find('id = ?', [changeId])
      return found && { ...found, undoable: await isUndoable(found) }
    },
    async unfinished(): Promise<Change[]> {
      const found = await find("state = 'applied' ORDER BY sequence", [])
      return found.map((change) => ({ ...change, undoable: false }))
    },

    async list(input: Input<'changes.list'>): Promise<Output<'changes.list'>> {
      const { accountId, states, text, offset, limit } = input
      const parts = [
        { sql: "state <> 'planning'", parameters: [] },
        ...(accountId === null ? [] : [{ sql: 'account_id = ?', parameters: [accountId] }]),
        ...(states.length === 0 ? [] : [stateCondition(states, runningChanges())]),
        ...(text.trim() === '' ? [] : [textCondition(text.trim())]),
      ]
      const condition = parts.map(({ sql }) => `(${sql})`).join(' AND ')
      const parameters = parts.flatMap((part): (string | number)[] => part.parameters)
      const [[{ total }], changes] = await Promise.all([
        reader.all(`SELECT COUNT(*) AS total FROM changes WHERE ${condition}`, parameters).then(totalSchema.parse),
        find(`${condition} ORDER BY sequence DESC LIMIT ? OFFSET ?`, [...parameters, limit, offset]),
      ])
      const objects = await reader.all(
        `SELECT id, (SELECT object FROM change_steps s WHERE s.change = c.sequence ORDER BY position LIMIT 1) AS object
         FROM changes c WHERE id IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(changes.map(({ id }) => id))],
      )
      const firstObjects = new Map(
        objects.map((row) => {
          const { id, object } = objectRowSchema.parse(row)
          return [id, object]
        }),
      )
      return { total, changes: changes.map((one) => ({ ...one, firstObject: firstObjects.get(one.id) ?? null })) }
    },

    /**
     * Steps that were sent for one object of the provider, newest first, 200 at most.
     * @param kinds kinds of object that they act on
     * @param intentField field of their intent that holds the id; a step that makes the object answers `id`
     */
    async stepsOf({ accountId, kinds, intentField, id }: StepsOf): Promise<StepOf[]> {
      const rows = await reader.all(
        `SELECT c.id AS changeId, s.operation, s.state, COALESCE(s.finished_at, s.sent_at) AS at
         FROM changes c JOIN change_steps s ON s.change = c.sequence AND s.object_kind IN (SELECT value FROM json_each(?))
         WHERE c.account_id = ? AND at IS NOT NULL
           AND (json_extract(s.intent, '$.' || ?) = ? OR json_extract(s.result, '$.id') = ?)
         ORDER BY c.sequence DESC, s.position DESC LIMIT 200`,
        [JSON.stringify(kinds), accountId, intentField, id, id],
      )
      return rows.map((row) => stepOfSchema.parse(row))
    },

    async steps(change: ChangeRow, input: Input<'changes.steps'>): Promise<Output<'changes.steps'>> {
      const { states, withFindings, text = '', sort = { key: 'position', descending: false }, offset, limit } = input
      const searched = text.trim()
      const condition = [
        'change = ?',
        ...(states.length === 0 ? [] : ['state IN (SELECT value FROM json_each(?))']),
        ...(searched === '' ? [] : [nameCondition]),
        ...(withFindings ? ['findings IS NOT NULL'] : []),
      ].join(' AND ')
      const parameters = [
        change.sequence,
        ...(states.length === 0 ? [] : [JSON.stringify(states)]),
        ...(searched === '' ? [] : [namePattern(searched)]),
      ]
      const direction = sort.descending ? 'DESC' : 'ASC'
      // Either way an index gives the rows in this order, so that no big change is sorted for each window of it.
      const order = (sort.key === 'position' ? ['position'] : ['object_kind', 'object', 'position'])
        .map((column) => `${column} ${direction}`)
        .join(', ')
      const [[{ total }], rows] = await Promise.all([
        reader.all(`SELECT COUNT(*) AS total FROM change_steps WHERE ${condition}`, parameters).then(totalSchema.parse),
        reader.all(`SELECT ${stepColumns} FROM change_steps WHERE ${condition} ORDER BY ${order} LIMIT ? OFFSET ?`, [
          ...parameters,
          limit,
          offset,
        ]),
      ])
      return { total, steps: rows.map((row) => toStep(operations, change.accountId, parseStepRow(row))) }
    },
  }
}

/** Whether a change under way runs or stands still is known to the program, not to the database. */
function stateCondition(states: ChangeState[], running: number[]) {
  const sql = `state IN (SELECT value FROM json_each(?))
    OR state = 'applied' AND (sequence IN (SELECT value FROM json_each(?))) IN (SELECT value FROM json_each(?))`
  const wanted = [...(states.includes('running') ? [1] : []), ...(states.includes('paused') ? [0] : [])]
  return { sql, parameters: [JSON.stringify(states), JSON.stringify(running), JSON.stringify(wanted)] }
}

const nameCondition = String.raw`object LIKE ? ESCAPE '\'`

/** Grouped digits are a phone number as people write it; the database has the bare digits. */
function namePattern(text: string): string {
  const plain = /^[\d\s()+-]+$/.test(text) ? text.replaceAll(/\D/g, '') : text
  return `%${plain.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
}

const textCondition = (text: string) => ({
  sql: `EXISTS (SELECT 1 FROM change_steps WHERE change = sequence AND ${nameCondition})`,
  parameters: [namePattern(text)],
})

function toStep(operations: Operations, accountId: string, row: StepRow): Step {
  const { position, line, operation: name, object, state, findings, error, decision, sentAt, finishedAt } = row
  const shown = {
    position,
    line,
    operation: name,
    object,
    state,
    error,
    decision,
    sentAt,
    finishedAt,
    findings: findings ?? [],
    isReadBack: operationNamed(operations, name).read !== null,
  }
  const operation = operationNamed(operations, name)
  if (row.before === null) {
    const differences = operation.outline?.(row.intent as StoredIntent, accountId).differences ?? []
    return { ...shown, differences, irreversible: irreversibleReason(operation, row), conflict: null }
  }
  const intent = operation.intentSchema.parse(row.intent)
  const before = operation.stateSchema.parse(row.before)
  const expected = operation.expected(intent, before)
  const now = row.observed === null ? null : operation.stateSchema.parse(row.observed)
  const differs = state === 'conflict' || (state === 'unknown' && now !== null)
  return {
    ...shown,
    differences: operation.differences(before, expected, accountId, intent),
    irreversible: irreversibleReason(operation, row),
    conflict:
      differs && now !== null
        ? threeColumns(
            operation.differences(before, now, accountId, intent),
            operation.differences(before, expected, accountId, intent),
          )
        : null,
  }
}

/** Every field that changed at the provider or was to be changed: planned on, now, wanted. */
function threeColumns(changed: Difference[], wanted: Difference[]): Step['conflict'] {
  const rows = new Map<string, { path: string; planned: string | null; now: string | null; wanted: string | null }>()
  for (const { path, before, after } of wanted) rows.set(path, { path, planned: before, now: before, wanted: after })
  for (const { path, before, after } of changed) {
    rows.set(path, {
      path,
      planned: before,
      now: after,
      wanted: rows.has(path) ? (rows.get(path)?.wanted ?? null) : before,
    })
  }
  return [...rows.values()]
}
