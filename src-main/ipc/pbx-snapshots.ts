import type { PbxSnapshots } from '../pbx-snapshots/pbx-snapshots'
import type { HandlersOf } from './handlers'

export const pbxSnapshotHandlers = (snapshots: PbxSnapshots): HandlersOf<'pbxSnapshots'> => ({
  'pbxSnapshots.save': (input) => snapshots.save(input),
  'pbxSnapshots.compare': (input) => snapshots.compare(input),
  'pbxSnapshots.comparison': (input) => snapshots.comparison(input),
  'pbxSnapshots.parts': (input) => snapshots.parts(input),
  'pbxSnapshots.restore': (input) => snapshots.restore(input),
  'pbxSnapshots.cancel': (input) => {
    snapshots.cancel(input)
    return {}
  },
})
