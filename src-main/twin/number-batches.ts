/** Numbers with an incoming rule: from a form or a file into the register, and from there into a change. */
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { Output, ParsedInput } from '@shared/contract'
import type { Change } from '@shared/contract/changes'
import type { OpenedNumbers } from '@shared/contract/number-batches'
import type { Reading } from '@shared/contract/imports'
import { AppFailure } from '@shared/domain/app-error'
import { isPassing } from '@shared/domain/finding'
import { numberRowSchema, numbersPerPart, type EnteredRow, type NumberRule } from '@shared/domain/number-batch/batch'
import { checkNumberRows, checkNumberRule } from '@shared/domain/number-batch/check'
import { checkNumberMapping, type NumberMapping } from '@shared/domain/number-batch/columns'
import type { CreateNumbers } from '@shared/domain/number-batch/intent'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import { runInThread } from '../files/file-thread'
import { fileVersion, type FileVersion } from '../imports/file-walk'
import type { FileRow, NumberFileAnswer, NumberFileCounts, NumberFileWork } from './number-file'
import type { NumberRegister } from './number-register'

interface Dependencies {
  register: NumberRegister
  /** Encrypts SIP passwords for a part. */
  seal(owner: string, secrets: readonly string[]): Promise<string>
  planEntries: Changes['planEntries']
  /** Ids of an account's trunks by their name. */
  trunksOf(accountId: string): [string, string][]
  /** The built `number-file-worker.js`. */
  workerPath: string
  /** The operator's choice of a table to read. null: none. */
  chooseTable(): Promise<string | null>
  /** ms since 1970 */
  now(): number
}

export type NumberBatches = ReturnType<typeof createNumberBatches>

const mistakesListed = 100
const sampleListed = 20

/** What the passwords of a part are sealed for. */
export const ownerOfPart = (batchId: string, part: number): string => `${batchId}/${part}`

