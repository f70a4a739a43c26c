/**
 * Ids of what an earlier step of the same change makes, as they stand in the outline of a step until that one is done: the greatest
 * whole numbers that are exact. No provider counts that far, and ids beyond them are refused.
 */

/** More steps than a change of objects that refer to each other has. */
const maximumSteps = 1_000_000

/** @param position of the step, from 0 */
export const idMadeInStep = (position: number): number => Number.MAX_SAFE_INTEGER - position

/** @param id a number as text @returns the position of the step; null for the id of something that is there */
export function stepThatMakes(id: string): number | null {
  if (!/^\d{16}$/.test(id)) return null
  const position = Number.MAX_SAFE_INTEGER - Number(id)
  return position >= 0 && position < maximumSteps ? position : null
}
