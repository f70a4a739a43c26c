/** The owned numbers of an account: fetched into the database, searched there, shown by the visible part. */
import { z } from 'zod'
import { appErrorSchema } from '../domain/app-error'
import { presentForwardingSchema } from '../domain/forwarding/forwarding'
import { ownedNumberSchema } from '../domain/phone-number'
import { channel } from './channel'
import { selectionSchema } from './selection'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)
const number = z.string().regex(/^\d{3,20}$/)

export const numberRowSchema = ownedNumberSchema.extend({ note: z.string() })
export type NumberRow = z.infer<typeof numberRowSchema>

export const numberFilterSchema = z.object({
  /** Part of the number, of the note, or of the forwarding's target; digits are found however they are grouped. */
  text: z.string().max(200),
  types: z.array(z.string()),
  regions: z.array(z.string()),
  categories: z.array(z.string()),
  applicationIds: z.array(z.string()),
  hasSip: z.boolean().nullable(),
  hasForwarding: z.boolean().nullable(),
})
export type NumberFilter = z.infer<typeof numberFilterSchema>
export const emptyNumberFilter: NumberFilter = {
  text: '',
  types: [],
  regions: [],
  categories: [],
  applicationIds: [],
  hasSip: null,
  hasForwarding: null,
}

export const numberSelectionSchema = selectionSchema(numberFilterSchema, number)
export type NumberSelection = z.infer<typeof numberSelectionSchema>

export const numberSortKeys = ['number', 'type', 'region', 'category', 'application', 'boughtAt', 'forwarding'] as const
export const numberSortSchema = z.object({ key: z.enum(numberSortKeys), descending: z.boolean() })
export type NumberSort = z.infer<typeof numberSortSchema>

const facetSchema = z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() }))

export const refreshSchema = z.object({
  state: z.enum(['idle', 'running']),
  fetched: z.number().int(),
  total: z.number().int().nullable(),
  /** Of the last complete fetch, ms since 1970. */
  fetchedAt: z.number().nullable(),
  /** Of the last try, when it failed or was cancelled. */
  error: appErrorSchema.nullable(),
})
export type Refresh = z.infer<typeof refreshSchema>

export const numberDetailSchema = z.object({
  info: ownedNumberSchema,
  statusName: z.string(),
  callRecording: z.boolean(),
  callTranscription: z.boolean(),
  speechAnalytics: z.boolean(),
  incomingSms: z.boolean(),
  answeringMachineDetection: z.boolean(),
  present: presentForwardingSchema,
  /** ms since 1970 */
  readAt: z.number(),
})
export type NumberDetail = z.infer<typeof numberDetailSchema>

export const numberChannels = {
  /** Starts to fetch all numbers; progress comes as `numbers.didRefresh`. A refresh under way is not started twice. */
  'numbers.refresh': channel(z.object({ accountId }), empty),
  'numbers.cancelRefresh': channel(z.object({ accountId }), empty),
  'numbers.refreshState': channel(z.object({ accountId }), refreshSchema),
  /** Rows `offset … offset + limit` of the filtered and sorted list, and how many there are in all. */
  'numbers.query': channel(
    z.object({
      accountId,
      filter: numberFilterSchema,
      sort: numberSortSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: z.number().int(), rows: z.array(numberRowSchema) }),
  ),
  /** The values to filter by, with how many numbers have each. */
  'numbers.facets': channel(
    z.object({ accountId }),
    z.object({ types: facetSchema, regions: facetSchema, categories: facetSchema, applications: facetSchema }),
  ),
  'numbers.read': channel(z.object({ accountId, number }), numberRowSchema),
  /** Asks the provider (GetInfo, GetAttributes) for the present state of one number. */
  'numbers.detail': channel(z.object({ accountId, number }), numberDetailSchema),
  'numbers.saveNote': channel(z.object({ accountId, number, note: z.string().max(2000) }), empty),
}

export const numberEvents = {
  'numbers.didRefresh': z.object({ accountId: z.string(), refresh: refreshSchema }),
  /** Rows of this account differ from what the window may be showing. */
  'numbers.didChange': z.object({ accountId: z.string() }),
}
