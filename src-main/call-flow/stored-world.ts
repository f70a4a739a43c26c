/** The world of the simulator, read from the database: extensions, rules and menus of the cloud PBX, forwarding, the register of Twin. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { CallWorld, KeyedRule, NumberRoute } from '@shared/domain/call-flow/world'
import { numberRuleSchema } from '@shared/domain/number-batch/batch'
import { numberOfName, type Extension } from '@shared/domain/pbx/extension'
import type { PublicNumber } from '@shared/domain/pbx/public-number'
import { knownForwarding } from '../numbers/forwarding-summary'
import { createPbxStore, type Holdings } from '../pbx/pbx-store'

const accountsSchema = z.array(z.object({ id: z.string() }))
const forwardingSchema = z.object({
  accountId: z.string(),
  kind: z.string().nullable(),
  target: z.string(),
  state: z.string().nullable(),
})
const registeredSchema = z.object({
  accountId: z.string(),
  state: z.string(),
  rule: z.string(),
  botName: z.string().nullable(),
})
const lengthSchema = z.object({ seconds: z.number() })

/** What one company holds, with what is asked for at each step of a call made quick to find. */
interface Company {
  holdings: Holdings
  byNumber: Map<string, Extension>
  publicNumbers: Map<string, PublicNumber>
}

export interface StoredWorld {
  /** As it is stored now. Ask anew for each question: what it answers from is read again when something was written. */
  present(): CallWorld
  /** What the companies hold, by account. */
  holdings(): Map<string, Holdings>
}

/** @param database any connection that sees the data; nothing is written */
export function createStoredWorld(database: DatabaseSync): StoredWorld {
  const selectVersion = database.prepare('PRAGMA data_version')
  const selectOwnChanges = database.prepare('SELECT total_changes() AS count')
  const selectAccounts = database.prepare("SELECT id FROM accounts WHERE provider = 'pbx'")
  const selectForwarding = database.prepare(`
    SELECT l.account_id AS accountId, n.forwarding_kind AS kind, n.forwarding_target AS target, s.forwarding AS state
    FROM number_lists AS l
    JOIN numbers AS n ON n.list = l.id AND n.number = ?1
    LEFT JOIN forwarding_states AS s ON s.account_id = l.account_id AND s.number = n.number
    WHERE l.state = 'present' LIMIT 1`)
  // What was planned was never sent; what was refused is not there.
  const selectRegistered = database.prepare(`
    SELECT b.account_id AS accountId, p.state, b.rule, COALESCE(i.label, i.provider_name) AS botName
    FROM number_rows AS r
    JOIN number_parts AS p ON p.batch = r.batch AND p.part = r.part AND p.state IN ('sent', 'accepted')
    JOIN number_batches AS b ON b.id = r.batch
    LEFT JOIN twin_ids AS i
      ON i.account_id = b.account_id AND i.kind = 'bot' AND i.id = json_extract(b.rule, '$.botId')
    WHERE r.account_id IN (SELECT id FROM accounts WHERE provider = 'twin') AND r.number = ?
    ORDER BY r.sequence DESC LIMIT 1`)
  const selectLength = database.prepare(`
    SELECT r.seconds FROM prompt_copies AS c JOIN recordings AS r ON r.sha256 = c.sha256
    WHERE c.account_id = ? AND c.prompt_id = ?`)
  let companies = new Map<string, Company>()
  let version = ''

  /** What was written since, by this connection or another, makes everything be read anew. */
  function presentCompanies(): Map<string, Company> {
    const present = `${selectVersion.get()?.['data_version']}/${selectOwnChanges.get()?.['count']}`
    if (present === version) return companies
    version = present
    const store = createPbxStore(database)
    companies = new Map()
    for (const { id } of accountsSchema.parse(selectAccounts.all())) {
      const holdings = store.holdings(id)
      if (holdings) companies.set(id, companyOf(holdings))
    }
    return companies
  }

  function forwardingRoute(digits: string): NumberRoute | undefined {
    const row = selectForwarding.get(digits)
    if (!row) return undefined
    const { accountId, kind, target, state } = forwardingSchema.parse(row)
    return { provider: 'exolve', accountId, forwarding: knownForwarding(kind, target, state) }
  }

  /** The last that was sent of a number holds. */
  function registerRoute(digits: string): NumberRoute | undefined {
    const row = selectRegistered.get(digits)
    if (!row) return undefined
    const { accountId, state, rule, botName } = registeredSchema.parse(row)
    const { action, botId } = numberRuleSchema.parse(JSON.parse(rule))
    return { provider: 'twin', accountId, action, bot: botName ?? botId, isAccepted: state === 'accepted' }
  }

  return {
    holdings: () => new Map([...presentCompanies()].map(([accountId, { holdings }]) => [accountId, holdings])),
    present() {
      const present = presentCompanies()
      return {
        numberRoute(digits) {
          for (const [accountId, { publicNumbers }] of present) {
            const number = publicNumbers.get(digits)
            if (number) return { provider: 'pbx', accountId, extensionId: number.extensionId }
          }
          return forwardingRoute(digits) ?? registerRoute(digits)
        },
        extensionByNumber: (accountId, number) => present.get(accountId)?.byNumber.get(number),
        extensionById: (accountId, id) => present.get(accountId)?.holdings.extensions.get(id),
        shortNumber: (accountId, { name }) => numberOfName(name, present.get(accountId)?.holdings.company.prefix ?? ''),
        extensionLength: (accountId) => present.get(accountId)?.holdings.company.extensionLength ?? 3,
        rulesOf: (accountId, extensionId) =>
          present
            .get(accountId)
            ?.holdings.rules.get(extensionId)
            ?.map(({ id, rule }): KeyedRule => ({
              key: String(id),
              rule,
            })) ?? [],
        menuOf: (accountId, extensionId) => present.get(accountId)?.holdings.menus.get(extensionId),
        intervalById: (accountId, id) => present.get(accountId)?.holdings.intervals.get(id),
        promptById(accountId, id) {
          const prompt = present.get(accountId)?.holdings.prompts.get(id)
          if (!prompt) return undefined
          const row = selectLength.get(accountId, id)
          return { title: prompt.title, lengthMs: row ? Math.round(lengthSchema.parse(row).seconds * 1000) : null }
        },
      }
    },
  }
}

function companyOf(holdings: Holdings): Company {
  const byNumber = new Map<string, Extension>()
  for (const extension of holdings.extensions.values()) {
    byNumber.set(extension.name, extension)
    byNumber.set(numberOfName(extension.name, holdings.company.prefix), extension)
  }
  const publicNumbers = new Map([...holdings.publicNumbers.values()].map((one) => [one.number, one]))
  return { holdings, byNumber, publicNumbers }
}
