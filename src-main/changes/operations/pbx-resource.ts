/** What the operations on objects of a cloud PBX have in common: an object is there or not, and what of it counts is compared. */
import { z } from 'zod'
import type { Difference } from '@shared/contract/changes'
import { findDifferences, type Plain } from '@shared/domain/difference'
import type { Finding } from '@shared/domain/finding'
import type { UsedKind } from '@shared/domain/pbx/used-by'
import type { Json } from '../../http/gateway'
import type { PbxClient } from '../../providers/pbx/client'
import { describeParts } from '../../http/request-body'
import type { PbxRequest } from '../../providers/pbx/requests'
import { listed, madeId, problem } from './pbx-common'
import type { Inverse, Operation, OperationRequest, RequestOptions } from '../operation'

/** null: there is no such object. */
export interface Presence<Value> {
  present: Value | null
}

export interface PbxResource<Value> {
  objectKind: string
  valueSchema: z.ZodType<Value>
  /** First part of the paths of differences: `extension`. */
  prefix: string
  /** What is compared and shown: not the id, and nothing that the server makes up. */
  shown(value: Value): Plain
  /** Puts names in place of ids. */
  named?(differences: Difference[], accountId: string): Difference[]
}

export interface PbxOperation<Intent, Value> {
  name: string
  intentSchema: z.ZodType<Intent>
  /** Default false. */
  repeatable?: boolean
  objectOf(intent: Intent): string
  outline?: Operation<Intent>['outline']
  read(accountId: string, intent: Intent, options: RequestOptions): Promise<Value | null>
  /** null: it is gone. */
  expected(intent: Intent, before: Value | null): Value | null
  check(accountId: string, intent: Intent, before: Value | null): Finding[]
  request(intent: Intent): PbxRequest
  send(accountId: string, intent: Intent, options: RequestOptions): Promise<Json>
  /** @param id of what the step made, from its answer or from reading back; undefined while it is only planned */
  inverse(intent: Intent, before: Value | null, id: number | undefined): Inverse
}

export function pbxOperation<Intent, Value extends { id: number }>(
  { objectKind, valueSchema, prefix, shown, named = (found) => found }: PbxResource<Value>,
  operation: PbxOperation<Intent, Value>,
): Operation<Intent, Presence<Value>> {
  const plain = ({ present }: Presence<Value>): Plain => (present === null ? null : { [prefix]: shown(present) })
  const differences = (left: Presence<Value>, right: Presence<Value>): Difference[] =>
    findDifferences(plain(left), plain(right))
  return {
    name: operation.name,
    objectKind,
    intentSchema: operation.intentSchema,
    stateSchema: z.object({ present: valueSchema.nullable() }),
    repeatable: operation.repeatable ?? false,
    objectOf: operation.objectOf,
    ...(operation.outline && { outline: operation.outline }),
    read: async (accountId, intent, options) => ({ present: await operation.read(accountId, intent, options) }),
    expected: (intent, { present }) => ({ present: operation.expected(intent, present) }),
    check: (accountId, intent, { present }) => operation.check(accountId, intent, present),
    isSame: (left, right) =>
      (left.present === null) === (right.present === null) && differences(left, right).length === 0,
    differences: (left, right, accountId) => named(differences(left, right), accountId),
    request: (intent) => previewOf(operation.request(intent)),
    send: operation.send,
    inverse: (intent, { present }, result, after) =>
      operation.inverse(intent, present, madeId(result) ?? after?.present?.id),
  }
}

export const previewOf = ({ method, path, body, parts }: PbxRequest): OperationRequest => ({
  method,
  path,
  body: parts ? describeParts(parts) : (body ?? null),
})

/** What the operations need of the rest of the program. */
export interface PbxDeps {
  /** The client of an account; what it reads and writes is remembered. @throws AppFailure when the account is gone */
  pbx(accountId: string): Promise<PbxClient>
  /** Names of what refers to an object, as far as was fetched; empty: nothing does. */
  referrersOf(accountId: string, kind: UsedKind, id: number): readonly string[]
}

/** Refuses to delete what others refer to. */
export function inUse(
  deps: PbxDeps,
  accountId: string,
  kind: 'extension' | 'prompt' | 'interval',
  id: number,
): Finding[] {
  const referrers = deps.referrersOf(accountId, kind, id)
  if (referrers.length === 0) return []
  return [problem('', 'pbx.inUse', { count: referrers.length, users: listed(referrers) })]
}

/** The object is needed and not there. */
export const gone = (before: unknown): Finding[] => (before === null ? [problem('', 'pbx.gone')] : [])
