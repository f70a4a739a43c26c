/** MTS Exolve, Numbering API: one function per endpoint. */
import type { z } from 'zod'
import { AppFailure } from '@shared/domain/app-error'
import type { Forwarding, PresentForwarding } from '@shared/domain/forwarding/forwarding'
import type { OwnedNumber } from '@shared/domain/phone-number'
import { GatewayFailure, type Gateway } from '../../http/gateway'
import { explainFailure } from './errors'
import { fromAttributes, toOwnedNumber } from './forwarding-wire'
import {
  exolveRequests,
  type ExolveRequest,
  type FreeNumberFilter,
  type OwnedNumberFilter,
  type PurchaseOptions,
} from './requests'
import {
  attributesAnswer,
  attributesBlock,
  freeNumbersAnswer,
  lockAnswer,
  numberInfoAnswer,
  ownedNumbersAnswer,
  referencesAnswer,
} from './wire'

interface ExolveClientOptions {
  gateway: Gateway
  accountId: string
  baseUrl: string
  /** The application's key, asked for before each request. @throws AppFailure `auth.missing` or `secret.*` */
  apiKey(): Promise<string>
}

export interface CallOptions {
  signal?: AbortSignal
  /** ms until a request is given up. */
  timeout?: number
  /** Step of a change that causes the request, `<change id>/<position>`. */
  step?: string
}

export interface References {
  types: { id: number; name: string }[]
  categories: { id: number; name: string; typeId: number }[]
  regions: {
    id: number
    projectId: number | null
    parentId: number | null
    code: string
    name: string
    /** In Cyrillic. */
    localName: string
  }[]
}

export interface FreeNumber {
  number: string
  type: string
  region: string
  category: string
  /** Per month; the documents name no currency. */
  subscriptionFee: number | null
  /** Once. */
  installFee: number | null
  incomingCalls: boolean
  outgoingCalls: boolean
  incomingSms: boolean
  outgoingSms: boolean
}

export interface NumberAttributes {
  /** `Active`; may be empty. */
  statusName: string
  callRecording: boolean
  callTranscription: boolean
  speechAnalytics: boolean
  incomingSms: boolean
  answeringMachineDetection: boolean
  present: PresentForwarding
}

/** Numbers are E.164 digits without `+`. Every function throws `GatewayFailure`, or what `apiKey` throws. */
export interface ExolveClient {
  listReferences(options?: CallOptions): Promise<References>
  /** One page; there is no total, so the end is a page shorter than asked. */
  listFreeNumbers(filter: FreeNumberFilter, options?: CallOptions): Promise<FreeNumber[]>
  /** Reserves a number for `seconds` (60 to 600). @returns the reservation that Buy and Unlock ask for. */
  lockNumber(number: string, seconds?: number, description?: string, options?: CallOptions): Promise<number>
  unlockNumber(number: string, reservation: number, options?: CallOptions): Promise<void>
  /** Costs money. After an unknown outcome look at the owned numbers before buying again. */
  buyNumber(number: string, reservation: number, purchase?: PurchaseOptions, options?: CallOptions): Promise<void>
  /** Gives the number up for good. */
  deleteNumber(number: string, options?: CallOptions): Promise<void>
  listOwnedNumbers(
    filter: OwnedNumberFilter,
    options?: CallOptions,
  ): Promise<{ numbers: OwnedNumber[]; /** Of all pages, as Exolve counts now. */ total: number }>
  readNumberInfo(number: string, options?: CallOptions): Promise<OwnedNumber>
  setAnsweringMachineDetection(number: string, enabled: boolean, options?: CallOptions): Promise<void>
  /** Replaces the number's forwarding as a whole. */
  setCallForwarding(
    number: string,
    forwarding: Exclude<Forwarding, { kind: 'none' }>,
    options?: CallOptions,
  ): Promise<void>
  deleteCallForwarding(number: string, options?: CallOptions): Promise<void>
  readAttributes(number: string, options?: CallOptions): Promise<NumberAttributes>
}

