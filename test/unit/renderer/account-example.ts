import type { Account } from '../../../src-shared/contract/accounts'

type Changes = Partial<Omit<Account, 'status'>> & { status?: Partial<Account['status']> }

/** An account that works and whose numbers were fetched. */
export function exampleAccount({ status, ...changes }: Changes = {}): Account {
  return {
    id: 'account-1',
    provider: 'exolve',
    label: 'Office',
    colour: 'blue',
    group: '',
    production: false,
    baseUrl: 'https://api.exolve.ru',
    signIn: 'apiKey',
    disabled: false,
    demo: false,
    createdAt: 0,
    secret: 'keychain',
    ...changes,
    status: {
      lastAnswerAt: 1,
      lastError: null,
      lastErrorAt: null,
      numberCount: 3,
      numbersFetchedAt: 1,
      quota: null,
      ...status,
    },
  }
}
