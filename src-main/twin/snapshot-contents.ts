/** What a snapshot of a Twin account holds: settings of jobs as the provider tells them, and the console's register of numbers. */
import type { NamedId } from '@shared/contract/twin'
import { AppFailure } from '@shared/domain/app-error'
import type { AutocallJob, AutocallJobDetail } from '@shared/domain/autocall/job'
import type { CreateJob } from '@shared/domain/autocall/job-intent'
import type { AutocallSettings } from '@shared/domain/autocall/settings'
import { numberRowSchema, type EnteredRow, type NumberRule } from '@shared/domain/number-batch/batch'
import type { PartKey } from '@shared/domain/snapshot-part'
import {
  compareTwinSections,
  startedByHand,
  twinSectionSchema,
  type SavedNumber,
  type TwinSection,
} from '@shared/domain/twin-snapshot'
import { concernsAccount } from '../changes/failure'
import { mapInOrder } from '../changes/ordered-map'
import type { PlanEntry } from '../changes/planner'
import type { TwinClient } from '../providers/twin/client'
import type { PartContents } from '../snapshots/part-snapshots'
import type { NumberRegister } from './number-register'

interface Dependencies {
  /** The client of an account. @throws AppFailure when the account is gone */
  twin(accountId: string): Promise<TwinClient>
  /** Ids of an account that have a name. */
  namedIds(accountId: string): NamedId[]
  register: Pick<NumberRegister, 'sentNumbers' | 'enter'>
  /** Steps that create numbers that share a rule, and the way to forget them. @throws AppFailure `input.invalid` */
  prepareNumbers(
    accountId: string,
    rule: NumberRule,
    rows: readonly EnteredRow[],
  ): Promise<{ entries: PlanEntry[]; drop(): void }>
}

const jobsPerPage = 500
/** Enough to keep an account's requests busy. */
const readsAtOnce = 16

const partOf = ({ number }: SavedNumber): PartKey => ({ kind: 'registered', key: number })

export function createTwinContents(dependencies: Dependencies): PartContents<TwinSection> {
  const { twin, namedIds, register, prepareNumbers } = dependencies

  async function listJobs(client: TwinClient, signal: AbortSignal): Promise<AutocallJob[]> {
    // Oldest first: what is created meanwhile joins at the end and moves nothing.
    const filter = { statuses: [], text: '', sort: 'createdAt', limit: jobsPerPage }
    const found = new Map<string, AutocallJob>()
    for (let offset = 0; ; offset += jobsPerPage) {
      const { jobs } = await client.listJobs({ ...filter, offset }, { signal })
      for (const job of jobs) found.set(job.id, job)
      if (jobs.length < jobsPerPage) return [...found.values()]
    }
  }

  /** @returns null when the provider does not tell of this one */
  async function readJob(client: TwinClient, id: string, signal: AbortSignal): Promise<AutocallJobDetail | null> {
    if (signal.aborted) throw new AppFailure('cancelled')
    try {
      return await client.readJob(id, { signal })
    } catch (failure) {
      if (signal.aborted) throw new AppFailure('cancelled')
      if (!(failure instanceof AppFailure) || concernsAccount(failure.error)) throw failure
      return null
    }
  }

  return {
    section: 'twin',
    schema: twinSectionSchema,

    async read(accountId, signal, report) {
      const client = await twin(accountId)
      const { companyId } = await client.readUser({ signal })
      const listed = await listJobs(client, signal)
      const section: TwinSection = {
        companyId,
        jobs: [],
        unreadJobs: [],
        register: register.sentNumbers(accountId),
        names: {},
      }
      let done = 0
      const reading = mapInOrder(listed, readsAtOnce, async ({ id, name }) => ({
        id,
        name,
        job: await readJob(client, id, signal),
      }))
      for await (const { id, name, job } of reading) {
        if (job?.settings) section.jobs.push({ id, status: job.status, settings: job.settings })
        else section.unreadJobs.push({ id, name })
        report((done += 1), listed.length)
      }
      const used = new Set([
        ...section.jobs.flatMap(({ settings }) => idsOf(settings)),
        ...section.register.flatMap(idsOfNumber),
      ])
      for (const { id, label } of namedIds(accountId)) if (used.has(id)) section.names[id] = label
      return section
    },

    compare: compareTwinSections,
    unread: ({ unreadJobs }) => unreadJobs.length,
    isOtherCompany: (present, saved) => present.companyId !== saved.companyId,

    async restore({ accountId, saved, present, isWanted, secretOf }) {
      const names = { ...saved.names, ...present.names }
      const jobs = saved.jobs
        .filter(({ id }) => isWanted({ kind: 'job', key: id }))
        .map(({ settings }): PlanEntry => {
          const intent: CreateJob = {
            operation: 'twin.createJob',
            settings: startedByHand(settings),
            names,
            companyZone: '',
          }
          return { intent }
        })
      const numbers = saved.register.filter(
        (number) => isWanted(partOf(number)) && (!number.hasPassword || secretOf(partOf(number)) !== undefined),
      )
      const prepared: Awaited<ReturnType<typeof prepareNumbers>>[] = []
      const abandon = () => prepared.forEach(({ drop }) => drop())
      try {
        for (const ofRule of Map.groupBy(numbers, ({ rule }) => JSON.stringify(rule)).values()) {
          const [first] = ofRule
          const rows = ofRule.map((number): EnteredRow => ({
            ...numberRowSchema.parse(number),
            password: secretOf(partOf(number)) ?? '',
          }))
          if (first) prepared.push(await prepareNumbers(accountId, first.rule, rows))
        }
      } catch (error) {
        abandon()
        throw error
      }
      return { entries: [...jobs, ...prepared.flatMap(({ entries }) => entries)], abandon }
    },

    secretsNeeded: (saved, isWanted) =>
      saved.register
        .filter((number) => number.hasPassword && isWanted(partOf(number)))
        .map((number) => ({ ...partOf(number), name: number.number, login: number.login })),

    enter(accountId, takenAt, saved, isWanted) {
      const numbers = saved.register.filter((number) => isWanted(partOf(number)))
      register.enter(accountId, takenAt, numbers)
      return numbers.length
    },
  }
}

const idsOf = ({ botId, transfer, callerId, trunkId }: AutocallSettings): string[] => [
  botId,
  trunkId,
  ...(transfer.kind === 'channel' ? [transfer.channelId] : []),
  ...(callerId.kind === 'number' ? [callerId.numberId] : []),
  ...(callerId.kind === 'pool' ? [callerId.poolId] : []),
]

const idsOfNumber = ({ trunkId, rule }: SavedNumber): string[] => [trunkId, rule.botId]
