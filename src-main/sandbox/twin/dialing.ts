/**
 * How a job dials: at its rate, with outcomes and durations drawn from the job's own chance, so that the same job dials
 * the same way each time. Nothing runs by itself: whoever looks at a job first lets it catch up with the clock.
 */
import { createRandom } from '../random'
import { uuid } from './uuid'
import type { Candidate, Job, RedialCase } from './state'

/** Statuses of a call (page call-statuses). */
type FinalStatus = 'ANSWERED' | 'NOANSWER' | 'BUSY' | 'CONGESTION' | 'CHANUNAVAIL' | 'INVALID'

export interface Call {
  id: string
  candidate: Candidate
  phone: string
  /** 0 for the first try. */
  attempt: number
  /** ms since 1970: dialled, answered (null: never), over. */
  startedAt: number
  answeredAt: number | null
  endedAt: number
  finalStatus: FinalStatus
  responder: 'human' | 'machine' | null
}

interface Waiting {
  /** Index of the candidate. */
  candidate: number
  attempt: number
  /** ms since 1970 */
  dueAt: number
}

export interface Dialing {
  calls: Call[]
  /** Index of the first candidate that was not dialled yet. */
  nextCandidate: number
  /** Sorted by `dueAt`: redials, and contacts whose day has not begun. */
  waiting: Waiting[]
  /** ms since 1970; the earliest moment of the next call while the job runs. */
  nextCallAt: number
  /** ms since 1970 at which the last call so far is over. */
  lastEndAt: number
  /** Tries used up per candidate and case: `12/busy`. */
  redialsUsed: Map<string, number>
}

export const createDialing = (): Dialing => ({
  calls: [],
  nextCandidate: 0,
  waiting: [],
  nextCallAt: 0,
  lastEndAt: 0,
  redialsUsed: new Map(),
})

const second = 1000
const day = 86_400

/** The status of a call as seen at a moment. */
export function statusAt(call: Call, moment: number): string {
  if (moment >= call.endedAt) return call.finalStatus
  return call.answeredAt !== null && moment >= call.answeredAt ? 'INPROGRESS' : 'DIAL'
}

/** Seconds talked until a moment. */
export const durationAt = ({ answeredAt, endedAt }: Call, moment: number): number =>
  answeredAt === null ? 0 : Math.max(0, Math.floor((Math.min(moment, endedAt) - answeredAt) / second))

export function run(job: Job, moment: number): void {
  job.status = 'PROCESS'
  job.updatedAt = moment
  job.dialing.nextCallAt = Math.max(job.dialing.nextCallAt, moment)
}

/** Lets a job do what it has done until `now`: begin at its time, dial, redial, end. */
export function catchUp(job: Job, now: number, companyOffset: number): void {
  const { startsAt } = job.settings
  if (job.status === 'READY' && startsAt !== null && startsAt <= now) run(job, Math.max(startsAt, job.updatedAt))
  if (job.status !== 'PROCESS') return
  const { dialing } = job
  for (let next = nextOf(job); next; next = nextOf(job)) {
    const { at } = next
    if (at > now) return
    const waiting = take(dialing, next.isWaiting)
    const opensAt = openingOf(job, waiting.candidate, at, companyOffset)
    if (opensAt > at) {
      insert(dialing.waiting, { ...waiting, dueAt: opensAt })
      continue
    }
    dial(job, waiting, at)
    dialing.nextCallAt = at + second / job.settings.rate
  }
  const endedAt = Math.max(job.updatedAt, dialing.lastEndAt)
  if (endedAt > now) return
  job.status = 'FINISHED'
  job.updatedAt = endedAt
}

/** Who is dialled next, and when: one that waited for its turn comes before a new one. null: nobody is left. */
function nextOf({ dialing, candidates }: Job): { isWaiting: boolean; at: number } | null {
  const [first] = dialing.waiting
  const isFresh = dialing.nextCandidate < candidates.length
  if (first && (first.dueAt <= dialing.nextCallAt || !isFresh))
    return { isWaiting: true, at: Math.max(dialing.nextCallAt, first.dueAt) }
  return isFresh ? { isWaiting: false, at: dialing.nextCallAt } : null
}

