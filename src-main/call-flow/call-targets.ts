/** What can be called: numbers and extensions of all accounts. */
import { z } from 'zod'
import type { CallTarget } from '@shared/contract/call-flow'
import type { Called } from '@shared/domain/call-flow/call'
import { numberOfName } from '@shared/domain/pbx/extension'
import type { Holdings } from '../pbx/pbx-store'
import type { Reader } from '../storage/reader'
import { searchTerms } from '../storage/search-text'

export interface TargetSources {
  reader: Reader
  /** By the order in which they are shown. */
  accounts(): { id: string; label: string; provider: string }[]
  /** null: never read. */
  holdingsOf(accountId: string): Holdings | null
}

const numbersSchema = z.array(z.object({ accountId: z.string(), number: z.string(), label: z.string() }))
/** Owned numbers of MTS Exolve, and those that this console sent to Twin and that were not refused. */
const selectNumbers = `
  SELECT l.account_id AS accountId, n.number, '' AS label FROM number_lists AS l JOIN numbers AS n ON n.list = l.id
  WHERE l.state = 'present' AND instr(n.number, ?1) AND (?4 = '' OR l.account_id = ?4)
  UNION ALL
  SELECT r.account_id, r.number, r.title FROM number_rows AS r
  JOIN number_parts AS p ON p.batch = r.batch AND p.part = r.part AND p.state IN ('sent', 'accepted')
  WHERE (instr(r.number, ?1) OR instr(r.search, ?2)) AND (?4 = '' OR r.account_id = ?4)
    AND NOT EXISTS (SELECT 1 FROM number_rows AS newer
      JOIN number_parts AS q ON q.batch = newer.batch AND q.part = newer.part AND q.state IN ('sent', 'accepted')
      WHERE newer.account_id = r.account_id AND newer.number = r.number AND newer.sequence > r.sequence)
  ORDER BY 2 LIMIT ?3`

export function createCallTargets({ reader, accounts, holdingsOf }: TargetSources) {
  function* pbxTargets(accountId: string, account: string): Generator<CallTarget> {
    const holdings = holdingsOf(accountId)
    if (!holdings) return
    const { company, extensions, publicNumbers } = holdings
    for (const { number, comment } of publicNumbers.values()) {
      yield { called: { kind: 'number', digits: number }, accountId, account, number, label: comment }
    }
    for (const { id, name, label } of extensions.values()) {
      const number = numberOfName(name, company.prefix)
      yield { called: { kind: 'extension', accountId, extensionId: id }, accountId, account, number, label }
    }
  }

  /** @param accountId empty: of all accounts */
  async function numbersLike(digits: string, text: string, limit: number, accountId: string): Promise<CallTarget[]> {
    const rows = numbersSchema.parse(await reader.all(selectNumbers, [digits, text, limit, accountId]))
    return rows.flatMap(({ accountId: owner, number, label }): CallTarget[] => {
      const account = accounts().find(({ id }) => id === owner)
      const called = { kind: 'number' as const, digits: number }
      return account ? [{ called, accountId: owner, account: account.label, number, label }] : []
    })
  }

  async function find(text: string, limit: number): Promise<CallTarget[]> {
    const { text: wanted, digits } = searchTerms(text)
    const fits = ({ number, label }: CallTarget): boolean =>
      number.includes(digits ?? wanted) || label.toLocaleLowerCase().includes(wanted)
    const found: CallTarget[] = []
    for (const { id, label, provider } of accounts()) {
      if (provider === 'pbx') found.push(...[...pbxTargets(id, label)].filter(fits).slice(0, limit))
    }
    return [...found, ...(await numbersLike(digits ?? wanted, wanted, limit, ''))].slice(0, limit)
  }

  return {
    /** The first few that fit what was typed. */
    find,

    /** null: it is gone. */
    async of(called: Called): Promise<CallTarget | null> {
      const isWanted = (target: CallTarget) => JSON.stringify(target.called) === JSON.stringify(called)
      for (const { id, label, provider } of accounts()) {
        const found = provider === 'pbx' ? [...pbxTargets(id, label)].find(isWanted) : undefined
        if (found) return found
      }
      if (called.kind === 'extension') return null
      const found = await find(called.digits, 100)
      return found.find(isWanted) ?? null
    },

    /** All numbers of an account, up to the limit. */
    async numbersOf(accountId: string, limit: number): Promise<CallTarget[]> {
      const account = accounts().find(({ id }) => id === accountId)
      if (account?.provider !== 'pbx') return numbersLike('', '', limit, accountId)
      return [...pbxTargets(accountId, account.label)].filter(({ called }) => called.kind === 'number').slice(0, limit)
    },
  }
}
