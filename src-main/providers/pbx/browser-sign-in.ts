/**
 * Signing in by the system's browser (`authorization_code`): the operator's page sends the browser back to a server that
 * listens on this computer only, for this one answer. Pages on authorisation; the random `state` and PKCE are from RFC 6749
 * and 7636: a host that does not know PKCE ignores it.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { AppFailure } from '@shared/domain/app-error'
import { redirectAddress, redirectPath, redirectPort } from '@shared/domain/pbx/sign-in'
import type { Gateway } from '../../http/gateway'
import { requestToken, type PbxApplication, type TokenAnswer } from './session'

interface BrowserSignIn extends PbxApplication {
  gateway: Gateway
  accountId: string
  baseUrl: string
  /** Opens the page in the system's browser. */
  openPage(url: string): Promise<void>
  /** What the browser shows at the end, in the operator's language. */
  closingWords: string
  /** Port of the redirect address, which has to be registered with the application; 0: any free one. */
  port?: number
  signal?: AbortSignal
}

/** An operator may have to look up a password first, ms. */
const patience = 10 * 60_000

/**
 * @returns the first token, with the refresh token that the account keeps
 * @throws AppFailure `cancelled`, `auth.forbidden` when the operator said no, `network.refused` when the port is taken,
 *   and what the token endpoint throws
 */
export async function signInByBrowser(options: BrowserSignIn): Promise<TokenAnswer> {
  const { gateway, accountId, baseUrl, clientId, clientSecret, openPage, port = redirectPort } = options
  const state = randomBytes(32).toString('base64url')
  const verifier = randomBytes(32).toString('base64url')
  const server = createServer()
  try {
    const address = redirectAddress(await listen(server, port))
    const answer = waitForAnswer(server, state, options)
    const page = new URL('/oauth/authorize', baseUrl)
    page.search = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: address,
      scope: 'all',
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString()
    await openPage(page.href)
    const fields = {
      grant_type: 'authorization_code',
      code: await answer,
      redirect_uri: address,
      client_id: clientId,
      client_secret: clientSecret,
      code_verifier: verifier,
    }
    return await requestToken({ gateway, accountId, baseUrl, fields })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const reason = 'code' in cause ? String(cause.code) : ''
      reject(new AppFailure('network.refused', { params: { host: `127.0.0.1:${port}`, reason } }, { cause }))
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** The code of the first answer that carries our state; anything else that knocks is told nothing. */
function waitForAnswer(server: Server, state: string, { signal, closingWords }: BrowserSignIn): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const cancel = () => reject(new AppFailure('cancelled'))
  const timer = setTimeout(cancel, patience)
  signal?.addEventListener('abort', cancel)
  if (signal?.aborted) cancel()
  server.on('request', (request, response) => {
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1')
    const answer = url?.searchParams
    if (url?.pathname !== redirectPath || !answer || !isSame(answer.get('state') ?? '', state)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(closingWords)
    const code = answer.get('code')
    if (code) resolve(code)
    else reject(new AppFailure('auth.forbidden', { providerMessage: (answer.get('error') ?? '').slice(0, 100) }))
  })
  void promise
    .catch(() => undefined)
    .finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    })
  return promise
}

const isSame = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
