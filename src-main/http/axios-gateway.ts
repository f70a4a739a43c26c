/** The gateway over axios and a handed-in fetch: Electron's in the program, so that the system's proxy and certificates count. */
import { randomUUID } from 'node:crypto'
import axios, { AxiosError, AxiosHeaders } from 'axios'
import { isLoopback } from '@shared/domain/account'
import type { ErrorCode } from '@shared/domain/app-error'
import type { Exchange } from '@shared/domain/exchange'
import { readAnswer, type RawAnswer } from './answer'
import { systemClock, type Clock } from './clock'
import {
  cancelledBeforeSending,
  GatewayFailure,
  type Gateway,
  type GatewayAnswer,
  type GatewayRequest,
  type Quota,
} from './gateway'
import { recogniseNetworkError } from './network-errors'
import { awaitAnswer, awaitUpload } from './patience'
import { createPlaces } from './places'
import { readPause, readQuota } from './provider-pause'
import { excerptOf, hide, type Redactor } from './redact'
import { describeBody, encodeBody, type EncodedBody } from './request-body'
import { createRequestQueue, type RequestLimits } from './request-queue'
import type { Upload } from './upload'

interface GatewayOptions {
  fetch: typeof globalThis.fetch
  /**
   * For singular requests: sends over a connection that nothing was sent over before. `place`, from 0, tells those apart that
   * are under way together: what was opened for a place may be closed when the place is used again. Without it they are refused.
   */
  fetchOnNewConnection?: (
    input: Parameters<typeof globalThis.fetch>[0],
    init: RequestInit | undefined,
    place: number,
  ) => Promise<Response>
  /** Places for singular requests, shared by all accounts; default 1. */
  singularAtOnce?: number
  /** For requests with files, each over a connection of its own as well. Without it they are refused. */
  upload?: Upload
  redactor: Redactor
  /** Called once for every request that left, also for each repetition; secrets are already out. */
  onExchange(exchange: Exchange): void
  /** Called with every answer that says how much of the account's quota is left. */
  onQuota?(accountId: string, quota: Quota): void
  /** Called when the provider asks that an account sends nothing until then, ms since 1970. */
  onPause?(accountId: string, until: number): void
  /** false only when the system is sure that there is no network. */
  isOnline?(): boolean
  /** How hard an account may be used. Without it: gentle with providers, no rate limit on loopback. */
  limitsOf?(request: Pick<GatewayRequest, 'accountId' | 'baseUrl'>): RequestLimits
  clock?: Clock
}

const defaultTimeout = 30_000
/** Bytes of an answer beyond which it is given up. */
const largestAnswer = 64 * 1024 * 1024
/** Characters of a body that the journal keeps. */
const journalExcerpt = 20_000
/**
 * Uploads under way together, for all accounts. More would share the same line, and hold up what else is asked of their account
 * for as long as they take.
 */
const uploadsAtOnce = 2
const mostTries = 3
/** ms before the first repetition; doubles with each one. */
const firstBackoff = 500

/** No limit is published for any provider so far, so the console keeps a modest pace of its own. */
const defaultLimits = ({ baseUrl }: Pick<GatewayRequest, 'baseUrl'>): RequestLimits => ({
  concurrency: 8,
  requestsPerSecond: isLoopback(new URL(baseUrl).hostname) ? Infinity : 5,
})

