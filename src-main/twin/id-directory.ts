/** Names for the ids of a Twin account. The provider lists some of them; of the rest only its cabinet tells. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { idKinds, namedIdSchema, type IdKind, type ListedIdKind, type NamedId } from '@shared/contract/twin'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { TwinClient } from '../providers/twin/client'
import { inTransaction } from '../storage/transaction'

export interface IdDirectory {
  /** By label, as a person sorts. */
  list(accountId: string): { ids: NamedId[]; fetchedAt: number | null }
  /** @returns the lists that failed; what was known of them stays */
  refresh(accountId: string): Promise<{ failures: { kind: ListedIdKind; error: AppError }[] }>
  save(accountId: string, id: Pick<NamedId, 'kind' | 'id' | 'label'>): void
  remove(accountId: string, kind: IdKind, id: string): void
  /** The name of an id; the id itself where nobody gave it one. */
  labelOf(accountId: string, kind: IdKind, id: string): string
  /** Ids of trunks by their name. */
  trunksByName(accountId: string): [string, string][]
  removeAccount(accountId: string): void
}

interface Dependencies {
  database: DatabaseSync
  twin(accountId: string): Promise<TwinClient>
  onDidChange(accountId: string): void
  /** ms since 1970 */
  now(): number
}

const rowSchema = z.object({
  kind: z.enum(idKinds),
  id: z.string(),
  label: z.string().nullable(),
  providerName: z.string().nullable(),
})
const fetchSchema = z.object({ fetchedAt: z.number() })

export function createIdDirectory({ database, twin, onDidChange, now }: Dependencies): IdDirectory {
  const columns = 'kind, id, label, provider_name AS providerName'
  const selectAll = database.prepare(`SELECT ${columns} FROM twin_ids WHERE account_id = ?`)
  const select = database.prepare(`SELECT ${columns} FROM twin_ids WHERE account_id = ? AND kind = ? AND id = ?`)
  const saveLabel = database.prepare(
    `INSERT INTO twin_ids (account_id, kind, id, label) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET label = excluded.label`,
  )
  const dropLabel = database.prepare('UPDATE twin_ids SET label = NULL WHERE account_id = ? AND kind = ? AND id = ?')
  const saveName = database.prepare(
    `INSERT INTO twin_ids (account_id, kind, id, provider_name) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET provider_name = excluded.provider_name`,
  )
  const dropNames = database.prepare('UPDATE twin_ids SET provider_name = NULL WHERE account_id = ? AND kind = ?')
  const dropNameless = database.prepare(
    'DELETE FROM twin_ids WHERE account_id = ? AND label IS NULL AND provider_name IS NULL',
  )
  const saveFetch = database.prepare(
    'INSERT INTO twin_id_fetches VALUES (?, ?) ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at',
  )
  const selectFetch = database.prepare('SELECT fetched_at AS fetchedAt FROM twin_id_fetches WHERE account_id = ?')
  const dropAll = database.prepare('DELETE FROM twin_ids WHERE account_id = ?')
  const dropFetch = database.prepare('DELETE FROM twin_id_fetches WHERE account_id = ?')
  const collator = new Intl.Collator(undefined, { numeric: true })

  const toNamed = (row: unknown): NamedId => {
    const { label, ...named } = rowSchema.parse(row)
    return namedIdSchema.parse({ ...named, label: label ?? named.providerName ?? named.id, own: label !== null })
  }

  async function fetchList(accountId: string, client: TwinClient, kind: ListedIdKind): Promise<AppError | null> {
    try {
      const found = await (kind === 'bot' ? client.listBots() : client.listTrunks())
      inTransaction(database, () => {
        dropNames.run(accountId, kind)
        for (const { id, name } of found) saveName.run(accountId, kind, id, name)
        dropNameless.run(accountId)
      })
      return null
    } catch (error) {
      if (error instanceof AppFailure) return error.error
      throw error
    }
  }

  return {
    list(accountId) {
      const fetched = selectFetch.get(accountId)
      return {
        ids: selectAll
          .all(accountId)
          .map(toNamed)
          .sort((one, other) => collator.compare(one.label, other.label)),
        fetchedAt: fetched ? fetchSchema.parse(fetched).fetchedAt : null,
      }
    },
    async refresh(accountId) {
      const client = await twin(accountId)
      const [bot, trunk] = await Promise.all([
        fetchList(accountId, client, 'bot'),
        fetchList(accountId, client, 'trunk'),
      ])
      if (!bot || !trunk) saveFetch.run(accountId, now())
      onDidChange(accountId)
      return {
        failures: [
          ...(bot ? [{ kind: 'bot' as const, error: bot }] : []),
          ...(trunk ? [{ kind: 'trunk' as const, error: trunk }] : []),
        ],
      }
    },
    save(accountId, { kind, id, label }) {
      saveLabel.run(accountId, kind, id, label)
      onDidChange(accountId)
    },
    remove(accountId, kind, id) {
      dropLabel.run(accountId, kind, id)
      dropNameless.run(accountId)
      onDidChange(accountId)
    },
    labelOf(accountId, kind, id) {
      const row = select.get(accountId, kind, id)
      return row ? toNamed(row).label : id
    },
    trunksByName: (accountId) =>
      selectAll
        .all(accountId)
        .map(toNamed)
        .flatMap(({ kind, id, label }): [string, string][] => (kind === 'trunk' ? [[label, id]] : [])),
    removeAccount(accountId) {
      dropAll.run(accountId)
      dropFetch.run(accountId)
    },
  }
}
