/** What the demo Twin holds. Tests look into it, and change it behind the client's back. */
import type { Dialing } from './dialing'
import type { Tokens } from './tokens'

export interface TwinUser {
  id: number
  companyId: number
  firstName: string
  lastName: string
  email: string
  password: string
  phone: string
}

export interface Named {
  id: string
  name: string
}

/** A number that a batch of incoming rules created. */
export interface CreatedNumber {
  title: string
  /** Digits. */
  number: string
  action: string
  botId: string
  providerId: string
  did: string
  numberAsDid: boolean
  login: string
  /** ms since 1970 */
  createdAt: number
}

/** One of the five cases in which a call is made again. */
export interface RedialRule {
  redial: boolean
  /** Seconds until the next try. */
  time: number
  /** Further tries. */
  count: number
}
export const redialCases = ['busy', 'noAnswer', 'answerMash', 'congestion', 'answerNoList'] as const
export type RedialCase = (typeof redialCases)[number]

export interface JobSettings {
  name: string
  botId: string
  /** Calls per second. */
  rate: number
  /** ms since 1970; null: started by hand. */
  startsAt: number | null
  /** Seconds from which on a call counts as effective. */
  effectiveAfter: number
  /** Seconds of the callee's day; null: any time. */
  window: { from: number; to: number } | null
  detectsMachines: boolean
  redialEnabled: boolean
  redial: Record<RedialCase, RedialRule>
}

export interface Candidate {
  phones: string[]
  variables: object | null
  callbackData: object | null
  externalId: string
  /** Seconds east of UTC, as W-template's sample has it; null: the company's. */
  offset: number | null
}

export const jobStatuses = ['BLANK', 'READY', 'PROCESS', 'PAUSED', 'HALTED', 'FINISHED'] as const
/** FINISHED is the sandbox's own word: the documents were cut before they name that status. */
export type JobStatus = (typeof jobStatuses)[number]

export interface Job {
  id: string
  /** The body of the request that created it. */
  body: Record<string, unknown>
  settings: JobSettings
  status: JobStatus
  candidates: Candidate[]
  dialing: Dialing
  /** ms since 1970 */
  createdAt: number
  updatedAt: number
}

export interface TwinState {
  readonly user: TwinUser
  /** Minutes east of UTC of the company's zone, in which a job's start is written. */
  readonly companyOffset: number
  readonly bots: Named[]
  /** Trunks. */
  readonly providers: Named[]
  /** What the cabinet shows and no method lists: ids to be pasted. */
  readonly callerIds: Named[]
  readonly pools: Named[]
  readonly channels: Named[]
  readonly numbers: CreatedNumber[]
  /** Oldest first. */
  readonly jobs: Map<string, Job>
  readonly tokens: Tokens
  /** How the id of a new job is answered: as the document prints it, or plain. */
  idForm: 'identity' | 'plain'
  /** ms after its creation during which a job refuses contacts, which others report of Twin; default 0. */
  settlingTime: number
  /** Calls that one period of the statistics gives at most; documented are 50,000. */
  statisticsLimit: number
}
