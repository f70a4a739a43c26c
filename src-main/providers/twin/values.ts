/** Values as they come over the wire from Twin, read with patience: what others have seen differs from what is printed. */
import { z } from 'zod'

export const integer = z
  .union([z.number(), z.boolean().transform(Number), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .transform((value) => Math.round(value ?? 0))

/** A number or its text, as `cps` and prices come; null: not told. */
export const amount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .nullish()
  .transform((value) => value ?? null)

export const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? '')

/** An id: plain, or nested as the page of autoCall prints it. */
export const identity = z.union([
  z.string().min(1),
  z.object({ identity: z.string().min(1) }).transform((id) => id.identity),
])

/** Plain addresses, or the newer form with events, of which the address is kept. */
export const webhookUrls = z
  .array(z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]))
  .nullish()
  .transform((urls) => urls ?? [])

/** ms since 1970; null: not told, or no moment. */
export const moment = z
  .unknown()
  .transform((value) => (typeof value === 'string' ? Date.parse(value) : NaN))
  .transform((value) => (Number.isNaN(value) ? null : value))

/** `{"count": n, "items": [...]}`, which every list of Twin's SDK has. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ count: integer, items: z.array(item) })