function take(dialing: Dialing, isWaiting: boolean): Waiting {
  const waited = isWaiting ? dialing.waiting.shift() : undefined
  return waited ?? { candidate: dialing.nextCandidate++, attempt: 0, dueAt: 0 }
}

function insert(waiting: Waiting[], entry: Waiting): void {
  let low = 0
  let high = waiting.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((waiting[middle]?.dueAt ?? 0) <= entry.dueAt) low = middle + 1
    else high = middle
  }
  waiting.splice(low, 0, entry)
}

/** The first moment from `at` on at which the contact's own clock allows a call. */
function openingOf(job: Job, candidate: number, at: number, companyOffset: number): number {
  const { window } = job.settings
  if (!window) return at
  const offset = job.candidates[candidate]?.offset ?? companyOffset * 60
  const local = (((Math.floor(at / second) + offset) % day) + day) % day
  if (local >= window.from && local <= window.to) return at
  return (Math.floor(at / second) + ((window.from - local + day) % day)) * second
}

function dial(job: Job, { candidate: index, attempt }: Waiting, at: number): void {
  const candidate = job.candidates[index]
  if (!candidate) return
  const phone = candidate.phones[attempt % candidate.phones.length] ?? ''
  const call = draw(job, candidate, index, phone, attempt, at)
  job.dialing.calls.push(call)
  job.dialing.lastEndAt = Math.max(job.dialing.lastEndAt, call.endedAt)
  const reason = redialReason(job, call)
  if (reason === null || !job.settings.redialEnabled) return
  const { redial, time, count } = job.settings.redial[reason]
  const key = `${index}/${reason}`
  const used = job.dialing.redialsUsed.get(key) ?? 0
  if (!redial || used >= count) return
  job.dialing.redialsUsed.set(key, used + 1)
  insert(job.dialing.waiting, { candidate: index, attempt: attempt + 1, dueAt: call.endedAt + time * second })
}

function draw(job: Job, candidate: Candidate, index: number, phone: string, attempt: number, at: number): Call {
  const random = createRandom(seedOf(job.id) + index * 7919 + attempt * 104_729)
  const base = {
    id: uuid(random),
    candidate,
    phone,
    attempt,
    startedAt: Math.round(at),
    answeredAt: null,
    responder: null,
  }
  const ended = (finalStatus: FinalStatus, seconds: number): Call => ({
    ...base,
    finalStatus,
    endedAt: base.startedAt + seconds * second,
  })
  if (!/^\d{10,15}$/.test(phone)) return ended('INVALID', 0)
  const chance = random.next()
  if (chance < 0.24) return ended('NOANSWER', random.between(25, 40))
  if (chance < 0.34) return ended('BUSY', random.between(1, 4))
  if (chance < 0.38) return ended('CONGESTION', 1)
  if (chance < 0.4) return ended('CHANUNAVAIL', 1)
  const machine = chance < 0.47
  const answeredAt = base.startedAt + random.between(4, 20) * second
  // Most hang up early, few talk for minutes.
  const talk = machine ? random.between(3, 12) : Math.round(3 + 177 * random.next() ** 3)
  return {
    ...base,
    finalStatus: 'ANSWERED',
    answeredAt,
    endedAt: answeredAt + talk * second,
    responder: job.settings.detectsMachines ? (machine ? 'machine' : 'human') : null,
  }
}

const seedOf = (id: string): number => Number.parseInt(id.slice(0, 8), 16) >>> 0

function redialReason({ settings }: Job, call: Call): RedialCase | null {
  switch (call.finalStatus) {
    case 'BUSY':
      return 'busy'
    case 'NOANSWER':
      return 'noAnswer'
    case 'CONGESTION':
    case 'CHANUNAVAIL':
      return 'congestion'
    case 'INVALID':
      return null
    case 'ANSWERED':
      if (call.responder === 'machine') return 'answerMash'
      return durationAt(call, call.endedAt) < settings.effectiveAfter ? 'answerNoList' : null
  }
}
