/** Autocall jobs: created as the document says; how a job is listed, read and controlled is known from others only. */
import { randomUUID } from 'node:crypto'
import { createDialing, run } from './dialing'
import { Fields, readBody, type Body } from './fields'
import { pageOf } from './page'
import { assumed, documented, Refusal, type Reply } from './reply'
import { redialCases, type Job, type JobSettings, type JobStatus, type TwinState } from './state'

/** POST /telephony/autoCall */
export function createJob(text: string, state: TwinState, now: number): Reply {
  const body = readBody(text)
  const settings = readSettings(new Fields(body), state)
  const job = newJob(randomUUID(), body, settings, now)
  state.jobs.set(job.id, job)
  return documented({ id: state.idForm === 'plain' ? job.id : { identity: job.id } })
}

export const newJob = (id: string, body: Body, settings: JobSettings, now: number): Job => ({
  id,
  body,
  settings,
  status: 'BLANK',
  candidates: [],
  dialing: createDialing(),
  createdAt: now,
  updatedAt: now,
})

/** @throws Refusal 422 */
export function readSettings(fields: Fields, { companyOffset }: TwinState): JobSettings {
  const name = fields.text('name', 'required')
  fields.choice('defaultExec', ['robot'], 'required')
  const botId = fields.uuid('defaultExecData', 'required')
  // The list of values is lost in the document; these three are in Twin's other examples and others' clients.
  if (fields.choice('secondExec', ['ch', 'end', 'ignore'], 'required') === 'ch')
    fields.uuid('secondExecData', 'required')
  const cidType = fields.choice('cidType', ['gornum', 'pool', 'default'], 'required')
  if (cidType === 'gornum' || cidType === 'pool') fields.uuid('cidData', 'required')
  const startsByTime = fields.choice('startType', ['time', 'manual'], 'required') === 'time'
  const startMoment = startsByTime ? fields.text('startMoment', 'required') : ''
  const startsAt = startsByTime ? companyMoment(startMoment, companyOffset) : null
  if (startsAt !== null && Number.isNaN(startsAt)) fields.wrong('startMoment', 'This value is not a valid datetime.')
  const rate = rateOf(fields.number('cps', 'required'))
  if (rate === null) fields.wrong('cps', 'This value is not valid.')
  fields.text('taskComment', 'optional')
  fields.texts('webhookUrls', 'optional')

  const options = fields.object('additionalOptions', 'required')
  options.choice('fullListMethod', ['reject'], 'required')
  const effectiveAfter = options.whole('fullListTime', 'required')
  const usesWindow = options.flag('useTr', 'optional')
  const from = options.whole('allowCallTimeFrom', usesWindow ? 'required' : 'optional')
  const to = options.whole('allowCallTimeTo', usesWindow ? 'required' : 'optional')
  if (usesWindow && (from >= to || to > 86_399)) options.wrong('allowCallTimeTo', 'This value is not valid.')
  if (options.flag('recordCall', 'required')) options.whole('recTrimLeft', 'required')
  const detectsMachines = options.flag('detectRobot', 'optional')
  if (detectsMachines) options.choice('detectRobotMode', ['back', 'block'], 'required')
  options.uuid('providerId', 'optional')

  const strategy = fields.object('redialStrategyOptions', 'required')
  const redialEnabled = strategy.flag('redialStrategyEn', 'required')
  const redial = Object.fromEntries(
    redialCases.map((redialCase) => {
      const rule = strategy.object(redialCase, 'required')
      const active = rule.flag('redial', 'required')
      const need = active ? 'required' : 'optional'
      return [redialCase, { redial: active, time: rule.whole('time', need), count: rule.whole('count', need) }]
    }),
  ) as JobSettings['redial']
  fields.done()
  return {
    name,
    botId,
    rate: rate ?? 1,
    startsAt,
    effectiveAfter,
    window: usesWindow ? { from, to } : null,
    detectsMachines,
    redialEnabled,
    redial,
  }
}

/**
 * Calls per second. 1+N/100: N calls per second (documented). 1-N/100: one call in N seconds; its formula is lost in
 * the document, its worked example is 60 s = 0.4. A plain 1 is in another page's example and means one per second here.
 */
function rateOf(cps: number): number | null {
  const hundredths = Math.round(cps * 100) - 100
  if (hundredths === 0) return 1
  if (hundredths > 0) return hundredths
  return hundredths > -100 ? 1 / -hundredths : null
}

/** `YYYY-MM-DD HH:MM` in the company's zone, as ms since 1970; NaN for anything else. */
function companyMoment(text: string, companyOffset: number): number {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(text) ?? []
  if (date === undefined || time === undefined) return NaN
  return Date.parse(`${date}T${time}:00Z`) - companyOffset * 60_000
}

/** GET /telephony/autoCall: the parameters are documented, the answer is not. */
export function listJobs(query: URLSearchParams, state: TwinState): Reply {
  const statuses = (query.get('status') ?? '').split(',').filter((status) => status !== '')
  const keyword = (query.get('keyword') ?? '').toLocaleLowerCase()
  const from = momentOf(query, 'from') ?? -Infinity
  const to = momentOf(query, 'to') ?? Infinity
  const matching = [...state.jobs.values()].filter(
    ({ status, settings, createdAt }) =>
      (statuses.length === 0 || statuses.includes(status)) &&
      settings.name.toLocaleLowerCase().includes(keyword) &&
      createdAt >= from &&
      createdAt <= to,
  )
  const sort = query.get('sort') ?? '-createdAt'
  const direction = sort.startsWith('-') ? -1 : 1
  const key = sort.replace(/^-/, '')
  const sorted = matching
    .map(summary)
    .sort((left, right) => direction * compare(String(left[key] ?? ''), String(right[key] ?? '')))
  return assumed({ count: matching.length, items: pageOf(query, sorted, { largest: 1000 }) })
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** @throws Refusal 422 */
export function momentOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  const moment = Date.parse(text)
  if (Number.isNaN(moment)) throw new Refusal(422, 'Validation failed.', { [name]: ['This is not a valid datetime.'] })
  return moment
}

const summary = (job: Job): Record<string, string | number> => ({
  id: job.id,
  name: job.settings.name,
  status: job.status,
  candidateCount: job.candidates.length,
  callCount: job.dialing.calls.length,
  createdAt: new Date(job.createdAt).toISOString(),
  updatedAt: new Date(job.updatedAt).toISOString(),
})

/** GET /telephony/autoCall/{id}: answered like a row of the list, with the settings as they were sent. */
export const readJob = (job: Job): Reply => assumed({ ...job.body, ...summary(job) })

const mayBegin: Record<'play' | 'pause' | 'halted', readonly JobStatus[]> = {
  play: ['READY', 'PAUSED', 'PROCESS'],
  pause: ['PROCESS', 'PAUSED'],
  halted: ['BLANK', 'READY', 'PROCESS', 'PAUSED', 'HALTED'],
}

/** POST /telephony/autoCall/{id}/play, /pause, /halted: known from others' clients. */
export function controlJob(job: Job, action: 'play' | 'pause' | 'halted', now: number): Reply {
  if (!mayBegin[action].includes(job.status))
    throw new Refusal(409, `A job with the status ${job.status} does not take ${action}.`)
  if (action === 'play') {
    if (job.status !== 'PROCESS') run(job, now)
  } else {
    job.status = action === 'pause' ? 'PAUSED' : 'HALTED'
    job.updatedAt = now
  }
  return assumed({})
}
