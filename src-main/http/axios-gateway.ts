/** The gateway over axios and a handed-in fetch: Electron's in the program, so that the system's proxy and certificates count. */
import { randomUUID } from 'node:crypto'
import axios, { AxiosError, AxiosHeaders } from 'axios'
import { isLoopback } from '@shared/domain/account'
import type { ErrorCode } from '@shared/domain/app-error'
import type { Exchange } from '@shared/domain/exchange'
import { readAnswer, type RawAnswer } from './answer'
import { systemClock, type Clock } from './clock'
import { GatewayFailure, type Gateway, type GatewayAnswer, type GatewayRequest, type Quota } from './gateway'
import { recogniseNetworkError } from './network-errors'
import { readPause, readQuota } from './provider-pause'
import { excerptOf, hide, type Redactor } from './redact'
import { describeBody, encodeBody, type EncodedBody } from './request-body'
import { createRequestQueue, type RequestLimits } from './request-queue'

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
  redactor: Redactor
  /** Called once for every request that left, also for each repetition; secrets are already out. */
  onExchange(exchange: Exchange): void
  /** Called with every answer that says how much of the account's quota is left. */
  onQuota?(accountId: string, quota: Quota): void
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

  /** @throws GatewayFailure when nothing readable came back. */
  async function transmit(
    request: GatewayRequest,
    url: URL,
    body: EncodedBody,
    fetch: typeof globalThis.fetch,
  ): Promise<RawAnswer> {
    const { timeout = defaultTimeout, signal } = request
    const abort = new AbortController()
    const giveUp = (failure: GatewayFailure) => abort.abort(failure)
    const stopTimer = clock.after(timeout, () =>
      giveUp(failureOf('network.timeout', 'unknown', request, { seconds: Math.round(timeout / 1000) })),
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
          env: { fetch },
        }),
        aborted,
      ])
      return { status: answer.status, headers: plainHeaders(answer.headers), text: answer.data }
    } catch (error) {
      if (error instanceof GatewayFailure) throw error
      throw networkFailure(error, request, url)
    } finally {
      stopTimer()
      signal?.removeEventListener('abort', cancel)
    }
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
      const answer = await (request.singular
        ? inPlace((place) => transmit(request, url, body, fetchAt(place)))
        : transmit(request, url, body, options.fetch))
      exchange.status = answer.status
      exchange.responseBody = excerptOf(answer.text, journalExcerpt, redact)
      const quota = readQuota(answer, clock.wall())
      if (quota) onQuota?.(request.accountId, quota)
      const pause = readPause(answer, clock.wall())
      if (pause > 0) queue.pause(request.accountId, pause)
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

/** Gives each work a place of its own while it lasts; those for whom there is none wait, in the order of the calls. */
function createPlaces(count: number) {
  const free = Array.from({ length: count }, (_, place) => place)
  const waiting: ((place: number) => void)[] = []
  return async <Value>(work: (place: number) => Promise<Value>): Promise<Value> => {
    const place = free.shift() ?? (await new Promise<number>((resolve) => waiting.push(resolve)))
    try {
      return await work(place)
    } finally {
      const next = waiting.shift()
      if (next) next(place)
      else free.push(place)
    }
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
