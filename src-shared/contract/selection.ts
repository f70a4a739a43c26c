/** Which rows of a list are meant. A hundred thousand of them cross as one filter, never by name. */
import { z } from 'zod'

/** Rows that are named one by one at most: ticked, or left out of all that fit. */
export const mostNamed = 10_000

/** @param filter the list's own filter @param key what names a row of it */
export const selectionSchema = <Filter extends z.ZodType, Key extends z.ZodType<string>>(filter: Filter, key: Key) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('named'), keys: z.array(key).max(mostNamed) }),
    z.object({ kind: z.literal('fitting'), filter, except: z.array(key).max(mostNamed) }),
  ])

/** `named`: these rows. `fitting`: all that fit the filter but some. */
export type Selection<Filter> =
  { kind: 'named'; keys: string[] } | { kind: 'fitting'; filter: Filter; except: string[] }
