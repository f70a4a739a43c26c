/** What the answers of the cloud PBX have in common: nulls and zeros for "not set", lists without an envelope, fields that come unannounced. */
import { z } from 'zod'
import { pbxIdSchema, type Rest } from '@shared/domain/pbx/common'

/** A field that is missing, null or 0 names no object: the pages give 0 as the default, the answers null. */
export const wireId = z
  .union([z.literal(0), pbxIdSchema])
  .nullish()
  .transform((value) => value || null)

export const wireText = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

export const wireInteger = z
  .int()
  .nullish()
  .transform((value) => value ?? null)

/** A number that one page types as text: `3` and `"3"`. */
export const wireNumeral = z
  .union([z.int(), z.string().regex(/^\d{1,15}$/)])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : Number(value)))

export const wireFlag = (fallback: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((value) => value ?? fallback)

/**
 * The answer about one object: itself, or a list of just this one. The pages show both for the same method of two
 * resources and say nothing about the others.
 */
export const oneOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((answer) => (Array.isArray(answer) && answer.length === 1 ? (answer as unknown[])[0] : answer), item)

/** @returns the fields of an answer that are not among the known ones, untouched. */
export function restOf(answer: Record<string, unknown>, known: ReadonlySet<string>): Rest {
  return z
    .record(z.string(), z.json())
    .parse(Object.fromEntries(Object.entries(answer).filter(([name]) => !known.has(name))))
}

/** An empty text is sent as null, as the answers write it. */
export const textOrNull = (text: string): string | null => (text === '' ? null : text)