export function createAxiosGateway(options: GatewayOptions): Gateway {
  const { redactor, clock = systemClock, limitsOf = defaultLimits, isOnline = () => true, onQuota } = options
  const queue = createRequestQueue(clock)
  const inPlace = createPlaces(options.singularAtOnce ?? 1)
  const inUploadPlace = createPlaces(uploadsAtOnce)
  const http = axios.create({
    adapter: 'fetch',
    // Cookies of one account must not reach another; the key in the header is all that a provider gets.
    withCredentials: false,
    maxRedirects: 0,
    maxContentLength: largestAnswer,
    responseType: 'text',
    validateStatus: () => true,
    transformRequest: (body: unknown) => body,
    transformResponse: (text: unknown) => text,
  })

  function fetchAt(place: number): typeof globalThis.fetch {
    const { fetchOnNewConnection } = options
    if (!fetchOnNewConnection) throw new Error('a singular request without a way to send it')
    return (input, init) => fetchOnNewConnection(input, init, place)
  }

  function uploadAt(watch: Parameters<Upload>[1]): typeof globalThis.fetch {
    const { upload } = options
    if (!upload) throw new Error('a request with files without a way to send it')
    return (input, init) => upload(new Request(input, init), watch)
  }

  /**
   * @param place where it goes over a connection of its own; undefined: over any
   * @throws GatewayFailure when nothing readable came back.
   */
  async function transmit(
    request: GatewayRequest,
    url: URL,
    body: EncodedBody,
    place: number | undefined,
  ): Promise<RawAnswer> {
    const { timeout = defaultTimeout, signal } = request
    if (signal?.aborted) throw cancelledBeforeSending()
    const abort = new AbortController()
    const giveUp = (failure: GatewayFailure) => abort.abort(failure)
    const wait = request.parts ? awaitUpload : awaitAnswer
    const patience = wait(clock, timeout, (code, milliseconds) =>
      giveUp(failureOf(code, 'unknown', request, { seconds: Math.round(milliseconds / 1000) })),
    )
    const cancel = () => giveUp(new GatewayFailure({ code: 'cancelled' }, 'unknown'))
    signal?.addEventListener('abort', cancel)
    // Raced, because a stack that does not pass the abort on to a body it is reading would hang here for ever.
    const aborted = new Promise<never>((_resolve, reject) => {
      abort.signal.addEventListener('abort', () => reject(abort.signal.reason as GatewayFailure))
    })
    try {
      const answer = await Promise.race([
        http.request<string>({
          method: request.method,
          url: url.href,
          data: body.data,
          headers: headersOf(request, body),
          signal: abort.signal,
          env: { fetch: fetchFor(request, body, place, abort.signal, patience.moved) },
        }),
        aborted,
      ])
      return { status: answer.status, headers: plainHeaders(answer.headers), text: answer.data }
    } catch (error) {
      if (error instanceof GatewayFailure) throw error
      throw networkFailure(error, request, url)
    } finally {
      patience.end()
      signal?.removeEventListener('abort', cancel)
    }
  }

  /** @param moved called with the progress of an upload */
  function fetchFor(
    request: GatewayRequest,
    { data }: EncodedBody,
    place: number | undefined,
    signal: AbortSignal,
    moved: (sent: number, total: number) => void,
  ): typeof globalThis.fetch {
    if (place === undefined) return options.fetch
    if (!request.parts) return fetchAt(place)
    const total = data?.length ?? 0
    const onProgress = (sent: number) => {
      moved(sent, total)
      request.onUploadProgress?.(sent, total)
    }
    return uploadAt({ place, signal, onProgress })
  }

  function networkFailure(error: unknown, request: GatewayRequest, url: URL): GatewayFailure {
    // The cause alone is kept: axios's own error carries the request with its key.
    const cause = error instanceof AxiosError ? error.cause : error
    if (error instanceof AxiosError && error.code === AxiosError.ERR_BAD_RESPONSE)
      return new GatewayFailure({ code: 'provider.badAnswer' }, 'answered')
    // Electron's way to say what Node answers as a 3xx.
    if (error instanceof Error && /redirect was cancelled/i.test(error.message))
      return new GatewayFailure({ code: 'provider.badAnswer', providerMessage: error.message }, 'answered')
    const { code, delivery, reason } = recogniseNetworkError(error, isOnline())
    const seconds = Math.round((request.timeout ?? defaultTimeout) / 1000)
    return failureOf(code, delivery, request, { host: url.host, reason, seconds }, cause)
  }

  async function sendOnce(request: GatewayRequest, url: URL): Promise<GatewayAnswer> {
    const body = await encodeBody(request)
    if (!request.parts) return sendEncoded(request, url, body)
    request.onUploadProgress?.(0, body.data?.length ?? 0)
    // The place comes first: an upload that waits for one takes no turn of its account.
    return inUploadPlace((place) => sendEncoded(request, url, body, place), request.signal)
  }

  async function sendEncoded(
    request: GatewayRequest,
    url: URL,
    body: EncodedBody,
    uploadPlace?: number,
  ): Promise<GatewayAnswer> {
    const leave = await queue.enter(request.accountId, limitsOf(request), request.signal)
    const started = clock.monotonic()
    const redact = (text: string) => redactor.text(hide(text, request.passingSecrets ?? []))
    const exchange: Exchange = {
      id: randomUUID(),
      accountId: request.accountId,
      step: request.step ?? null,
      method: request.method,
      url: redactor.text(url.href),
      requestBody: describeBody(request, redactor)?.slice(0, journalExcerpt) ?? null,
      status: null,
      responseBody: null,
      milliseconds: 0,
      errorCode: null,
      startedAt: clock.wall(),
    }
    try {
      const send = (place?: number) => transmit(request, url, body, place)
      const isSingular = request.singular && uploadPlace === undefined
      const answer = await (isSingular ? inPlace(send) : send(uploadPlace))
      exchange.status = answer.status
      exchange.responseBody = excerptOf(answer.text, journalExcerpt, redact)
      const quota = readQuota(answer, clock.wall())
      if (quota) onQuota?.(request.accountId, quota)
      const pause = readPause(answer, clock.wall())
      if (pause > 0) {
        queue.pause(request.accountId, pause)
        options.onPause?.(request.accountId, clock.wall() + pause)
      }
      return {
        status: answer.status,
        headers: answer.headers,
        body: interpret(answer, pause, redact),
        requestId: exchange.id,
      }
    } catch (error) {
      if (error instanceof GatewayFailure) {
        exchange.errorCode = error.error.code
        error.error.requestId = exchange.id
        error.error.retryable = mayRepeat(error, request)
      }
      throw error
    } finally {
      exchange.milliseconds = Math.round(clock.monotonic() - started)
      leave()
      options.onExchange(exchange)
    }
  }

  const wait = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      const finish = () => {
        cancelTimer()
        signal?.removeEventListener('abort', finish)
        resolve()
      }
      const cancelTimer = clock.after(milliseconds, finish)
      signal?.addEventListener('abort', finish)
    })

  return {
    async send(request) {
      const url = addressOf(request)
      if (request.authorization) redactor.register(request.authorization.replace(/^\w+\s+/, ''))
      request.secrets?.forEach((secret) => redactor.register(secret))
      for (let tries = 1; ; tries += 1) {
        try {
          return await sendOnce(request, url)
        } catch (error) {
          if (tries === mostTries || !isWorthRepeating(error, request)) throw error
          // Half fixed, half by chance: callers that failed together do not come back together.
          await wait(firstBackoff * 2 ** (tries - 1) * (0.5 + Math.random() / 2), request.signal)
        }
      }
    },
  }
}

