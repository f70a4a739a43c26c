/** A token that is asked for once for any number of waiting calls, renewed before its end and once after a refusal. */
import { GatewayFailure } from '../http/gateway'

export interface Token {
  value: string
  /** How long it is good, ms from the moment it was asked for. */
  lifetime: number
}

interface TokenSessionOptions {
  /** Asks the provider for a token; never called twice at once. */
  obtain(): Promise<Token>
  /** A token is renewed this long before its end, ms. */
  margin?: number
  /** ms that only ever go forward. */
  monotonic?(): number
}

export interface TokenSession {
  /**
   * Runs the work with a token. When the provider refuses the token (401, so nothing was carried out), the work runs
   * once more with a new one.
   * @throws what the work throws, and what `obtain` throws: a `GatewayFailure` of it as one of work that was not sent
   */
  withToken<Value>(work: (token: string) => Promise<Value>): Promise<Value>
  /** The next call asks for a new token. */
  forget(): void
}

const defaultMargin = 60_000

/** Without a token the work itself never left, whatever became of the request for one. */
const beforeWork = (failure: GatewayFailure): GatewayFailure =>
  new GatewayFailure(failure.error, 'notSent', {
    cause: failure.cause,
    status: failure.status,
    providerCode: failure.providerCode,
  })

export function createTokenSession(options: TokenSessionOptions): TokenSession {
  const { obtain, margin = defaultMargin, monotonic = () => performance.now() } = options
  let present: { value: string; renewAt: number } | undefined
  let obtaining: Promise<string> | undefined

  async function renew(): Promise<string> {
    const askedAt = monotonic()
    const { value, lifetime } = await obtain().catch((error: unknown) => {
      throw error instanceof GatewayFailure ? beforeWork(error) : error
    })
    // A token that lives for less than the margin is still used for most of its life.
    present = { value, renewAt: askedAt + Math.max(lifetime - margin, lifetime / 2) }
    return value
  }

  function token(): Promise<string> {
    if (present && monotonic() < present.renewAt) return Promise.resolve(present.value)
    obtaining ??= renew().finally(() => (obtaining = undefined))
    return obtaining
  }

  return {
    async withToken(work) {
      const first = await token()
      try {
        return await work(first)
      } catch (error) {
        if (!(error instanceof GatewayFailure) || error.status !== 401) throw error
        // Another call may have renewed it meanwhile; then that token is tried.
        if (present?.value === first) present = undefined
        return work(await token())
      }
    },
    forget() {
      present = undefined
    },
  }
}
