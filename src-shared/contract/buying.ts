/** Numbers for sale: searched at the provider, reserved, bought as a reviewed change. */
import { z } from 'zod'
import { appErrorSchema } from '../domain/app-error'
import {
  freeNumberSchema,
  freeNumberSearchSchema,
  longestReservation,
  reservationSchema,
  shortestReservation,
} from '../domain/buying/free-number'
import { changeSchema } from './changes'
import { channel } from './channel'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)
const number = z.string().regex(/^\d{3,20}$/)

export const dictionariesSchema = z.object({
  types: z.array(z.object({ id: z.number().int(), name: z.string() })),
  categories: z.array(z.object({ id: z.number().int(), name: z.string(), typeId: z.number().int() })),
  regions: z.array(
    z.object({ id: z.number().int(), /** Latin and Cyrillic. */ name: z.string(), localName: z.string() }),
  ),
  /** ms since 1970; they are kept and asked for again once a day. */
  fetchedAt: z.number(),
})
export type Dictionaries = z.infer<typeof dictionariesSchema>

/** Found numbers that are kept and shown at most. */
export const mostFound = 10_000

export const searchStateSchema = z.object({
  /** null: nothing was searched for yet. */
  search: freeNumberSearchSchema.nullable(),
  running: z.boolean(),
  found: z.number().int(),
  /** There are more than were fetched. */
  cut: z.boolean(),
  /** When it ended, ms since 1970; null: it has not. */
  endedAt: z.number().nullable(),
  /** Why it ended early. */
  error: appErrorSchema.nullable(),
})
export type SearchState = z.infer<typeof searchStateSchema>

export const freeNumberFilterSchema = z.object({
  /** Digits in the number, however they are grouped. */
  text: z.string().max(200),
  /** At most; null: any. */
  installFee: z.number().min(0).nullable(),
  subscriptionFee: z.number().min(0).nullable(),
})
export type FreeNumberFilter = z.infer<typeof freeNumberFilterSchema>
export const freeNumberSortKeys = ['number', 'region', 'category', 'installFee', 'subscriptionFee'] as const
export const freeNumberSortSchema = z.object({ key: z.enum(freeNumberSortKeys), descending: z.boolean() })
export type FreeNumberSort = z.infer<typeof freeNumberSortSchema>

export const buyingChannels = {
  'buying.dictionaries': channel(z.object({ accountId }), dictionariesSchema),
  /** Starts a search in the place of the one before. What is found comes in page by page, told by `buying.didChange`. */
  'buying.search': channel(z.object({ accountId, search: freeNumberSearchSchema }), empty),
  /** What was found so far stays. */
  'buying.cancelSearch': channel(z.object({ accountId }), empty),
  'buying.searchState': channel(z.object({ accountId }), searchStateSchema),
  'buying.found': channel(
    z.object({
      accountId,
      filter: freeNumberFilterSchema,
      sort: freeNumberSortSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: z.number().int(), rows: z.array(freeNumberSchema) }),
  ),
  /** Those that have not ended, the one that ends first before the others. */
  'buying.reservations': channel(z.object({ accountId }), z.array(reservationSchema)),
  /**
   * Holds a number that was found, as a change of its own that needs no review: it costs nothing and ends by itself.
   * Refused when it is not for sale any more or its price is not the one that was found.
   */
  'buying.reserve': channel(
    z.object({ accountId, number, seconds: z.number().int().min(shortestReservation).max(longestReservation) }),
    reservationSchema,
  ),
  /** Gives a reservation back before its end. */
  'buying.unreserve': channel(z.object({ accountId, number }), empty),
  /** Plans the purchase of a reserved number, to be reviewed. */
  'buying.plan': channel(
    z.object({ accountId, number, callTranscription: z.boolean(), speechAnalytics: z.boolean() }),
    changeSchema,
  ),
}

export const buyingEvents = {
  /** Found numbers, the state of the search or the reservations differ from what the window may be showing. */
  'buying.didChange': z.object({ accountId: z.string() }),
}
