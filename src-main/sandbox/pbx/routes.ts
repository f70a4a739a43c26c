/** One row of the demo cloud PBX: a method, a path and what they do. */
import type { Parts } from '../provider'
import { accessDenied, invalid, notFound, Refusal, type Reply } from './reply'
import type { Extension } from './extension'
import type { PbxState, User } from './state'

export interface Context {
  state: PbxState
  user: User
  /** ms since 1970 */
  now: () => number
  /** Decoded segments by their name in the path. */
  segments: Record<string, string>
  query: URLSearchParams
  body: string
  parts: Parts | null
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/client/:client/extension/`; the slash at the end counts. */
  path: string
  run(context: Context): Reply
}

interface Found {
  route: Route
  segments: Record<string, string>
}

/** @returns a function that finds the route of a path, `wrongMethod` when only other methods are there. */
export function routeFinder(routes: readonly Route[]): (method: string, path: string) => Found | 'wrongMethod' | null {
  const rows = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
  }))
  return (method, path) => {
    const matching = rows.flatMap(({ route, pattern }) => {
      const match = pattern.exec(path)
      return match ? [{ route, segments: decoded(match.groups ?? {}) }] : []
    })
    return matching.find(({ route }) => route.method === method) ?? (matching.length > 0 ? 'wrongMethod' : null)
  }
}

function decoded(groups: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    throw notFound('path that is not percent-encoded')
  }
}

/** The client of `:client`. @throws Refusal 403 or 404 for any but the user's own, and for a user of one extension. */
export function checkClient({ state, user, segments }: Context): void {
  const { client = '' } = segments
  if (user.extensionId !== null) throw accessDenied()
  if (client === '@me' || client === String(state.client.id)) return
  if (client === String(state.neighbourId)) throw accessDenied()
  throw new Refusal(404, 'Client not found', { word: 'client_not_found' })
}

/** The extension of `:extension`. @throws Refusal 404; 403 when the user belongs to another extension. */
export function extensionOf({ state, user, segments }: Context): Extension {
  const { extension: asked = '' } = segments
  const own = user.extensionId
  if (asked === '@me' && own === null) throw notFound('@me of a user that is no extension')
  const extension = state.extensions.get(asked === '@me' && own !== null ? own : idIn(segments, 'extension'))
  if (!extension) throw notFound()
  if (own !== null && own !== extension.id) throw accessDenied()
  return extension
}

/** The id in a path. @throws Refusal 404 for what is none. */
export function idIn(segments: Record<string, string>, name: string): number {
  const segment = segments[name] ?? ''
  if (!/^[1-9]\d{0,15}$/.test(segment)) throw notFound()
  return Number(segment)
}

/** @throws Refusal 404 */
export function mustFind<T>(value: T | undefined): T {
  if (value === undefined) throw notFound()
  return value
}

/** Neither is documented; 200 is the largest page a public program asks for. */
const defaultPage = 20
const largestPage = 200
export const assumedPaging = 'size and order of the page'

/** The asked page of a list. @throws Refusal 400 */
export function paged<T>(list: readonly T[], query: URLSearchParams): T[] {
  const read = (name: string, fallback: number): number => {
    const value = query.get(name) ?? String(fallback)
    if (!/^[1-9]\d{0,5}$/.test(value)) throw invalid(name, 'must be a number from 1')
    return Number(value)
  }
  const [page, size] = [read('page', 1), read('per_page', defaultPage)]
  if (size > largestPage) throw invalid('per_page', `must be at most ${largestPage}`)
  return list.slice((page - 1) * size, page * size)
}

/** @throws Refusal 400 when there are as many as the client may have. */
export function checkLimit({ limits }: PbxState, kind: keyof PbxState['limits'], count: number): void {
  if (count >= limits[kind]) throw invalid(kind, `limit of ${limits[kind]} is reached`)
}
