/** All operations on jobs and numbers of Twin. */
import { twinAddContacts, type TwinContactsDeps } from './twin-contacts'
import { twinControlJob, twinCreateJob, type TwinJobsDeps } from './twin-jobs'
import { twinCreateNumbers, type TwinNumbersDeps } from './twin-numbers'

interface TwinDeps extends TwinContactsDeps, TwinJobsDeps, TwinNumbersDeps {}

export const twinOperations = (deps: TwinDeps) => [
  twinCreateJob(deps),
  ...twinControlJob(deps),
  twinAddContacts(deps),
  twinCreateNumbers(deps),
]