export function createNumberBatches(dependencies: Dependencies) {
  const { register, seal, planEntries, trunksOf, workerPath, chooseTable, now } = dependencies
  /** Files that the operator chose since the start, by the id that the window knows them by. */
  const files = new Map<string, { path: string; version: FileVersion }>()
  const stop = new AbortController()

  const runFile = (work: NumberFileWork) => runInThread<NumberFileWork, NumberFileAnswer>(workerPath, work, stop.signal)

  function fileOf(importId: string) {
    const file = files.get(importId)
    if (!file) throw new AppFailure('notFound')
    return file
  }

  async function inspect(
    importId: string,
    reading: Reading | null,
    mapping: NumberMapping | null,
  ): Promise<OpenedNumbers> {
    const { path, version } = fileOf(importId)
    for await (const answer of runFile({ kind: 'inspect', path, reading, mapping })) {
      if (answer.kind === 'inspected')
        return { importId, name: basename(path), size: version.size, ...answer.inspection }
    }
    throw new Error('no answer to an inspection')
  }

  /** All rows of a file. @throws AppFailure `input.invalid` for a mapping that cannot be used */
  async function readFile(input: ParsedInput<'numberBatches.check'>) {
    const { accountId, importId, reading, mapping, defaults, corrections } = input
    const fields = checkNumberMapping(mapping)
    if (!isPassing(fields)) throw new AppFailure('input.invalid', { fields })
    const rows: FileRow[] = []
    let counts: NumberFileCounts | undefined
    const work: NumberFileWork = {
      kind: 'read',
      ...fileOf(importId),
      reading,
      mapping,
      defaults,
      corrections,
      trunks: trunksOf(accountId),
    }
    for await (const answer of runFile(work)) {
      if (answer.kind === 'entries') rows.push(...answer.rows)
      else if (answer.kind === 'ended') counts = answer.counts
    }
    if (!counts) throw new Error('a file without an end')
    return { rows, counts }
  }

  async function rowsOf(accountId: string, source: ParsedInput<'numberBatches.plan'>['source']): Promise<EnteredRow[]> {
    if (source.kind === 'rows') return source.rows
    const { rows } = await readFile({ accountId, ...source })
    const mistaken = rows.find(({ findings }) => !isPassing(findings))
    // A half file is not what was looked at: whoever wants it without these rows takes them out.
    if (mistaken) throw new AppFailure('input.invalid', { fields: mistaken.findings })
    return rows.map(({ row }) => row)
  }

  /** Writes the rows into the register, part by part. @returns the steps that send them */
  async function keep(batchId: string, rows: readonly EnteredRow[]): Promise<PlanEntry[]> {
    const parts = Math.ceil(rows.length / numbersPerPart)
    const entries: PlanEntry[] = []
    for (let part = 1; part <= parts; part += 1) {
      const ofPart = rows.slice((part - 1) * numbersPerPart, part * numbersPerPart)
      const passwords = ofPart.map(({ password }) => password)
      const hasPassword = passwords.map((password) => password !== '')
      const sealed = hasPassword.includes(true) ? await seal(ownerOfPart(batchId, part), passwords) : null
      const shown = ofPart.map((row) => numberRowSchema.parse(row))
      register.addPart(batchId, part, shown, hasPassword, sealed)
      const intent: CreateNumbers = {
        operation: 'twin.createNumbers',
        batchId,
        part,
        parts,
        numberCount: ofPart.length,
        firstNumber: ofPart[0]?.number ?? '',
      }
      entries.push({ intent })
    }
    return entries
  }

  /**
   * Writes rows that share a rule into the register.
   * @returns the steps that send them, and the way to forget them
   * @throws AppFailure `input.invalid`
   */
  async function prepare(accountId: string, rule: NumberRule, rows: readonly EnteredRow[]) {
    const fields = [...checkNumberRule(rule), ...checkNumberRows(rows)]
    if (!isPassing(fields)) throw new AppFailure('input.invalid', { fields })
    const id = randomUUID()
    register.begin({ id, accountId, rule, createdAt: now() })
    const drop = () => register.drop(id)
    try {
      return { entries: await keep(id, rows), drop }
    } catch (error) {
      drop()
      throw error
    }
  }

  return {
    prepare,
    async open(): Promise<OpenedNumbers | null> {
      const path = await chooseTable()
      if (path === null) return null
      const importId = randomUUID()
      files.set(importId, { path, version: await fileVersion(path) })
      return inspect(importId, null, null)
    },
    inspect: ({ importId, reading, mapping }: ParsedInput<'numberBatches.inspect'>): Promise<OpenedNumbers> =>
      inspect(importId, reading, mapping),
    async check(input: ParsedInput<'numberBatches.check'>): Promise<Output<'numberBatches.check'>> {
      const { rows, counts } = await readFile(input)
      const mistaken = rows.filter(({ findings }) => !isPassing(findings))
      return {
        counts: { ...counts, mistaken: mistaken.length },
        mistakes: mistaken
          .slice(0, mistakesListed)
          .map(({ line, row: { number }, findings, cells }) => ({ line, number, findings, cells })),
        sample: rows.slice(0, sampleListed).map(({ line, row: { password, ...row } }) => ({
          ...row,
          line,
          hasPassword: password !== '',
        })),
      }
    },
    async plan({ accountId, rule, source }: ParsedInput<'numberBatches.plan'>): Promise<Change> {
      const fields = checkNumberRule(rule)
      if (!isPassing(fields)) throw new AppFailure('input.invalid', { fields })
      const { entries, drop } = await prepare(accountId, rule, await rowsOf(accountId, source))
      try {
        const origin = source.kind === 'file' ? 'import' : 'form'
        return await planEntries({ accountId, origin, entries, total: entries.length })
      } catch (error) {
        drop()
        throw error
      }
    },
    register: ({ offset, limit, ...filter }: ParsedInput<'numberBatches.register'>) =>
      register.query(filter, { offset, limit }),
    /** Ends what reads a file. */
    close(): void {
      stop.abort()
    },
  }
}
