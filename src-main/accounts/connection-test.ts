import { testStages, type ConnectionTest } from '@shared/contract/accounts'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import { GatewayFailure } from '../http/gateway'

type Stage = (typeof testStages)[number]

interface TestOptions {
  /** The lightest read that the provider refuses to a wrong key. @returns what a right key may not do */
  probe(): Promise<Finding[]>
  /** @returns what the system's settings say for the address: `DIRECT`, `PROXY host:port` … */
  resolveProxy(url: string): Promise<string>
  /** Why the secret cannot be used; null: it can. */
  secretProblem: AppError | null
  baseUrl: string
}

/**
 * Sends one request and names the stage that it failed at, if it did. Stages before that one have passed; those after
 * it, and those that the way to this address does not have, are skipped.
 */
export async function testConnection({
  probe,
  resolveProxy,
  secretProblem,
  baseUrl,
}: TestOptions): Promise<ConnectionTest> {
  const begin = performance.now()
  const proxy = await resolveProxy(baseUrl)
  const outcome = secretProblem ? { stage: 'secret' as const, error: secretProblem } : await outcomeOf(probe)
  const failure = 'stage' in outcome ? outcome : undefined
  const failedAt = failure ? testStages.indexOf(failure.stage) : testStages.length
  return {
    stages: testStages.map((stage, position) => {
      if (failure && position === failedAt) return { stage, outcome: 'failed', error: failure.error }
      return { stage, outcome: position < failedAt && happens(stage, baseUrl, proxy) ? 'passed' : 'skipped' }
    }),
    limits: 'limits' in outcome ? outcome.limits : [],
    milliseconds: Math.round(performance.now() - begin),
    proxy,
  }
}

/** Behind a proxy the name is looked up by the proxy, and an address in digits is not looked up at all. */
function happens(stage: Stage, baseUrl: string, proxy: string): boolean {
  const { protocol, hostname } = new URL(baseUrl)
  if (stage === 'dns') return proxy === 'DIRECT' && !/^\[|^[\d.]+$/.test(hostname)
  if (stage === 'tls') return protocol === 'https:'
  return true
}

type Outcome = { limits: Finding[] } | { stage: Stage; error: AppError }

async function outcomeOf(probe: () => Promise<Finding[]>): Promise<Outcome> {
  try {
    return { limits: await probe() }
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error
    return { stage: stageOf(error), error: error.error }
  }
}

function stageOf(failure: AppFailure): Stage {
  switch (failure.error.code) {
    case 'auth.missing':
    case 'secret.locked':
    case 'secret.unavailable':
    case 'secret.corrupt':
      return 'secret'
    // Without any network the name cannot even be looked up.
    case 'network.offline':
    case 'network.dns':
      return 'dns'
    case 'network.proxy':
    case 'network.refused':
    case 'network.insecure':
      return 'connection'
    case 'network.tls':
      return 'tls'
    case 'network.cut':
    case 'network.timeout':
      // A request that left had its connection.
      return failure instanceof GatewayFailure && failure.delivery === 'unknown' ? 'http' : 'connection'
    case 'auth.rejected':
    case 'auth.forbidden':
      return 'key'
    default:
      return 'http'
  }
}
