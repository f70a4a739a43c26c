/** What the demo cloud PBX holds. Tests change it behind the client's back. */
import type { Did } from './dids'
import type { Extension } from './extension'
import type { Interval } from './intervals'
import type { Sound } from './sounds'

type ApplicationType = 'trusted' | 'public' | 'password_credentials'

/** A program registered at /app/register. */
export interface Application {
  clientId: string
  clientSecret: string
  name: string
  /** The pages give one type to an application. The one the sandbox hands out has all, so that each grant can be tried. */
  types: readonly ApplicationType[]
  access: 'Call API' | 'All'
  /** A loopback address without a port stands for any port. */
  redirectUrls: readonly string[]
  /** Login of who registered it: the user of a `client_credentials` token. */
  owner: string
}

export interface User {
  id: number
  login: string
  password: string
  access: 'full' | 'read_only'
  status: 'active' | 'blocked'
  /** Set for a user of one extension. */
  extensionId: number | null
}

export interface ClientInfo {
  id: number
  name: string
  email: string
  prefix: string
  domain: string
  domain_prefix: string
  extension_len: number
  timezone: string
  hold_music: number | null
  call_interactive_url: string | null
  call_interactive_method: 'GET' | 'POST'
  call_interactive_timeout: number | null
  call_interactive_out_call: boolean
  create_date: string
}

export interface Token {
  access: string
  /** null: `client_credentials` gives none. */
  refresh: string | null
  clientId: string
  login: string
  /** ms since 1970 */
  expiresAt: number
  refreshExpiresAt: number
}

/** Largest count of each thing; which fields the resource has is not documented. */
export interface Limits {
  extension: number
  incom_rule: number
  interval: number
  sound: number
  ivr_context: number
  ivr_rule: number
}

export interface PbxState {
  client: ClientInfo
  /** A client that exists and is not ours. */
  neighbourId: number
  /** The first is the one the sandbox hands out. */
  applications: [Application, ...Application[]]
  users: [User, ...User[]]
  extensions: Map<number, Extension>
  dids: Map<number, Did>
  sounds: Map<number, Sound>
  intervals: Map<number, Interval>
  limits: Limits
  /** Requests in the present hour, of all users and applications of the client together. */
  quota: { limit: number; used: number; hour: number }
  tokens: Token[]
  /** Operator's switch for voice_helper rules. */
  voiceHelper: boolean
  /** Last id given out per kind; ids are never used again. */
  lastId: { extension: number; sound: number; interval: number }
}

/** The next id of a kind. */
export function nextId(state: PbxState, kind: keyof PbxState['lastId']): number {
  state.lastId[kind] += 1
  return state.lastId[kind]
}

/** `YYYY-MM-DD HH:MM:SS`. The pages name no zone; here it is UTC. */
export const dateTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
