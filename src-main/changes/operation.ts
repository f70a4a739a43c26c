/** What the engine must know of one provider operation to plan, send, verify and take it back. Declared once per operation. */
import type { z } from 'zod'
import type { Difference, StepState } from '@shared/contract/changes'
import type { Finding } from '@shared/domain/finding'
import type { Json } from '../http/gateway'

export interface RequestOptions {
  signal?: AbortSignal
  /** `<change id>/<position>` of the step that causes the request; links the journal to the change. */
  step?: string
  /** Of a request with a file: told how many bytes have gone out, and of how many. */
  onUploadProgress?: (sent: number, total: number) => void
}

/** The request of a step without any secret; `path` begins with `/` and is joined to the account's base URL. */
export interface OperationRequest {
  /** Which of the provider's services the path belongs to, where each has an address of its own. */
  service?: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  body: Json
}

/** What is wanted of one object, as it is stored. Its other fields are the operation's own. */
export type StoredIntent = { operation: string; [field: string]: Json }

/**
 * The intent that takes a step back, or the reason why there is none, as a key of the texts. `anew`: the object that it makes
 * again, which comes back under another id. `removes`: the object that it takes away, unless a step that stays names it. `then`:
 * a second step, which may name that object by its old id. `afterwards`: there is one, but it can be told only once the step is
 * done. `withChange`: it is taken back together with all of its change, by a plan of its own. `withMaker`: what an earlier step
 * of its change made takes it along when that one is taken back.
 */
export type Inverse =
  | { intent: StoredIntent; anew?: NamedObject; removes?: NamedObject; then?: StoredIntent }
  | { irreversible: string }
  | { afterwards: true }
  | { withChange: true }
  | { withMaker: true }

/** Ids are unique within a kind, such as `interval`. */
type NamedObject = { kind: string; id: number }

/**
 * @param kind within which ids are unique, such as `interval`
 * @returns the id, or the step of the same way back that makes its object again
 */
export type IdNow = (kind: string, id: number) => number | { fromStep: number; path: 'id' }

/**
 * What the provider tells of an object, or that it offers no way to ask.
 *
 * Without `read` a step is planned on what is assumed, and the provider's answer is all the proof there is. A step whose
 * answer was lost stays `unknown`: it is not sent again but by the operator's word, and its change stands still, because
 * the next step may be lost the same way.
 */
export type Reading<Intent, State> =
  | {
      /** @throws GatewayFailure */
      read(accountId: string, intent: Intent, options: RequestOptions): Promise<State>
    }
  | {
      read: null
      /** What the object is taken to be before the step. */
      assumed(intent: Intent): State
    }

/**
 * `Intent` says what is wanted of one object, `State` what the provider tells of that object. The engine treats both as
 * opaque: it stores them as JSON, reads them back through the schemas, and hands them only to operations they belong to.
 * A `State` is a JSON object. Operations on one kind of object share it with its `stateSchema`, or see different sides of it. Neither may hold a secret, and an intent
 * over thousands of rows names the table that has them: it is copied into every record of its step.
 */
interface OperationBase<Intent, State> {
  /** The `operation` of its intents. */
  readonly name: string
  /** Kind of the object, such as `number`: objects of one kind have one name each, and no two changes interleave on one. */
  readonly objectKind: string
  readonly intentSchema: z.ZodType<Intent>
  readonly stateSchema: z.ZodType<State>
  /** true when carrying it out twice leaves the provider in the same state as once, so that sending again does no harm. */
  readonly repeatable: boolean

  /**
   * true: steps of such operations are carried out one after another in the order of the plan, and when one of them does not
   * succeed those after it are skipped.
   */
  readonly inTurn?: boolean

  /**
   * true: the request carries a file. Its progress is told in bytes, and stopping the change, or ending the program, cuts it off: any
   * other request is over in a moment and finishes, a file may have an hour to go. `send` passes `signal` and
   * `onUploadProgress` on to that request.
   */
  readonly isUpload?: boolean
  /** true: reading shows the same whether it happened or not. Without an answer, nothing proves that it did not. */
  readonly isUnseen?: boolean

  /** The object's name as the operator knows it. */
  objectOf(intent: Intent): string
  /** The state that reading must show once the step is done. */
  expected(intent: Intent, before: State): State
  /** Errors block the step, warnings are shown beside it. Paths are fields of the intent. */
  check(accountId: string, intent: Intent, before: State): Finding[]
  /** true when two states are the same but for what cannot be read and what means nothing. */
  isSame(left: State, right: State): boolean
  /**
   * Field by field, for the operator's eyes: names that the account knows stand in place of ids. Never empty for states that
   * are not the same.
   */
  differences(left: State, right: State, accountId: string, intent: Intent): Difference[]
  request(intent: Intent): OperationRequest
  /**
   * Sends the request once; the engine alone decides about another try.
   * @returns what later steps may refer to
   * @throws GatewayFailure
   */
  send(accountId: string, intent: Intent, options: RequestOptions): Promise<Json>
  /**
   * @param result what `send` returned; null: nothing, or its answer was lost
   * @param after what reading showed once the step was done; absent while the step is only planned
   */
  inverse(intent: Intent, before: State, result: Json, after?: State): Inverse
  /** Why it has no way back, where the intent alone tells: the state before it may not be known yet. @param intent may hold references */
  irreversible?(intent: StoredIntent): string | null
  /** The intent with the ids that its objects have once a way back made some of them again; without it, it names none that could be. */
  withIds?(intent: Intent, idNow: IdNow): StoredIntent
  /**
   * What `send` would have returned, for a step whose answer was lost, perhaps with the program that waited for it, and that
   * reading proves to have happened; of what is unseen, the operator's word. Whatever `send` does once it has its answer is done here as well.
   */
  resultOf?(intent: Intent, before: State, present: State, accountId: string): Json
  /** A step for the review while the state that it sets out from is not known. @param intent may hold references */
  outline?(intent: StoredIntent, accountId: string): { object: string; differences: Difference[] }
  /**
   * Called in the transaction that records a new state of a step, so that a room's own records go with the change. A step
   * last seen as `sent` has the outcome `unknown` when the program ended in the middle of it.
   */
  onRecorded?(intent: Intent, state: StepState): void
}

export type Operation<Intent = unknown, State = unknown> = OperationBase<Intent, State> & Reading<Intent, State>

/** The operations by name. A name that is not there is a bug, or a database written by a newer program. */
export type Operations = ReadonlyMap<string, Operation>

/** @throws Error for a name that is not there */
export const operationNamed = (operations: Operations, name: string): Operation => {
  const operation = operations.get(name)
  if (!operation) throw new Error(`unknown operation ${name}`)
  return operation
}
