/** Intervals of the cloud PBX: made, changed, deleted; read back by id, a new one by its name. */
import type { z } from 'zod'
import type { Finding } from '@shared/domain/finding'
import { checkInterval } from '@shared/domain/pbx/check-interval'
import type { Interval } from '@shared/domain/pbx/interval'
import {
  createIntervalSchema,
  deleteIntervalSchema,
  updateIntervalSchema,
  type CreateInterval,
  type DeleteInterval,
  type UpdateInterval,
} from '@shared/domain/pbx/interval-intent'
import {
  asIntervalList,
  intervalDifferences,
  intervalListSchema,
  sameIntervals,
  type IntervalList,
} from '@shared/domain/pbx/interval-list'
import { joinNights } from '@shared/domain/pbx/night'
import type { PbxClient } from '../../providers/pbx/client'
import { pbxRequests, type PbxRequest } from '../../providers/pbx/requests'
import { ifThere, readWholeList } from '../../providers/pbx/lists'
import { listed, madeAmong, madeId, problem, removing } from './pbx-common'
import type { Inverse, Operation, OperationRequest, RequestOptions, StoredIntent } from '../operation'
import { withStandIns } from '../references'

export interface PbxIntervalsDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  pbx(accountId: string): Promise<PbxClient>
  /** Names of what refers to an object, as far as the console knows; empty: nothing does. */
  referrersOf(accountId: string, kind: 'prompt' | 'interval', id: number): readonly string[]
  /** ms since 1970 */
  now(): number
}

const asOperationRequest = ({ method, path, body = null }: PbxRequest): OperationRequest => ({ method, path, body })

export function pbxIntervals({
  pbx,
  referrersOf,
  now,
}: PbxIntervalsDeps): [
  Operation<CreateInterval, IntervalList>,
  Operation<UpdateInterval, IntervalList>,
  Operation<DeleteInterval, IntervalList>,
] {
  const common = {
    objectKind: 'pbxInterval',
    stateSchema: intervalListSchema satisfies z.ZodType<IntervalList>,
    isSame: sameIntervals,
    differences: intervalDifferences,
  }
  async function named(client: PbxClient, name: string, options: RequestOptions): Promise<Interval[]> {
    const all = await readWholeList(client.listIntervals, options)
    return all.filter((interval) => interval.name === name)
  }
  async function readOne(accountId: string, { id }: { id: number }, options: RequestOptions) {
    const found = await ifThere((await pbx(accountId)).readInterval(id, options))
    return asIntervalList(found ? [found] : [])
  }
  /** What will be there is told whole, since what is there before is made by an earlier step. */
  const outlineOf =
    <Intent extends { name: string }>(
      schema: z.ZodType<Intent>,
      wanted: (intent: Intent) => IntervalList['intervals'][number] | null,
    ) =>
    (stored: StoredIntent) => {
      const intent = schema.parse(withStandIns(stored))
      const after = wanted(intent)
      return {
        object: intent.name,
        differences: intervalDifferences({ intervals: [] }, { intervals: after ? [after] : [] }),
      }
    }
  const checkWanted = (wanted: CreateInterval['wanted']): Finding[] =>
    checkInterval({ ...wanted, conditions: joinNights(wanted.conditions) }, now())

  return [
    {
      ...common,
      name: 'pbx.createInterval',
      intentSchema: createIntervalSchema,
      repeatable: false,
      objectOf: ({ wanted }) => wanted.name,
      async read(accountId, { wanted }, options) {
        return asIntervalList(await named(await pbx(accountId), wanted.name, options))
      },
      expected: ({ wanted }, { intervals }) => ({ intervals: [...intervals, { id: null, settings: wanted }] }),
      // Files remember an interval by its name, so there may be only one of a name.
      check: (_accountId, { wanted }, { intervals }) => [
        ...(intervals.length > 0 ? [problem('name', 'interval.nameTaken')] : []),
        ...checkWanted(wanted),
      ],
      request: ({ wanted }) => asOperationRequest(pbxRequests.createInterval(wanted)),
      async send(accountId, { wanted }, options) {
        const { id } = await (await pbx(accountId)).createInterval(wanted, options)
        return { id }
      },
      resultOf: (_intent, before, { intervals }) => madeAmong(before.intervals, intervals),
      inverse: ({ wanted: { name } }, _before, result): Inverse => ({
        intent: { operation: 'pbx.deleteInterval', id: madeId(result), name } satisfies DeleteInterval,
        ...removing('interval', madeId(result)),
      }),
    },
    {
      ...common,
      name: 'pbx.updateInterval',
      intentSchema: updateIntervalSchema,
      repeatable: true,
      outline: outlineOf(updateIntervalSchema, ({ wanted }) => ({ id: null, settings: wanted })),
      objectOf: ({ name }) => name,
      read: readOne,
      expected: ({ id, wanted }) => ({ intervals: [{ id, settings: wanted }] }),
      check: (_accountId, { wanted }, { intervals }) =>
        intervals.length === 0 ? [problem('', 'interval.gone')] : checkWanted(wanted),
      request: ({ id, wanted }) => asOperationRequest(pbxRequests.updateInterval(id, wanted)),
      async send(accountId, { id, wanted }, options) {
        await (await pbx(accountId)).updateInterval(id, wanted, options)
        return null
      },
      withIds: (intent, idNow) => ({ ...intent, id: idNow('interval', intent.id) }),
      inverse({ id, wanted: { name } }, { intervals: [before] }): Inverse {
        return before
          ? { intent: { operation: 'pbx.updateInterval', id, name, wanted: before.settings } satisfies UpdateInterval }
          : { irreversible: 'idUnknown' }
      },
    },
    {
      ...common,
      name: 'pbx.deleteInterval',
      intentSchema: deleteIntervalSchema,
      repeatable: true,
      outline: outlineOf(deleteIntervalSchema, () => null),
      objectOf: ({ name }) => name,
      read: async (accountId, { id, name }, options) =>
        id === null
          ? asIntervalList(await named(await pbx(accountId), name, options))
          : readOne(accountId, { id }, options),
      expected: () => ({ intervals: [] }),
      check(accountId, _intent, { intervals }) {
        const users = intervals.flatMap(({ id }) => (id === null ? [] : referrersOf(accountId, 'interval', id)))
        return users.length > 0 ? [problem('', 'interval.inUse', { users: listed(users) })] : []
      },
      request: ({ id }) => asOperationRequest(pbxRequests.deleteInterval(id ?? 0)),
      async send(accountId, { id, name }, options) {
        const client = await pbx(accountId)
        const ids = id === null ? (await named(client, name, options)).map((interval) => interval.id) : [id]
        // Gone already is as wanted.
        for (const each of ids.slice(0, 1)) await ifThere(client.deleteInterval(each, options))
        return null
      },
      withIds: (intent, idNow) => ({ ...intent, id: intent.id === null ? null : idNow('interval', intent.id) }),
      inverse({ id }, { intervals: [before] }): Inverse {
        if (!before) return { irreversible: 'idUnknown' }
        const intent: CreateInterval = { operation: 'pbx.createInterval', wanted: before.settings }
        const was = id ?? before.id
        return was === null ? { intent } : { intent, anew: { kind: 'interval', id: was } }
      },
    },
  ]
}
