/** POST /telephony/autoCallCandidate/batch: five clients of others agree on the request, none on what is answered. */
import { run } from './dialing'
import { Fields, readBody, type Body } from './fields'
import { assumed, Refusal, type Reply } from './reply'
import type { Candidate, Job, TwinState } from './state'

export function addCandidates(text: string, state: TwinState, now: number): Reply {
  const body = new Fields(readBody(text))
  const forceStart = body.flag('forceStart', 'optional')
  const wanted = body.objects('batch', 'required').map((fields) => ({
    autoCallId: fields.uuid('autoCallId', 'required'),
    candidate: readCandidate(fields),
  }))
  if (wanted.length === 0) body.wrong('batch', 'This value should not be blank.')
  body.done()
  const jobs = new Set(wanted.map(({ autoCallId }) => mayTake(state, autoCallId, now)))
  for (const { autoCallId, candidate } of wanted) {
    const job = state.jobs.get(autoCallId)
    if (job && isNew(job, candidate)) job.candidates.push(candidate)
  }
  for (const job of jobs) {
    if (job.status === 'BLANK' || job.status === 'FINISHED') job.status = 'READY'
    if (forceStart && job.status !== 'PROCESS') run(job, now)
    job.updatedAt = now
  }
  return assumed({})
}

function readCandidate(fields: Fields): Candidate {
  const phones = fields.texts('phone', 'required')
  if (phones.length === 0) fields.wrong('phone', 'This value should not be blank.')
  fields.object('variables', 'optional')
  fields.object('callbackData', 'optional')
  const offset = fields.has('timezone') ? fields.number('timezone', 'optional') : null
  return {
    phones,
    variables: (fields.raw('variables') ?? null) as Body | null,
    callbackData: (fields.raw('callbackData') ?? null) as Body | null,
    externalId: fields.text('clientExternalId', 'optional'),
    offset,
  }
}

/** @throws Refusal 404 without such a job, 400 while it settles, 409 when it was stopped */
function mayTake(state: TwinState, id: string, now: number): Job {
  const job = state.jobs.get(id)
  if (!job) throw new Refusal(404, 'Not found.')
  if (now < job.createdAt + state.settlingTime) throw new Refusal(400, 'The job is not ready yet.')
  if (job.status === 'HALTED') throw new Refusal(409, 'A job with the status HALTED takes no contacts.')
  return job
}

/** A repeated phone is answered with 200 and added once, as others have seen. */
const known = new WeakMap<Job, { phones: Set<string>; seen: number }>()
function isNew(job: Job, { phones: [first = ''] }: Candidate): boolean {
  const entry = known.get(job) ?? { phones: new Set<string>(), seen: 0 }
  known.set(job, entry)
  for (; entry.seen < job.candidates.length; entry.seen += 1)
    entry.phones.add(job.candidates[entry.seen]?.phones[0] ?? '')
  return !entry.phones.has(first)
}
