import type { Accounts } from '../accounts/accounts'
import type { SecretStore } from '../accounts/secret-store'
import type { HandlersOf } from './handlers'

interface AccountHandlerOptions {
  accounts: Accounts
  secrets: SecretStore
  /** Removes an account with all that is kept about it. */
  removeAccount: Accounts['remove']
}

export const accountHandlers = ({
  accounts,
  secrets,
  removeAccount,
}: AccountHandlerOptions): HandlersOf<'accounts' | 'secrets'> => ({
  'accounts.list': () => accounts.list(),
  'accounts.add': (input) => accounts.add(input),
  'accounts.addDemo': ({ provider }) => accounts.addDemo(provider),
  'accounts.update': ({ accountId, settings }) => accounts.update(accountId, settings),
  'accounts.setSecret': ({ accountId, secrets: values, keep }) => accounts.setSecret(accountId, values, keep),
  'accounts.removeSecret': ({ accountId }) => accounts.removeSecret(accountId),
  'accounts.remove': ({ accountId }) => removeAccount(accountId),
  'accounts.test': ({ accountId }) => accounts.test(accountId),
  'secrets.state': () => secrets.state(),
  'secrets.retry': () => secrets.retry(),
})
