/** What a schedule says about one week, in the shape in which it is drawn: a lane for each target, and what is worth a second look. */
import type { Interval } from '../period/intervals'
import { segmentsOf, type Schedule, type Segment } from './segments'

export type PieceKind = 'rings' | 'drops' | 'unreached'
export type LanePiece = Interval & { readonly kind: PieceKind }

export type Lane = {
  /** false: its period cannot be read, so nothing is known of it. */
  readonly readable: boolean
  readonly pieces: readonly LanePiece[]
  /** true: no call reaches it in the twelve months from the beginning of the week. */
  readonly neverReached: boolean
}

export type WeekView = {
  readonly segments: readonly Segment[]
  /** One for each target, in their order. */
  readonly lanes: readonly Lane[]
  /** Times at which nobody is called. */
  readonly gaps: readonly Interval[]
  /** Times at which the periods of several targets hold, with who they are. */
  readonly overlaps: readonly (Interval & { readonly targets: readonly number[] })[]
}

const yearLength = 366 * 86_400_000

function kindOf({ ringing, dropping, unreached }: Segment, target: number): PieceKind | undefined {
  if (ringing.includes(target)) return 'rings'
  if (dropping === target) return 'drops'
  return unreached.includes(target) ? 'unreached' : undefined
}

function piecesOf(segments: readonly Segment[], target: number): LanePiece[] {
  const pieces: { start: number; end: number; kind: PieceKind }[] = []
  for (const segment of segments) {
    const kind = kindOf(segment, target)
    if (!kind) continue
    const before = pieces.at(-1)
    if (before?.kind === kind && before.end === segment.start) before.end = segment.end
    else pieces.push({ start: segment.start, end: segment.end, kind })
  }
  return pieces
}

const holdersOf = ({ ringing, dropping, unreached }: Segment): number[] =>
  [...ringing, ...(dropping === null ? [] : [dropping]), ...unreached].sort((one, other) => one - other)

/**
 * @param week moments in ms since 1970
 * @throws RangeError for a zone that Intl does not know
 */
export function viewWeek(schedule: Schedule, week: Interval, timeZone: string): WeekView {
  const segments = segmentsOf(schedule, week.start, week.end, timeZone)
  const reachedInWeek = new Set(segments.flatMap(({ ringing, dropping }) => [...ringing, dropping]))
  const reached = schedule.targets.every((_, target) => reachedInWeek.has(target))
    ? reachedInWeek
    : new Set(
        segmentsOf(schedule, week.start, week.start + yearLength, timeZone).flatMap(({ ringing, dropping }) => [
          ...ringing,
          dropping,
        ]),
      )
  return {
    segments,
    lanes: schedule.targets.map(({ period }, target) => ({
      readable: period !== undefined,
      pieces: piecesOf(segments, target),
      neverReached: period !== undefined && !reached.has(target),
    })),
    gaps: segments.filter(({ outcome }) => outcome === 'gap').map(({ start, end }) => ({ start, end })),
    overlaps: segments
      .map((segment) => ({ start: segment.start, end: segment.end, targets: holdersOf(segment) }))
      .filter(({ targets }) => targets.length > 1),
  }
}
