/** Forwarding that is replaced for a while: a reviewed change now, and its way back when the time has come. */
import type { DatabaseSync } from 'node:sqlite'
import type { EventName, EventPayload, ParsedInput } from '@shared/contract'
import type { Change, Intent } from '@shared/contract/changes'
import { longestOverrideDays, type Override } from '@shared/contract/overrides'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { overrideOf } from '@shared/domain/forwarding/override'
import type { Changes } from '../changes/changes'
import type { PlanEntry } from '../changes/planner'
import type { Schedules } from '../schedules/schedules'
import { readPresent } from '../snapshots/present-forwarding'
import { createOverrideStore } from './override-store'

interface Dependencies {
  database: DatabaseSync
  changes: Pick<Changes, 'planEntries' | 'undo' | 'apply' | 'discard'>
  /** Numbers that a table of schedules shows. */
  matching: Schedules['matching']
  /** @throws what the client throws */
  readForwarding(accountId: string, number: string, signal: AbortSignal): Promise<Forwarding>
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** Names a failure that is no `AppFailure`, after logging it if it is a bug. */
  toAppError(error: unknown): AppError
  /** ms since 1970 */
  now(): number
}

export type Overrides = ReturnType<typeof createOverrides>

const day = 24 * 3_600_000
/** How often it is looked whether a time has come, ms. The clock may be set, and the computer may have slept. */
const lookInterval = 5_000
/** So late, the operator decides, ms: who comes back after an hour may have other plans by then. */
const latest = 10 * 60_000

/** Times that came before this call, while the program was not running, count as missed. Nothing happens before `start`. */
export function createOverrides(dependencies: Dependencies) {
  const { changes, now, emit } = dependencies
  const store = createOverrideStore(dependencies.database)
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  /** The look under way; one at a time. */
  let looking: Promise<void> | undefined

  const didChange = () => emit('overrides.didChange', {})

  function found(changeId: string): Override {
    const override = store.find(changeId)
    if (!override) throw new AppFailure('notFound')
    return override
  }

  async function* entriesOf({
    accountId,
    scope,
    target,
    timeoutSeconds,
  }: ParsedInput<'overrides.plan'>): AsyncGenerator<PlanEntry> {
    const numbers = scope.kind === 'numbers' ? new Set(scope.numbers) : dependencies.matching({ ...scope, accountId })
    const read = (number: string) => dependencies.readForwarding(accountId, number, stop.signal)
    for await (const { item: number, present } of readPresent(numbers, read, stop.signal)) {
      const wanted = overrideOf(present ?? { kind: 'none' }, target, timeoutSeconds)
      // One that cannot be read is planned all the same: the plan then says why it is refused.
      yield { intent: { operation: 'exolve.setForwarding', number, wanted } satisfies Intent }
    }
  }

  async function putBack({ changeId, until }: Override): Promise<void> {
    try {
      const way = await changes.undo({ changeId })
      await changes.apply({ changeId: way.id })
      store.settle(changeId, 'waiting')
    } catch (error) {
      const known = dependencies.toAppError(error)
      // What may work in a minute is tried again until it is late.
      const mayWait = known.retryable || known.code === 'changeUnderWay' || known.code.startsWith('network.')
      store.settle(changeId, mayWait && now() - until < latest ? 'waiting' : 'missed', known)
    }
    didChange()
  }

  async function look(): Promise<void> {
    for (const override of store.list()) {
      if (stop.signal.aborted) return
      if (override.state !== 'waiting' || override.until > now()) continue
      if (now() - override.until < latest) await putBack(override)
      else {
        store.settle(override.changeId, 'missed', override.error)
        didChange()
      }
    }
  }
  const lookOnce = () =>
    (looking ??= look().finally(() => {
      looking = undefined
    }))

  return {
    /** @throws AppFailure `input.invalid` when the time is past or too far away */
    async plan(input: ParsedInput<'overrides.plan'>): Promise<Change> {
      const { accountId, target, until } = input
      if (until <= now() || until > now() + longestOverrideDays * day) {
        throw new AppFailure('input.invalid', {
          fields: [{ path: 'until', severity: 'error', code: 'override.until', params: { days: longestOverrideDays } }],
        })
      }
      const total = input.scope.kind === 'numbers' ? new Set(input.scope.numbers).size : null
      const change = await changes.planEntries({ accountId, origin: 'override', entries: entriesOf(input), total })
      store.add(change.id, { accountId, target, until })
      didChange()
      return change
    },

    list: (): Override[] =>
      store.list().filter(({ state }) => state === 'waiting' || state === 'missed' || state === 'incomplete'),
    ofChange: ({ changeId }: ParsedInput<'overrides.ofChange'>): Override | null => store.find(changeId) ?? null,

    /** @throws AppFailure `changeUnderWay` while the override itself is being carried out */
    async planReturn({ changeId }: ParsedInput<'overrides.planReturn'>): Promise<Change> {
      found(changeId)
      return changes.undo({ changeId })
    },
    keep({ changeId }: ParsedInput<'overrides.keep'>): void {
      found(changeId)
      store.settle(changeId, 'kept')
      didChange()
    },

    /** Offers what was missed, and from now on puts back what comes to its time. */
    start(): void {
      for (const { changeId, state, until, error } of store.list()) {
        if (state === 'waiting' && until <= now()) store.settle(changeId, 'missed', error)
        // What is over need not be looked at again and again.
        else if (state === 'over') store.settle(changeId, 'kept')
      }
      didChange()
      timer = setInterval(() => void lookOnce(), lookInterval)
      timer.unref()
    },
    /** Looks now whether a time has come. */
    look: lookOnce,
    /** A change that an override still needs for its way back is not forgotten. @returns ms since 1970, or null */
    oldestNeeded: store.oldestNeeded,
    removeAccount: store.removeAccount,
    /** Resolves when nothing more is begun. */
    async close(): Promise<void> {
      stop.abort()
      clearInterval(timer)
      await looking
    },
  }
}
