/** An autocall job as the provider tells of it. Source: Twin's page "GET autoCall"; its answer is not printed there. */
import { z } from 'zod'
import { callRateSchema } from '../call-rate'
import { autocallSettingsSchema } from './settings'

/** Statuses that the page's sample filter names, and the one that jobs stopped for good are said to have. */
export const knownJobStatuses = ['BLANK', 'READY', 'PROCESS', 'PAUSED', 'HALTED', 'FINISHED'] as const
export type KnownJobStatus = (typeof knownJobStatuses)[number]

export const isKnownJobStatus = (status: string): status is KnownJobStatus =>
  (knownJobStatuses as readonly string[]).includes(status)

export const autocallJobSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** One of `knownJobStatuses`, or a word that no page explains. */
  status: z.string(),
  /** null: the provider did not tell, and so for all that follows. */
  contactCount: z.number().int().nullable(),
  callCount: z.number().int().nullable(),
  rate: callRateSchema.nullable(),
  /** `YYYY-MM-DD HH:MM` on the company's clock; null: started by hand, or not told. */
  startMoment: z.string().nullable(),
  /** ms since 1970 */
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
})
export type AutocallJob = z.infer<typeof autocallJobSchema>

/** One job read by itself. */
export const autocallJobDetailSchema = autocallJobSchema.extend({
  /** null: the answer held too little of them to be shown, or to be made a new job from. */
  settings: autocallSettingsSchema.nullable(),
})
export type AutocallJobDetail = z.infer<typeof autocallJobDetailSchema>

/** What can be done with a job in which status. Of a word that nobody explains everything is possible: the provider decides. */
export function jobActions(status: string): { start: boolean; pause: boolean; stop: boolean; addContacts: boolean } {
  const isOver = status === 'HALTED' || status === 'FINISHED'
  return {
    start: !isOver && status !== 'PROCESS' && status !== 'BLANK',
    pause: status === 'PROCESS' || !isKnownJobStatus(status),
    stop: !isOver && status !== 'BLANK',
    addContacts: !isOver,
  }
}
