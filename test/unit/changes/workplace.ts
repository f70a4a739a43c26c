/** A change engine as the program has it: real database, real gateway, the demo provider on loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventName, EventPayload } from '@shared/contract'
import type { Change, Intent, Step } from '@shared/contract/changes'
import type { NumberForwarding } from '@shared/domain/forwarding/forwarding'
import type { Patience } from '../../../src-main/changes/carry-out'
import { createChanges, type Changes } from '../../../src-main/changes/changes'
import type { Operation, StoredIntent } from '../../../src-main/changes/operation'
import { exolveForwarding } from '../../../src-main/changes/operations/exolve-forwarding'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import type { Clock } from '../../../src-main/http/clock'
import { createRedactor } from '../../../src-main/http/redact'
import { createExolveClient, type ExolveClient } from '../../../src-main/providers/exolve/client'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src-main/sandbox/sandbox'
import { openDatabase, type OpenedDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'

export interface WorkplaceOptions {
  sandbox?: SandboxOptions
  /** Folder of the database; default a new one. */
  folder?: string
  patience?: Patience
  concurrency?: number
  operations?: readonly Operation[]
  whole?: Parameters<typeof createChanges>[0]['whole']
  isOvertaken?: Parameters<typeof createChanges>[0]['isOvertaken']
  now?: () => number
  fetch?: typeof fetch
  clock?: Clock
}

export const accountId = 'account-1'
export const shortPatience: Patience = { lostAnswer: 60, acceptedAnswer: 20 }

export interface Workplace {
  changes: Changes
  sandbox: Sandbox
  exolve: ExolveClient
  opened: OpenedDatabase
  folder: string
  /** Numbers of the account without forwarding. */
  numbers: string[]
  events: { name: EventName; payload: unknown }[]
  /** What the engine logged as a fault of its own. */
  faults: unknown[]
  /** Ends this engine, as the end of the program does. */
  stop(): Promise<void>
  /** A new one on the same database, as the next start of the program has it. */
  start(): void
  plan(intents: readonly (Intent | StoredIntent)[]): Promise<Change>
  /** @returns the change when it runs no more */
  settled(changeId: string): Promise<Change>
  steps(changeId: string): Promise<Step[]>
  close(): Promise<void>
}

export const forwardTo = (number: string, more: Partial<NumberForwarding> = {}): NumberForwarding => ({
  kind: 'number',
  redirect: 'single',
  targets: [{ number, timeoutSeconds: 20, active: true, name: 'office', period: '', periodDescription: '' }],
  eventUrl: '',
  extendedEvents: false,
  clientId: '',
  promptToCaller: '',
  promptToCallee: '',
  masking: false,
  displayNumber: '',
  ...more,
})

export const setForwarding = (number: string, target = '74951234567'): Intent => ({
  operation: 'exolve.setForwarding',
  number,
  wanted: forwardTo(target),
})

export const removeForwarding = (number: string): Intent => ({ operation: 'exolve.removeForwarding', number })

export async function createWorkplace(options: WorkplaceOptions = {}): Promise<Workplace> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'switchboard-changes-'))
  const sandbox = await startSandbox(options.sandbox)
  const events: Workplace['events'] = []
  const faults: unknown[] = []
  const now = options.now ?? Date.now
  const gateway = createAxiosGateway({
    fetch: options.fetch ?? fetch,
    fetchOnNewConnection: options.fetch ?? fetch,
    redactor: createRedactor(),
    onExchange: () => undefined,
    ...(options.clock && { clock: options.clock }),
  })
  const exolve = createExolveClient({
    gateway,
    accountId,
    baseUrl: sandbox.exolve.baseUrl,
    apiKey: async () => sandbox.exolve.apiKey,
  })

  const open = () => {
    const opened = openDatabase({ folder, now })
    const changes = createChanges({
      database: opened.database,
      reader: createInlineReader(opened.database),
      operations: [
        ...exolveForwarding({ exolve: async () => exolve, ownershipOf: () => 'unknown' }),
        ...(options.operations ?? []),
      ],
      baseUrlOf: (_accountId, service) => sandbox.exolve.baseUrl + (service === undefined ? '' : `/${service}`),
      emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => events.push({ name, payload }),
      now,
      author: 'tester',
      log: { info: () => undefined, warn: () => undefined, error: (...words) => faults.push(words) },
      patience: options.patience ?? shortPatience,
      ...(options.clock && { clock: options.clock }),
      ...(options.whole && { whole: options.whole }),
      ...(options.isOvertaken && { isOvertaken: options.isOvertaken }),
      ...(options.concurrency && { concurrency: options.concurrency }),
    })
    return { opened, changes }
  }

  const workplace: Workplace = {
    ...open(),
    sandbox,
    exolve,
    folder,
    events,
    faults,
    numbers: sandbox.exolve.state
      .owned()
      .filter(
        ({ application, forwarding }) => application === sandbox.exolve.state.applications[0] && forwarding.type === 0,
      )
      .map(({ code }) => code),
    async stop() {
      if (!workplace.opened.database.isOpen) return
      await workplace.changes.close()
      workplace.opened.close()
    },
    start() {
      Object.assign(workplace, open())
    },
    plan: (intents) =>
      workplace.changes.planEntries({
        accountId,
        origin: 'bulk',
        entries: intents.map((intent) => ({ intent })),
        total: intents.length,
      }),
    async settled(changeId) {
      for (;;) {
        const change = await workplace.changes.read({ changeId })
        if (change.state !== 'running') return change
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async steps(changeId) {
      const steps: Step[] = []
      for (;;) {
        const page = await workplace.changes.steps({
          changeId,
          states: [],
          withFindings: false,
          offset: steps.length,
          limit: 500,
        })
        steps.push(...page.steps)
        if (steps.length >= page.total) return steps
      }
    },
    async close() {
      await workplace.stop()
      await sandbox.close()
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
  return workplace
}

/** How often each number's forwarding was set or taken away at the provider, as its own ledger tells. */
export function writesActedOn(sandbox: Sandbox): Map<string, number> {
  const writes = new Map<string, number>()
  for (const { path, body } of sandbox.ledger.entries({ acted: true })) {
    if (!/(Set|Delete)CallForwarding$/.test(path)) continue
    const number = String((JSON.parse(body) as { number_code: unknown }).number_code)
    writes.set(number, (writes.get(number) ?? 0) + 1)
  }
  return writes
}
