/**
 * What a snapshot of a Twin account holds: the settings of its autocall jobs, and the console's register of the numbers that it
 * sent. Contacts of jobs are not in it: the provider tells of none. A job's start is kept in the file but neither compared
 * nor put back, so that nothing that is restored ever calls by itself.
 */
import { z } from 'zod'
import type { Difference } from '../contract/changes'
import type { ClauseName } from './autocall/describe'
import { autocallSettingsSchema, type AutocallSettings } from './autocall/settings'
import type { Plain } from './difference'
import { numberRowSchema, numberRuleSchema } from './number-batch/batch'
import { addedPart, compareParts, type ComparedPart, type Part } from './snapshot-part'

const savedJobSchema = z.object({
  /** Means something in the company that it was taken of. */
  id: z.string().min(1).max(100),
  status: z.string(),
  settings: autocallSettingsSchema,
})
export type SavedJob = z.infer<typeof savedJobSchema>

const savedNumberSchema = numberRowSchema.extend({
  number: z.string().regex(/^\d{3,20}$/),
  rule: numberRuleSchema,
  /** It was sent with a SIP password, which is not in the file. */
  hasPassword: z.boolean(),
  /** Accepted by the provider, or sent without an answer. */
  outcome: z.enum(['accepted', 'sent']),
  /** ms since 1970 */
  sentAt: z.number().nullable(),
})
export type SavedNumber = z.infer<typeof savedNumberSchema>

export const twinSectionSchema = z.object({
  /** The provider's id of the company whose ids these are. */
  companyId: z.int(),
  jobs: z.array(savedJobSchema),
  /** Jobs of whose settings the provider told too little. */
  unreadJobs: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Each number as it was sent last. */
  register: z.array(savedNumberSchema),
  /** Names of the ids in the settings and rules, for people's eyes. */
  names: z.record(z.string(), z.string()),
})
export type TwinSection = z.infer<typeof twinSectionSchema>

/** A job that starts by hand, whatever it did. */
export const startedByHand = (settings: AutocallSettings): AutocallSettings => ({
  ...settings,
  start: { kind: 'manual' },
})

/** Decisions about a job that are told in words, but for its start. */
const decisions: Record<Exclude<ClauseName, 'start'>, (settings: AutocallSettings) => unknown> = {
  rate: ({ rate }) => rate,
  bot: ({ botId }) => botId,
  callerId: ({ callerId }) => callerId,
  window: ({ calleeWindow }) => calleeWindow,
  transfer: ({ transfer }) => transfer,
  redial: ({ redial }) => redial,
  recording: ({ recording }) => recording,
  detection: ({ machineDetection }) => machineDetection,
}

/** The rest of a job, told as it is. */
const plainFields = ({ name, comment, effectiveAfterSeconds, trunkId, webhookUrls }: AutocallSettings) => ({
  name,
  comment,
  effectiveAfterSeconds: String(effectiveAfterSeconds),
  trunk: trunkId,
  webhookUrls: webhookUrls.join('\n'),
})

/** @param before null: there is none */
function jobDifferences(
  before: AutocallSettings | null,
  after: AutocallSettings,
  names: TwinSection['names'],
): Difference[] {
  const told = (settings: AutocallSettings) =>
    JSON.stringify({ settings: startedByHand(settings), names, companyZone: '' })
  if (!before) return [{ path: 'autocall.job', before: null, after: told(after) }]
  const [old, wanted] = [plainFields(before), plainFields(after)]
  return [
    ...Object.entries(decisions)
      .filter(([, read]) => JSON.stringify(read(before)) !== JSON.stringify(read(after)))
      .map(([clause]) => ({ path: `autocall.clause.${clause}`, before: told(before), after: told(after) })),
    ...(Object.keys(wanted) as (keyof typeof wanted)[])
      .filter((field) => old[field] !== wanted[field])
      .map((field) => ({ path: `autocall.${field}`, before: old[field] || null, after: wanted[field] || null })),
  ]
}

/**
 * A job is the one with the same settings, or else the one with its id, or else one of its name: there is no way to change
 * a job, so what was put back stands beside what it differs from, and in another company every id is another.
 */
function compareJobs(
  present: readonly SavedJob[],
  saved: readonly SavedJob[],
  names: TwinSection['names'],
): ComparedPart[] {
  const left = new Map(present.map((job) => [job.id, job]))
  const partner = new Map<string, SavedJob>()
  const pairBy = (keyOf: (job: SavedJob) => string) => {
    const waiting = Map.groupBy(left.values(), keyOf)
    for (const job of saved) {
      const candidates = waiting.get(keyOf(job)) ?? []
      const found = candidates.find(({ id }) => id === job.id) ?? candidates[0]
      if (!found || partner.has(job.id)) continue
      candidates.splice(candidates.indexOf(found), 1)
      partner.set(job.id, found)
      left.delete(found.id)
    }
  }
  pairBy(({ settings }) => JSON.stringify(startedByHand(settings)))
  pairBy(({ id }) => id)
  pairBy(({ settings }) => settings.name)

  const compared = saved.map(({ id, settings }): ComparedPart => {
    const before = partner.get(id)
    const differences = jobDifferences(before?.settings ?? null, settings, names)
    const status = before ? (differences.length > 0 ? 'different' : 'same') : 'missing'
    return { kind: 'job', key: id, name: settings.name, status, differences }
  })
  const added = [...left.values()].map(({ id, settings }) =>
    addedPart({ kind: 'job', key: id, name: settings.name, value: null }),
  )
  return [...compared, ...added]
}

function numberPart(number: SavedNumber, nameOf: (id: string) => string): Part {
  const { trunkId, ...row } = numberRowSchema.parse(number)
  const { action, botId, callerName, callerNumber, record, comment, webhookUrls } = number.rule
  const isHanded = action === 'robot'
  const value: Plain = {
    ...row,
    trunk: nameOf(trunkId),
    hasPassword: number.hasPassword,
    action,
    bot: isHanded ? nameOf(botId) : null,
    callerName: isHanded ? callerName : null,
    callerNumber: isHanded ? callerNumber : null,
    record,
    comment,
    webhookUrls: webhookUrls.join('\n'),
  }
  return { kind: 'registered', key: row.number, name: row.number, value }
}

/** Compares an account with what a snapshot holds, job by job and number by number. */
export function compareTwinSections(present: TwinSection, saved: TwinSection): ComparedPart[] {
  const names = { ...saved.names, ...present.names }
  const nameOf = (id: string) => (names[id] === undefined || names[id] === id ? id : `${names[id]} (${id})`)
  const numbers = ({ register }: TwinSection) => register.map((number) => numberPart(number, nameOf))
  return [...compareJobs(present.jobs, saved.jobs, names), ...compareParts(numbers(present), numbers(saved))]
}
