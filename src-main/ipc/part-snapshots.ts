import type { PartSnapshots } from '../snapshots/part-snapshots'
import type { HandlersOf } from './handlers'

/** @param of the snapshots of an account's provider */
export const partSnapshotHandlers = (of: (accountId: string) => PartSnapshots): HandlersOf<'partSnapshots'> => ({
  'partSnapshots.save': (input) => of(input.accountId).save(input),
  'partSnapshots.compare': (input) => of(input.accountId).compare(input),
  'partSnapshots.comparison': (input) => of(input.accountId).comparison(input),
  'partSnapshots.parts': (input) => of(input.accountId).parts(input),
  'partSnapshots.secretsNeeded': (input) => of(input.accountId).secretsNeeded(input),
  'partSnapshots.restore': (input) => of(input.accountId).restore(input),
  'partSnapshots.enter': (input) => of(input.accountId).enter(input),
  'partSnapshots.cancel': (input) => {
    of(input.accountId).cancel(input)
    return {}
  },
})
