import type { Accounts } from '../accounts/accounts'
import type { SecretStore } from '../accounts/secret-store'
import type { HandlersOf } from './handlers'

interface AccountHandlerOptions {
  accounts: Accounts
  secrets: SecretStore
  /** Removes an account with all that is kept about it. */
  removeAccount: Accounts['remove']
  /** What the browser shows when the operator has signed in. */
  closingWords(): string
}

export const accountHandlers = ({
  accounts,
  secrets,
  removeAccount,
  closingWords,
}: AccountHandlerOptions): HandlersOf<'accounts' | 'secrets'> => ({
  'accounts.list': () => accounts.list(),
  'accounts.add': (input) => accounts.add(input),
  'accounts.addDemo': ({ provider }) => accounts.addDemo(provider),
  'accounts.update': ({ accountId, settings }) => accounts.update(accountId, settings),
  'accounts.setSecret': ({ accountId, secrets: values, keep }) => accounts.setSecret(accountId, values, keep),
  'accounts.removeSecret': ({ accountId }) => accounts.removeSecret(accountId),
  'accounts.remove': ({ accountId }) => removeAccount(accountId),
  'accounts.signIn': ({ accountId }) => accounts.signIn(accountId, closingWords()),
  'accounts.cancelSignIn': ({ accountId }) => {
    accounts.cancelSignIn(accountId)
    return {}
  },
  'accounts.test': ({ accountId }) => accounts.test(accountId),
  'secrets.state': () => secrets.state(),
  'secrets.retry': () => secrets.retry(),
})
