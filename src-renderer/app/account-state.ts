import type { Account } from '@shared/contract/accounts'
import type { StatusKind } from '../components/StatusMark.vue'

/** What can be said about an account in one word; texts under `shell.account.states`. */
export type AccountState = 'disabled' | 'keyMissing' | 'keyUnreadable' | 'failing' | 'untested' | 'working'

/** The one thing to do next for an account; texts under `shell.account.nextSteps`. */
export type NextStep = 'enable' | 'enterKey' | 'openKeychain' | 'test' | 'fetchNumbers' | 'openNumbers' | 'openJobs'

export function accountState(account: Account): AccountState {
  if (account.disabled) return 'disabled'
  if (account.secret === 'none') return 'keyMissing'
  if (account.secret === 'unreadable') return 'keyUnreadable'
  if (account.status.lastError) return 'failing'
  return account.status.lastAnswerAt === null ? 'untested' : 'working'
}

export const stateKinds: Record<AccountState, StatusKind> = {
  disabled: 'neutral',
  keyMissing: 'warning',
  keyUnreadable: 'warning',
  failing: 'danger',
  untested: 'neutral',
  working: 'success',
}

/** Twin gives no list of numbers; its jobs are what there is to look at. */
function firstLook({ provider, status }: Account): NextStep {
  if (provider === 'twin') return 'openJobs'
  return status.numbersFetchedAt === null ? 'fetchNumbers' : 'openNumbers'
}

export function nextStep(account: Account): NextStep {
  switch (accountState(account)) {
    case 'disabled':
      return 'enable'
    case 'keyMissing':
      return 'enterKey'
    case 'keyUnreadable':
      return 'openKeychain'
    case 'failing':
      return account.status.lastError?.code === 'auth.rejected' ? 'enterKey' : 'test'
    case 'untested':
      return account.demo ? firstLook(account) : 'test'
    case 'working':
      return firstLook(account)
  }
}
