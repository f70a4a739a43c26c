import type { Snapshots } from '../snapshots/snapshots'
import type { HandlersOf } from './handlers'

export const snapshotHandlers = (snapshots: Snapshots): HandlersOf<'snapshots'> => ({
  'snapshots.save': (input) => snapshots.save(input),
  'snapshots.compare': (input) => snapshots.compare(input),
  'snapshots.comparison': (input) => snapshots.comparison(input),
  'snapshots.numbers': (input) => snapshots.numbers(input),
  'snapshots.restore': (input) => snapshots.restore(input),
  'snapshots.cancel': (input) => {
    snapshots.cancel(input)
    return {}
  },
})
