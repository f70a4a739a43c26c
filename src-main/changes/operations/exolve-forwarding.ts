/** Forwarding of an Exolve number: SetCallForwarding and DeleteCallForwarding, read back with GetAttributes. */
import type { z } from 'zod'
import { intentSchema, type Intent } from '@shared/contract/changes'
import { checkForwarding, type NumberOwnership } from '@shared/domain/forwarding/check'
import { differencesOf, sameForwarding } from '@shared/domain/forwarding/difference'
import { presentForwardingSchema, type Forwarding, type PresentForwarding } from '@shared/domain/forwarding/forwarding'
import type { Finding } from '@shared/domain/finding'
import type { ExolveClient } from '../../providers/exolve/client'
import { exolveRequests } from '../../providers/exolve/requests'
import type { Inverse, Operation } from '../operation'

interface ExolveForwardingDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  exolve(accountId: string): Promise<ExolveClient>
  /** Whose a number is (E.164 digits), seen from the number that forwards. */
  ownershipOf(accountId: string, number: string, digits: string): NumberOwnership
}

type SetIntent = Extract<Intent, { operation: 'exolve.setForwarding' }>
type RemoveIntent = Extract<Intent, { operation: 'exolve.removeForwarding' }>

const [setSchema, removeSchema] = intentSchema.options

const none: PresentForwarding = { forwarding: { kind: 'none' }, unsettable: [] }

/** @returns the two operations; both act on a `number` and share its state */
export function exolveForwarding(
  deps: ExolveForwardingDeps,
): [Operation<SetIntent, PresentForwarding>, Operation<RemoveIntent, PresentForwarding>] {
  const common = {
    objectKind: 'number',
    stateSchema: presentForwardingSchema satisfies z.ZodType<PresentForwarding>,
    // A forwarding is replaced, or taken away, as a whole: a second time changes nothing more.
    repeatable: true,
    objectOf: ({ number }: { number: string }) => number,
    async read(accountId: string, { number }: { number: string }, options: { signal?: AbortSignal; step?: string }) {
      const client = await deps.exolve(accountId)
      return (await client.readAttributes(number, options)).present
    },
    isSame: (left: PresentForwarding, right: PresentForwarding) => sameForwarding(left.forwarding, right.forwarding),
    differences: (left: PresentForwarding, right: PresentForwarding) =>
      differencesOf(left.forwarding, right.forwarding),
    inverse: ({ number }: { number: string }, before: PresentForwarding): Inverse =>
      before.forwarding.kind === 'none'
        ? { intent: { operation: 'exolve.removeForwarding', number } satisfies RemoveIntent }
        : { intent: { operation: 'exolve.setForwarding', number, wanted: before.forwarding } satisfies SetIntent },
  }

  return [
    {
      ...common,
      name: 'exolve.setForwarding',
      intentSchema: setSchema,
      expected: ({ wanted }) => ({ forwarding: wanted, unsettable: [] }),
      check: (accountId, { number, wanted }, before) => [
        ...checkForwarding(wanted, {
          number,
          ownNumbers: (digits) => deps.ownershipOf(accountId, number, digits),
        }),
        ...lossesOf(before),
      ],
      request: ({ number, wanted }) => exolveRequests.setCallForwarding(number, sendable(wanted)),
      async send(accountId, { number, wanted }, options) {
        const client = await deps.exolve(accountId)
        await client.setCallForwarding(number, sendable(wanted), options)
        return null
      },
    },
    {
      ...common,
      name: 'exolve.removeForwarding',
      intentSchema: removeSchema,
      expected: () => none,
      check: (_accountId, _intent, before) => lossesOf(before),
      request: ({ number }) => exolveRequests.deleteCallForwarding(number),
      async send(accountId, { number }, options) {
        const client = await deps.exolve(accountId)
        await client.deleteCallForwarding(number, options)
        return null
      },
    },
  ]
}

/** What the provider holds and the setter does not take is gone after any write. */
const lossesOf = ({ unsettable }: PresentForwarding): Finding[] =>
  unsettable.map(({ path, value }) => ({
    path: '',
    severity: 'warning',
    code: 'change.valueLost',
    params: { field: path, value },
  }))

/** `checkForwarding` refuses "none" before any step is planned. */
function sendable(wanted: Forwarding): Exclude<Forwarding, { kind: 'none' }> {
  if (wanted.kind === 'none') throw new Error('a forwarding of kind none is removed, not set')
  return wanted
}
