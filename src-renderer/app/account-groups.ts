import type { Account } from '@shared/contract/accounts'

export interface AccountGroup {
  /** Empty: the accounts without a group. */
  group: string
  accounts: Account[]
}

const compare = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' }).compare

/** Accounts under their headings, both in alphabetical order; those without a group come last. */
export function groupAccounts(accounts: readonly Account[]): AccountGroup[] {
  const groups = Map.groupBy(accounts, (account) => account.group)
  return [...groups]
    .map(([group, members]) => ({ group, accounts: members.toSorted((one, other) => compare(one.label, other.label)) }))
    .toSorted((one, other) => Number(!one.group) - Number(!other.group) || compare(one.group, other.group))
}

/** The accounts that have every typed word in their name, group or address. */
export function searchAccounts(accounts: readonly Account[], text: string): Account[] {
  const typed = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return accounts.filter((account) => {
    const own = `${account.label}\n${account.group}\n${account.baseUrl}`.toLocaleLowerCase()
    return typed.every((word) => own.includes(word))
  })
}
