/** The one way to the network. Everything a provider client sends goes through `Gateway.send`. */
import type { AppError } from '@shared/domain/app-error'
import { AppFailure } from '@shared/domain/app-error'
import type { RequestContent } from './request-body'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export interface GatewayRequest extends RequestContent {
  /** Requests of one account share its concurrency and rate limit. */
  accountId: string
  baseUrl: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Begins with `/`; joined to the base URL. */
  path: string
  /** Value of the Authorization header; reaches the network and nothing else. null: none. */
  authorization: string | null
  /** Values inside the content that must never be written down; a telling name such as `password` is enough as well. */
  secrets?: readonly string[]
  /** Secrets that no other exchange has, of which there may be many: hidden in what this one leaves behind, then forgotten. */
  passingSecrets?: readonly string[]
  /** true for a read, or a write that the provider documents as harmless to repeat: only these are retried. */
  repeatable: boolean
  /**
   * true for what must never happen twice, such as a purchase: it goes over a connection of its own. Over one that was kept
   * open Chromium sends a request again by itself, POST too, when the connection dies before any answer.
   */
  singular?: boolean
  signal?: AbortSignal
  /**
   * ms from the moment the request leaves until it is given up, silence inside the answer included; default 30,000. One with
   * files has no limit as long as bytes of it go out: this begins with the last of them.
   */
  timeout?: number
  /** Of a request with files: told how many bytes of its body have gone out and how many there are, first before it leaves. */
  onUploadProgress?: (sent: number, total: number) => void
  /** Step of a change that causes this request, `<change id>/<position>`; links the journal to the change. */
  step?: string
}

/** How much of an hour's requests a provider still grants (`X-RateLimit-*`). */
export interface Quota {
  limit: number
  remaining: number
  /** When it is full again, ms since 1970. */
  resetsAt: number
}

export interface GatewayAnswer {
  status: number
  headers: Record<string, string>
  /** Parsed JSON; integers above 2^53 arrive as decimal strings. undefined: an empty body. */
  body: unknown
  /** Id of the journal entry. */
  requestId: string
}

/**
 * What is known about a failed request: it never left, it may have arrived, or the provider answered.
 * `answered` with a 2xx status or a 5xx one says nothing about whether a write was carried out: read back.
 */
export type Delivery = 'notSent' | 'unknown' | 'answered'

export class GatewayFailure extends AppFailure {
  readonly delivery: Delivery
  /** HTTP status, when the provider answered. */
  readonly status: number | undefined
  /** The provider's own word for the kind of failure, such as `user_blocked`, where its answer has one. */
  readonly providerCode: string | undefined

  constructor(
    error: Partial<AppError> & Pick<AppError, 'code'>,
    delivery: Delivery,
    options: ErrorOptions & { status?: number | undefined; providerCode?: string | undefined } = {},
  ) {
    const { code, ...details } = error
    super(code, details, options)
    this.name = 'GatewayFailure'
    this.delivery = delivery
    this.status = options.status
    this.providerCode = options.providerCode
  }
}

export const cancelledBeforeSending = (): GatewayFailure =>
  new GatewayFailure({ code: 'cancelled', retryable: true }, 'notSent')

export interface Gateway {
  /** @throws GatewayFailure for everything but a 2xx answer with a readable body. */
  send(request: GatewayRequest): Promise<GatewayAnswer>
}
