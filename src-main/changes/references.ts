/** Places of an intent that are filled with what an earlier step of the same change returned, such as the id of a new object. */
import { z } from 'zod'
import { idMadeInStep } from '@shared/domain/made-in-step'
import type { Json } from '../http/gateway'
import type { StoredIntent } from './operation'

/** `{ "fromStep": 3, "path": "id" }`: the field `id` of what step 3 returned; the path is dotted, empty for the whole of it. */
const referenceSchema = z.strictObject({ fromStep: z.number().int().min(0), path: z.string() })
type Reference = z.infer<typeof referenceSchema>

function referenceIn(value: object): Reference | undefined {
  return 'fromStep' in value ? referenceSchema.safeParse(value).data : undefined
}

/** @returns the value itself where it holds no reference: most intents hold none */
function fill(value: Json, replace: (reference: Reference) => Json): Json {
  if (value === null || typeof value !== 'object' || !holdsReference(value)) return value
  if (Array.isArray(value)) return value.map((item) => fill(item, replace))
  const reference = referenceIn(value)
  if (reference) return replace(reference)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, replace)]))
}

function holdsReference(value: Json): boolean {
  if (value === null || typeof value !== 'object') return false
  return referenceIn(value) !== undefined || Object.values(value).some(holdsReference)
}

/** @returns the positions of the earlier steps that the intent needs. */
export function referencedSteps(intent: Json): number[] {
  const positions = new Set<number>()
  fill(intent, ({ fromStep }) => {
    positions.add(fromStep)
    return null
  })
  return [...positions]
}

/**
 * @param resultOf what a step returned; called only for steps named by `referencedSteps`
 * @throws Error when a result lacks the field
 */
export const resolveReferences = (intent: Json, resultOf: (position: number) => Json): Json =>
  fill(intent, ({ fromStep, path }) => {
    let value: Json | undefined = resultOf(fromStep)
    for (const key of path === '' ? [] : path.split('.')) {
      value = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[key] : undefined
    }
    if (value === undefined) throw new Error(`step ${fromStep} returned no ${path}`)
    return value
  })

/** For an outline: ids, and keys made of them, of what earlier steps make stand in the place of references to those steps. */
export const withStandIns = (intent: StoredIntent): StoredIntent =>
  fill(intent, ({ fromStep, path }) => {
    const id = idMadeInStep(fromStep)
    return path === 'key' ? `${id}` : id
  }) as StoredIntent
