/**
 * Fields of the JSON bodies, written down once per resource: type, and the value a field has when nobody sets it.
 * A field whose default is null takes null. The pages do not say what happens to a field they do not name; here it is
 * refused, so that a client's mistake is seen.
 */
import { invalid } from './reply'

export interface Field<T> {
  /** How the pages call the type; part of the refusal. */
  type: string
  /** @returns undefined for a value of another type. */
  read(value: unknown): T | undefined
  initial: T
}

export type Shape = Record<string, Field<unknown>>
export type Values<S extends Shape> = { [K in keyof S]: S[K] extends Field<infer T> ? T : never }

export function text(initial: null): Field<string | null>
export function text(initial: string): Field<string>
export function text(initial: string | null): Field<string | null> {
  return nullable({ type: 'string', initial, read: (value) => (typeof value === 'string' ? value : undefined) })
}

export function flag(initial: boolean): Field<boolean> {
  return { type: 'boolean', initial, read: (value) => (typeof value === 'boolean' ? value : undefined) }
}

/** A whole number. */
export function long(initial: null): Field<number | null>
export function long(initial: number): Field<number>
export function long(initial: number | null): Field<number | null> {
  return nullable({
    type: 'long',
    initial,
    read: (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined),
  })
}

/** The field table says string, the tables of POST and PUT say long, answers have a number. */
export function longOrDigits(): Field<number | null> {
  const read = (value: unknown): number | null | undefined =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : long(null).read(value)
  return { type: 'long', initial: null, read }
}

/** Id of something else. The tables print 0 as its default, answers null. */
export function reference(): Field<number | null> {
  const read = (value: unknown): number | null | undefined =>
    value === null || value === 0
      ? null
      : typeof value === 'number' && Number.isSafeInteger(value) && value > 0
        ? value
        : undefined
  return { type: 'long', initial: null, read }
}

export function oneOf<T extends string>(values: readonly T[], initial: null): Field<T | null>
export function oneOf<T extends string>(values: readonly T[], initial: NoInfer<T>): Field<T>
export function oneOf<T extends string>(values: readonly T[], initial: T | null): Field<T | null> {
  return nullable({
    type: `one of ${values.join(', ')}`,
    initial,
    read: (value) => values.find((candidate) => candidate === value),
  })
}

/** An array of objects, each field of which is required. */
export function listOf<S extends Shape>(shape: S, initial: null): Field<Values<S>[] | null>
export function listOf<S extends Shape>(shape: S, initial: Values<S>[]): Field<Values<S>[]>
export function listOf<S extends Shape>(shape: S, initial: Values<S>[] | null): Field<Values<S>[] | null> {
  const readItem = (item: unknown): Values<S> => {
    const values = readFields(item, shape)
    for (const name of Object.keys(shape)) if (!(name in values)) throw invalid(name, 'required')
    return values as Values<S>
  }
  return nullable({
    type: 'array',
    initial,
    read: (value) => (Array.isArray(value) ? value.map(readItem) : undefined),
  })
}

function nullable<T>(field: Field<T | null>): Field<T | null> {
  if (field.initial !== null) return field
  return { ...field, read: (value) => (value === null ? null : field.read(value)) }
}

/** @throws Refusal 400 for what is no JSON object. */
export function readJson(body: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw invalid('body', 'no JSON')
  }
  if (!isRecord(value)) throw invalid('body', 'no JSON object')
  return value
}

/** The given fields. @throws Refusal 400 for another type or a field the pages do not name. */
export function readFields<S extends Shape>(value: unknown, shape: S): Partial<Values<S>> {
  if (!isRecord(value)) throw invalid('body', 'no JSON object')
  const values: Record<string, unknown> = {}
  for (const [name, given] of Object.entries(value)) {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (!field) throw invalid(name, 'unknown field')
    const read = field.read(given)
    if (read === undefined) throw invalid(name, `must be ${field.type}`)
    values[name] = read
  }
  return values as Partial<Values<S>>
}

export function initialValues<S extends Shape>(shape: S): Values<S> {
  return Object.fromEntries(Object.entries(shape).map(([name, { initial }]) => [name, initial])) as Values<S>
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
