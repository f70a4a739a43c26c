import { onTestFinished, vi } from 'vitest'
import type { EventName, EventPayload } from '@shared/contract'
import { emptyNumberFilter, type NumberFilter, type NumberRow, type NumberSort } from '@shared/contract/numbers'
import type { OwnedNumber } from '@shared/domain/phone-number'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createNumbers, type Numbers } from '../../../src-main/numbers/numbers'
import { createExolveClient } from '../../../src-main/providers/exolve/client'
import { startSandbox, type Sandbox } from '../../../src-main/sandbox/sandbox'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'
import { temporaryFolder } from '../storage/temporary-folder'
import { until } from '../until'

export const accountId = 'account'
export const byNumber: NumberSort = { key: 'number', descending: false }

export interface Told {
  name: EventName
  payload: EventPayload<EventName>
}

/** A real data file, a demo provider over real HTTP, and the numbers on both. */
export async function workplace({ numbers: owned = 1200, folder = temporaryFolder(), close = true } = {}) {
  const sandbox = await startSandbox({ exolve: { numbers: owned } })
  const { database } = openDatabase({ folder, now: Date.now })
  const told: Told[] = []
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const { baseUrl, apiKey } = sandbox.exolve
  const exolve = createExolveClient({ gateway, accountId, baseUrl, apiKey: async () => apiKey })
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const numbers = createNumbers({
    database,
    reader: createInlineReader(database),
    exolve: async () => exolve,
    emit: (name, payload) => told.push({ name, payload }),
    log,
    now: Date.now,
  })
  onTestFinished(async () => {
    await sandbox.close()
    if (!close) return
    numbers.close()
    database.close()
  })
  return { sandbox, database, numbers, exolve, told, log, folder }
}

/** Refreshes, and waits for the end. */
export async function refreshed(numbers: Numbers): Promise<void> {
  numbers.refresh(accountId)
  await ended(numbers)
}

export const ended = (numbers: Numbers): Promise<void> =>
  until(() => numbers.refreshState(accountId).state !== 'running')

export const rows = async (
  numbers: Numbers,
  filter: Partial<NumberFilter> = {},
  sort: NumberSort = byNumber,
): Promise<NumberRow[]> => {
  const all: NumberRow[] = []
  for (;;) {
    const page = await numbers.query({
      accountId,
      filter: { ...emptyNumberFilter, ...filter },
      sort,
      offset: all.length,
      limit: 500,
    })
    all.push(...page.rows)
    if (all.length >= page.total || page.rows.length === 0) return all
  }
}

/** The numbers that the demo provider owns now, sorted. */
export const ownedAt = ({ exolve }: Sandbox): string[] =>
  exolve.state
    .owned()
    .map(({ code }) => code)
    .sort()

export const ownedNumber = (number: string, fields: Partial<OwnedNumber> = {}): OwnedNumber => ({
  number,
  type: 'DEF',
  region: 'Moscow',
  category: 'REGULAR',
  applicationId: 'a-1',
  applicationName: 'First',
  subscriptionFee: 150,
  installFee: 590,
  boughtAt: 1_700_000_000_000,
  hasForwarding: false,
  forwardingKind: 'none',
  forwardingTarget: '',
  hasSip: false,
  ...fields,
})
