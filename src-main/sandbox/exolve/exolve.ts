/**
 * The demo MTS Exolve, written from its documents (Numbering API pages, SetCallForwarding). What they do not give is
 * called assumed: the answer then carries the header X-Sandbox-Assumed with a short reason.
 */
import type { Provider, ProviderAnswer } from '../provider'
import { Refusal, type Reply } from './reply'
import { forwardingRoutes } from './routes-forwarding'
import { neighbourRoutes } from './routes-neighbours'
import { ownedRoutes } from './routes-owned'
import { stockRoutes } from './routes-stock'
import type { Application, ExolveState } from './state'

const routes = new Map(
  [...stockRoutes, ...ownedRoutes, ...forwardingRoutes, ...neighbourRoutes].map((route) => [route.path, route]),
)

export function createExolve(state: ExolveState, now: () => number): Provider {
  return {
    prefix: '/exolve',
    answer({ method, path, authorization, body }) {
      const route = routes.get(path)
      // A wrong path is documented as 404 without a body; another method than POST is not documented.
      if (!route) return { status: 404, body: '', headers: {}, acted: false }
      if (method !== 'POST') {
        return { status: 405, body: '', headers: { allow: 'POST', 'x-sandbox-assumed': 'status' }, acted: false }
      }
      try {
        const application = authorized(authorization, state.applications)
        return answered(route.run(body, { state, application, now }))
      } catch (error) {
        if (error instanceof Refusal) return refused(error)
        throw error
      }
    },
  }
}

/** @throws Refusal 401 `malformed token` without a key, `Unauthorized` with a wrong one (pages GetList, SetAmdState). */
function authorized(header: string | undefined, applications: readonly Application[]): Application {
  const key = /^Bearer +(\S+)$/.exec(header ?? '')?.[1]
  if (key === undefined) throw new Refusal(401, 'malformed token')
  const application = applications.find(({ apiKey }) => apiKey === key)
  if (!application) throw new Refusal(401, 'Unauthorized')
  return application
}

function answered({ body, assumed }: Reply): ProviderAnswer {
  return { status: 200, body: JSON.stringify(body), headers: headersOf(assumed), acted: true }
}

function refused({ status, message, assumed }: Refusal): ProviderAnswer {
  return { status, body: JSON.stringify({ error: message }), headers: headersOf(assumed), acted: false }
}

function headersOf(assumed: string | undefined): Record<string, string> {
  return { 'content-type': 'application/json', ...(assumed && { 'x-sandbox-assumed': assumed }) }
}