export function createExolveClient({ gateway, accountId, baseUrl, apiKey }: ExolveClientOptions): ExolveClient {
  async function send(request: ExolveRequest, options: CallOptions = {}, wanted?: Forwarding) {
    const authorization = `Bearer ${await apiKey()}`
    try {
      return await gateway.send({ accountId, baseUrl, authorization, ...request, ...options })
    } catch (error) {
      throw error instanceof GatewayFailure ? explainFailure(error, wanted) : error
    }
  }

  /** Sends, then reads the answer: with `schema` first, with `map` into the domain's words after it. */
  async function ask<Wire extends z.ZodType, Value>(
    request: ExolveRequest,
    options: CallOptions | undefined,
    schema: Wire,
    map: (answer: z.output<Wire>) => Value,
  ): Promise<Value> {
    const { body, status, requestId } = await send(request, options)
    const unreadable = (providerMessage: string, cause: unknown) =>
      new GatewayFailure({ code: 'provider.badAnswer', providerMessage, requestId }, 'answered', { status, cause })
    const parsed = schema.safeParse(body)
    if (!parsed.success) throw unreadable(whereOf(parsed.error), parsed.error)
    try {
      return map(parsed.data)
    } catch (error) {
      throw error instanceof AppFailure ? unreadable(error.error.providerMessage ?? '', error) : error
    }
  }

  const command = async (request: ExolveRequest, options?: CallOptions, wanted?: Forwarding): Promise<void> => {
    await send(request, options, wanted)
  }

  return {
    listReferences: async (options) =>
      ask(exolveRequests.listReferences(), options, referencesAnswer, ({ types, categories, regions }) => ({
        types: types.map(({ type_id, type_name }) => ({ id: type_id, name: type_name })),
        categories: categories.map(({ category_id, category_name, type_id }) => ({
          id: category_id,
          name: category_name,
          typeId: type_id,
        })),
        regions: regions.map((region) => ({
          id: region.region_id,
          projectId: region.project_id,
          parentId: region.parent_region_id,
          code: region.region_code,
          name: region.region_name,
          localName: region.description,
        })),
      })),
    listFreeNumbers: async (filter, options) =>
      ask(exolveRequests.listFreeNumbers(filter), options, freeNumbersAnswer, ({ numbers }) =>
        numbers.map((row) => ({
          number: row.number_code,
          type: row.type_name,
          region: row.region_name,
          category: row.category_name,
          subscriptionFee: row.subscription_fee,
          installFee: row.install_fee,
          incomingCalls: row.number_options?.incoming_calls ?? false,
          outgoingCalls: row.number_options?.outgoing_calls ?? false,
          incomingSms: row.number_options?.incoming_sms ?? false,
          outgoingSms: row.number_options?.outgoing_sms ?? false,
        })),
      ),
    lockNumber: async (number, seconds, description, options) =>
      ask(exolveRequests.lockNumber(number, seconds, description), options, lockAnswer, ({ Id }) => Id),
    unlockNumber: async (number, reservation, options) =>
      command(exolveRequests.unlockNumber(number, reservation), options),
    buyNumber: async (number, reservation, purchase, options) =>
      command(exolveRequests.buyNumber(number, reservation, purchase), options),
    deleteNumber: async (number, options) => command(exolveRequests.deleteNumber(number), options),
    listOwnedNumbers: async (filter, options) =>
      ask(exolveRequests.listOwnedNumbers(filter), options, ownedNumbersAnswer, ({ numbers, total }) => ({
        numbers: numbers.map((row) =>
          toOwnedNumber(row, { withForwarding: Boolean(filter.applicationId), hasSip: filter.hasSip ?? null }),
        ),
        total,
      })),
    readNumberInfo: async (number, options) =>
      ask(exolveRequests.readNumberInfo(number), options, numberInfoAnswer, (row) =>
        toOwnedNumber(row, { withForwarding: false, hasSip: null }),
      ),
    setAnsweringMachineDetection: async (number, enabled, options) =>
      command(exolveRequests.setAnsweringMachineDetection(number, enabled), options),
    setCallForwarding: async (number, forwarding, options) =>
      command(exolveRequests.setCallForwarding(number, forwarding), options, forwarding),
    deleteCallForwarding: async (number, options) => command(exolveRequests.deleteCallForwarding(number), options),
    readAttributes: async (number, options) =>
      ask(exolveRequests.readAttributes(number), options, attributesAnswer, ({ status_name, attributes }) => {
        // A number with nothing switched on has every attribute at zero, which protobuf JSON leaves out.
        const present = attributes ?? attributesBlock.parse({})
        return {
          statusName: status_name,
          callRecording: present.call_record,
          callTranscription: present.call_transcribation,
          speechAnalytics: present.speech_analytics,
          incomingSms: present.incoming_sms_enabled,
          answeringMachineDetection: present.amd,
          present: fromAttributes(present),
        }
      }),
  }
}

/** Names the first field that is not as documented, never its value. */
const whereOf = (error: z.ZodError): string => error.issues[0]?.path.map(String).join('.') ?? ''
