/**
 * Expectations of calls as the section `expectations` of a snapshot file. They are the console's own: no provider knows them, so
 * they are taken over here and nothing is sent. An extension is named by its number, for ids are another company's elsewhere.
 */
import { z } from 'zod'
import { AppFailure } from '../app-error'
import { isDeepEqual } from '../deep-equal'
import { calledSchema } from './call'
import { expectationSchema, type Expectation } from './expectation'

export const expectationSectionVersion = 1

const [numberCalled] = calledSchema.options
export const keptExpectationSchema = expectationSchema.omit({ called: true }).extend({
  called: z.discriminatedUnion('kind', [
    numberCalled,
    /** As it is dialled inside the company: `101`. */
    z.object({ kind: z.literal('extension'), number: z.string().min(1).max(100) }),
  ]),
})
export type KeptExpectation = z.infer<typeof keptExpectationSchema>

export const expectationSectionSchema = z.object({
  version: z.literal(expectationSectionVersion),
  expectations: z.array(keptExpectationSchema).max(10_000),
})
export type ExpectationSection = z.infer<typeof expectationSectionSchema>

const markSchema = z.object({ expectations: z.object({ version: z.int().min(1) }).optional() })

/**
 * @param sections all sections of a snapshot file, as they were parsed from JSON
 * @returns null for a snapshot without expectations, such as one that an earlier version made
 * @throws AppFailure `snapshot.newer`, `file.damaged`
 */
export function readExpectationSection(sections: unknown): ExpectationSection | null {
  const damaged = (place: PropertyKey[]) =>
    new AppFailure('file.damaged', { params: { reason: ['sections', ...place].join('.') } })
  const mark = markSchema.safeParse(sections)
  if (!mark.success) throw damaged(['expectations', 'version'])
  const { expectations: marked } = mark.data
  if (!marked) return null
  if (marked.version > expectationSectionVersion) {
    throw new AppFailure('snapshot.newer', { params: { version: marked.version, known: expectationSectionVersion } })
  }
  const read = z.object({ expectations: expectationSectionSchema }).safeParse(sections)
  if (!read.success) throw damaged(read.error.issues[0]?.path ?? [])
  return read.data.expectations
}

/** `missing`: in the file alone. `different`: the same call is expected to end in another way here. */
export const keptStatuses = ['missing', 'different', 'same', 'unknownExtension'] as const
export type KeptStatus = (typeof keptStatuses)[number]

/** Everything of the call, in one order whatever order the fields came in. */
const callOf = ({ called, caller, weekday, minute, timeZone, keys, behaviours }: Expectation): string =>
  JSON.stringify([called, caller, weekday, minute, timeZone, keys, Object.entries(behaviours).sort()])

/** @returns how an expectation of a file stands to those here, and the one here that it would replace */
export function compareExpectation<Saved extends { expectation: Expectation }>(
  wanted: Expectation,
  present: readonly Saved[],
): { status: Exclude<KeptStatus, 'unknownExtension'>; here: Saved | null } {
  const alike = present.filter(({ expectation }) => callOf(expectation) === callOf(wanted))
  const same = alike.find(
    ({ expectation }) => expectation.name === wanted.name && isDeepEqual(expectation.end, wanted.end),
  )
  if (same) return { status: 'same', here: same }
  const here = alike.find(({ expectation }) => expectation.name === wanted.name) ?? alike[0] ?? null
  return here ? { status: 'different', here } : { status: 'missing', here: null }
}
