/** An interval as a state of the change engine: none, or the one that is meant; several when a name is not unique. */
import { z } from 'zod'
import type { Difference } from '../../contract/changes'
import { findDifferences, type Plain } from '../difference'
import { pbxIdSchema } from './common'
import { intervalSettingsSchema, type Interval, type IntervalSettings } from './interval'

export const intervalListSchema = z.object({
  /** An id of null: the provider has not given one yet. */
  intervals: z.array(z.object({ id: pbxIdSchema.nullable(), settings: intervalSettingsSchema })),
})
export type IntervalList = z.infer<typeof intervalListSchema>

export const asIntervalList = (intervals: readonly Interval[]): IntervalList => ({
  intervals: intervals.map(({ id, name, timeZone, conditions }) => ({ id, settings: { name, timeZone, conditions } })),
})

/** Fields that the model does not know are the server's; of conditions they are kept, and so compared. */
const plain = (value: unknown): Plain => JSON.parse(JSON.stringify(value)) as Plain

const sameSettings = (left: IntervalSettings, right: IntervalSettings): boolean =>
  findDifferences(plain(left), plain(right)).length === 0

/** @returns true when both have the same intervals; an id that is not known yet is no difference */
export const sameIntervals = (left: IntervalList, right: IntervalList): boolean =>
  left.intervals.length === right.intervals.length &&
  left.intervals.every((one, index) => {
    const other = right.intervals[index]
    return (
      other !== undefined &&
      (one.id === null || other.id === null || one.id === other.id) &&
      sameSettings(one.settings, other.settings)
    )
  })

/**
 * @returns what differs: `interval.name`, `interval.timeZone`, and `interval.conditions` as JSON of all of them, for they are
 *   read as one sentence
 */
export function intervalDifferences(left: IntervalList, right: IntervalList): Difference[] {
  const described = ({ intervals }: IntervalList) =>
    new Map(
      intervals.map(({ id, settings: { name, timeZone, conditions } }) => [
        id,
        { interval: { name, timeZone, conditions: JSON.stringify(conditions) } },
      ]),
    )
  const [before, after] = [described(left), described(right)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) =>
    findDifferences(before.get(id) ?? null, after.get(id) ?? null),
  )
}
