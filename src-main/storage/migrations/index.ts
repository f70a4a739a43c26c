import type { Migration } from '../migration'
import { app } from './001-app'
import { accounts } from './002-accounts'
import { numbers } from './003-numbers'
import { changes } from './004-changes'
import { exchanges } from './005-exchanges'
import { imports } from './006-imports'
import { snapshots } from './007-snapshots'
import { signIn } from './008-sign-in'
import { buying } from './009-buying'
import { forwardingStates } from './010-forwarding-states'
import { overrides } from './011-overrides'
import { namedSchedules } from './012-named-schedules'
import { promptCopies } from './013-prompt-copies'
import { ivr } from './014-ivr'
import { twinIds } from './015-twin-ids'
import { numberRegister } from './016-number-register'
import { pbx } from './017-pbx'
import { contacts } from './018-contacts'
import { callExpectations } from './019-call-expectations'
import { enteredNumbers } from './020-entered-numbers'
import { packedContacts } from './021-packed-contacts'
import { writtenContexts } from './022-written-contexts'
import { arrangements } from './023-arrangements'

/** Every migration, in the order of its version. */
export const migrations: readonly Migration[] = [
  app,
  accounts,
  numbers,
  changes,
  exchanges,
  imports,
  snapshots,
  signIn,
  buying,
  forwardingStates,
  overrides,
  namedSchedules,
  promptCopies,
  ivr,
  twinIds,
  numberRegister,
  pbx,
  contacts,
  callExpectations,
  enteredNumbers,
  packedContacts,
  writtenContexts,
  arrangements,
]

export const newestVersion = Math.max(...migrations.map(({ version }) => version))