/** @throws GatewayFailure for everything but a 2xx with JSON. */
function interpret(answer: RawAnswer, pause: number, redact: (text: string) => string): unknown {
  try {
    return readAnswer(answer, redact)
  } catch (error) {
    if (error instanceof GatewayFailure && error.error.code === 'provider.rateLimited')
      error.error.params = { seconds: Math.ceil(pause / 1000) }
    throw error
  }
}

/** @throws GatewayFailure `network.insecure`, because over plain http the key travels readable. */
function addressOf({ baseUrl, path }: GatewayRequest): URL {
  const url = new URL(baseUrl.replace(/\/+$/, '') + path)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url
  throw new GatewayFailure({ code: 'network.insecure' }, 'notSent')
}

function headersOf({ authorization }: GatewayRequest, { contentType }: EncodedBody): AxiosHeaders {
  const headers = new AxiosHeaders({
    Accept: 'application/json',
    // The Cloud PBX rules ask for it in so many words; both network stacks unpack the answer.
    'Accept-Encoding': 'gzip',
    'User-Agent': 'Switchboard',
  })
  if (contentType !== null) headers.set('Content-Type', contentType)
  if (authorization !== null) headers.set('Authorization', authorization)
  return headers
}

const plainHeaders = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

function failureOf(
  code: ErrorCode,
  delivery: 'notSent' | 'unknown',
  request: GatewayRequest,
  params: Record<string, string | number>,
  cause?: unknown,
): GatewayFailure {
  return new GatewayFailure({ code, params: { host: new URL(request.baseUrl).host, ...params } }, delivery, { cause })
}

const passingTroubles: ReadonlySet<ErrorCode> = new Set([
  'network.offline',
  'network.dns',
  'network.proxy',
  'network.refused',
  'network.timeout',
  'network.stalled',
  'network.cut',
  'provider.rateLimited',
  'provider.quotaUsedUp',
  'provider.failure',
  'cancelled',
])

/** Whether the very same request may be sent again without doing anything twice. A 429 was refused before it was carried out. */
const mayRepeat = ({ delivery, error }: GatewayFailure, request: GatewayRequest): boolean =>
  passingTroubles.has(error.code) &&
  (request.repeatable || delivery === 'notSent' || error.code === 'provider.rateLimited')

/** Only what tends to pass within a second; an address that does not resolve or a silent provider needs the operator. */
const isWorthRepeating = (error: unknown, request: GatewayRequest): boolean =>
  error instanceof GatewayFailure &&
  request.repeatable &&
  request.signal?.aborted !== true &&
  (error.error.code === 'network.cut' ||
    error.error.code === 'provider.failure' ||
    (error.error.code === 'provider.rateLimited' && error.delivery === 'answered'))
