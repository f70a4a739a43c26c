/** What the operator tells the console about an account's calling. */
import type { DatabaseSync } from 'node:sqlite'
import { callingRulesSchema, type CallingRules } from '@shared/contract/contacts'
import { AppFailure } from '@shared/domain/app-error'
import { isZone } from '@shared/domain/autocall/start-moment'

/** Before anything is set: careful. */
const initialRules: CallingRules = { companyZone: '', confirmAbove: 100, homeCountry: 'RU', recentDays: 30 }

export function createCallingRules(database: DatabaseSync) {
  const select = database.prepare('SELECT rules FROM calling_rules WHERE account_id = ?')
  const upsert = database.prepare('INSERT OR REPLACE INTO calling_rules (account_id, rules) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM calling_rules WHERE account_id = ?')
  return {
    read(accountId: string): CallingRules {
      const row = select.get(accountId)
      return row ? callingRulesSchema.parse(JSON.parse(String(row['rules']))) : initialRules
    },
    /** @throws AppFailure `input.invalid` for a zone that nobody knows */
    save(accountId: string, rules: CallingRules): CallingRules {
      if (rules.companyZone !== '' && !isZone(rules.companyZone)) {
        throw new AppFailure('input.invalid', {
          fields: [{ path: 'companyZone', severity: 'error', code: 'contacts.zoneMalformed', params: {} }],
        })
      }
      upsert.run(accountId, JSON.stringify(rules))
      return rules
    },
    removeAccount: (accountId: string): void => void remove.run(accountId),
  }
}
