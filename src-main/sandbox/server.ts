/** The one server of all demo providers: loopback only, random port; ledger and faults apply to each of them. */
import { createServer, STATUS_CODES, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { FaultSource, Trouble } from './faults'
import type { LedgerEntry, LedgerWriter } from './ledger'
import type { Provider, ProviderAnswer } from './provider'

export interface ServerOptions {
  providers: Provider[]
  ledger: LedgerWriter
  faults: FaultSource
  /** 0: any free port. */
  port: number
  /** PEM texts; without them the server speaks plain HTTP. */
  tls?: { key: string; cert: string }
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  origin: string
  /** Cuts every connection; requests that still wait are not acted on. */
  close(): Promise<void>
}

const largestBody = 4 * 1024 * 1024

/** @throws the system's error when the port cannot be had. */
export async function startServer({ providers, ledger, faults, port, tls }: ServerOptions): Promise<RunningServer> {
  const closing = new AbortController()
  const listener: RequestListener = (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      // Most often the client went away while it sent; else it is a mistake of the sandbox and must be seen.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`sandbox: ${String(error)}`)
    })
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.keepAliveTimeout = 60_000

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming)
    const method = incoming.method ?? ''
    const [path = '', query = ''] = (incoming.url ?? '').split(/\?(.*)/s)
    const entry = ledger.open({ method, path, query, headers: flat(incoming.headers), body })
    const trouble = faults.meet(path, body)
    entry.fault = trouble.fault?.kind ?? (trouble.delay > 0 ? 'latency' : null)
    if (trouble.delay > 0) await pause(trouble.delay, closing.signal)
    if (closing.signal.aborted) return
    if (trouble.fault?.kind === 'silence') return ledger.settle(entry, null)

    const answer = refusedByFault(trouble) ?? act()
    if (trouble.fault?.kind === 'cutBefore' || trouble.fault?.kind === 'cutAfter') {
      ledger.settle(entry, null)
      incoming.socket.destroy()
      return
    }
    finish(response, entry, spoiled(answer, trouble))

    function act(): ProviderAnswer {
      const provider = providers.find(({ prefix }) => path.startsWith(`${prefix}/`))
      const { authorization, host = '' } = incoming.headers
      const result = provider?.answer({
        method,
        host,
        path: path.slice(provider.prefix.length),
        query,
        authorization,
        body,
      })
      entry.acted = result?.acted ?? false
      return result ?? { status: 404, body: '', headers: {}, acted: false }
    }
  }

  function finish(response: ServerResponse, entry: LedgerEntry, answer: Omit<ProviderAnswer, 'acted'>): void {
    // A client that has left gets nothing, whatever the method did.
    ledger.settle(entry, response.destroyed ? null : answer)
    const length = Buffer.byteLength(answer.body)
    response.writeHead(answer.status, { ...answer.headers, 'content-length': length })
    response.end(answer.body)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port')

  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The answer of a fault that keeps the request from the provider. */
function refusedByFault({ fault }: Trouble): ProviderAnswer | null {
  switch (fault?.kind) {
    case 'status': {
      const body = fault.body ?? JSON.stringify({ error: STATUS_CODES[fault.status] })
      const wait: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
      return { status: fault.status, body, headers: { 'content-type': 'application/json', ...wait }, acted: false }
    }
    case 'html':
      return {
        status: 200,
        body: '<!doctype html><html><head><title>Sign in to the network</title></head><body>Sign in</body></html>',
        headers: { 'content-type': 'text/html; charset=utf-8' },
        acted: false,
      }
    case 'cutBefore':
      return { status: 0, body: '', headers: {}, acted: false }
    default:
      return null
  }
}

/** The provider's answer as a fault leaves it. */
function spoiled(answer: ProviderAnswer, { fault }: Trouble): ProviderAnswer {
  switch (fault?.kind) {
    case 'truncatedJson':
      return { ...answer, body: answer.body.slice(0, Math.max(1, Math.floor(answer.body.length / 2))) }
    case 'brokenJson':
      return { ...answer, body: '{"numbers": [,], \u0000' }
    case 'wrongShape':
      return { ...answer, body: '["unexpected"]' }
    default:
      return answer
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) throw new Error('Request body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** Resolves after `ms`, or at once when `signal` aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
  })
}
