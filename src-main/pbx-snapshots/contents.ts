/** What a snapshot of a cloud PBX account holds: all that the company has. */
import { AppFailure } from '@shared/domain/app-error'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { compareSections, pbxSectionSchema, type PbxSection } from '@shared/domain/pbx/snapshot'
import type { PlanEntry } from '../changes/planner'
import type { Pbx } from '../pbx/pbx'
import type { PartContents } from '../snapshots/part-snapshots'
import { restoreEntries, type MenuRestore } from './restore'
import { sectionOf } from './section'

interface Dependencies {
  pbx: Pick<Pbx, 'fetch' | 'holdings' | 'cancelRefresh'>
  /** Recordings in the console: by prompt, and whether one is still kept. */
  copies: { of(accountId: string, promptId: number): Recording | null; recording(sha256: string): Recording | null }
  /** Steps from one menu to another. */
  menuEntries(menu: MenuRestore): PlanEntry[]
}

export function createPbxContents({ pbx, copies, menuEntries }: Dependencies): PartContents<PbxSection> {
  function holdingsOf(accountId: string) {
    const holdings = pbx.holdings(accountId)
    if (!holdings) throw new AppFailure('numbersNotFetched')
    return holdings
  }
  return {
    section: 'pbx',
    schema: pbxSectionSchema,
    /** How far the fetch is tell the events of `pbx`. */
    async read(accountId, signal) {
      const cancel = () => pbx.cancelRefresh(accountId)
      signal.addEventListener('abort', cancel)
      try {
        await pbx.fetch(accountId)
      } finally {
        signal.removeEventListener('abort', cancel)
      }
      return sectionOf(holdingsOf(accountId), (id) => copies.of(accountId, id))
    },
    compare: compareSections,
    unread: () => 0,
    // What a file holds is found again by its name.
    isOtherCompany: () => null,
    restore({ accountId, saved, present, isWanted }) {
      const entries = restoreEntries({
        saved,
        present,
        holdings: holdingsOf(accountId),
        isWanted: (kind, key) => isWanted({ kind, key }),
        hasRecording: (sha256) => copies.recording(sha256) !== null,
        menuEntries,
      })
      return Promise.resolve({ entries, abandon: () => undefined })
    },
    secretsNeeded: () => [],
    enter: () => 0,
  }
}
