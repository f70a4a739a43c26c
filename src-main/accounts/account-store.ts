/** Accounts as they are kept on disk: everything but their secrets. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { accountSettingsSchema, type AccountSettings } from '@shared/domain/account'
import { appErrorSchema, AppFailure, type AppError } from '@shared/domain/app-error'
import { recogniseStorageError } from '../storage/storage-error'

const recordSchema = accountSettingsSchema.extend({
  id: z.string(),
  production: z.coerce.boolean(),
  disabled: z.coerce.boolean(),
  demo: z.coerce.boolean(),
  /** ms since 1970 */
  createdAt: z.number(),
  /** The origin that the secret in the keychain may be sent to; null: there is no secret in it. */
  secretOrigin: z.string().nullable(),
})
export type AccountRecord = z.infer<typeof recordSchema>

/** How the provider answered last. Times in ms since 1970. */
export interface AccountStatus {
  lastAnswerAt: number | null
  /** null as soon as an answer was good again. */
  lastError: AppError | null
  lastErrorAt: number | null
}

export interface AccountStore {
  /** By group, then label, as a person sorts. */
  list(): AccountRecord[]
  /** @throws AppFailure `notFound` */
  read(id: string): AccountRecord
  create(record: AccountRecord): void
  update(id: string, settings: AccountSettings): void
  setSecretOrigin(id: string, origin: string | null): void
  remove(id: string): void
  status(id: string): AccountStatus
  /** The provider answered as it should. @returns true when that is news, false when it only moves the time. */
  recordAnswer(id: string, at: number): boolean
  /** @returns true when it is another failure than the last one. */
  recordError(id: string, error: AppError, at: number): boolean
}

const columns = `id, provider, label, colour, group_name AS "group", production, base_url AS baseUrl, sign_in AS signIn, disabled, demo,
  created_at AS createdAt, secret_origin AS secretOrigin`

const statusSchema = z.object({
  lastAnswerAt: z.number().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.number().nullable(),
})

/** ms. A change of thousands of steps has as many answers; the disk needs to know of one a minute. */
const statusGrain = 60_000

export function createAccountStore(database: DatabaseSync): AccountStore {
  const selectAll = database.prepare(`SELECT ${columns} FROM accounts`)
  const select = database.prepare(`SELECT ${columns} FROM accounts WHERE id = ?`)
  const insert = database.prepare(
    `INSERT INTO accounts (id, provider, label, colour, group_name, production, base_url, sign_in, disabled, demo, created_at, secret_origin)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const updateSettings = database.prepare(
    `UPDATE accounts SET provider = ?, label = ?, colour = ?, group_name = ?, production = ?, base_url = ?, sign_in = ?, disabled = ? WHERE id = ?`,
  )
  const updateOrigin = database.prepare('UPDATE accounts SET secret_origin = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM accounts WHERE id = ?')
  const selectStatus = database.prepare(
    'SELECT last_answer_at AS lastAnswerAt, last_error AS lastError, last_error_at AS lastErrorAt FROM accounts WHERE id = ?',
  )
  const updateStatus = database.prepare(
    'UPDATE accounts SET last_answer_at = ?, last_error = ?, last_error_at = ? WHERE id = ?',
  )

  const collator = new Intl.Collator(undefined, { numeric: true })
  const statuses = new Map<string, AccountStatus>()
  /** When each status was last written, ms since 1970. */
  const written = new Map<string, number>()

  const status = (id: string): AccountStatus => {
    const known = statuses.get(id)
    if (known) return known
    const row = selectStatus.get(id)
    const { lastError, ...times } = statusSchema.parse(
      row ?? { lastAnswerAt: null, lastError: null, lastErrorAt: null },
    )
    const read = {
      ...times,
      lastError: lastError === null ? null : (appErrorSchema.safeParse(JSON.parse(lastError)).data ?? null),
    }
    statuses.set(id, read)
    return read
  }

  const saveStatus = (id: string, next: AccountStatus, at: number, isNews: boolean): boolean => {
    statuses.set(id, next)
    if (!isNews && Math.abs(at - (written.get(id) ?? 0)) < statusGrain) return false
    written.set(id, at)
    try {
      updateStatus.run(next.lastAnswerAt, next.lastError && JSON.stringify(next.lastError), next.lastErrorAt, id)
    } catch (error) {
      // The provider has acted: a full disk here must not look like a failed request. The status holds for this session.
      if (!recogniseStorageError(error, '')) throw error
    }
    return isNews
  }

  return {
    list: () =>
      z
        .array(recordSchema)
        .parse(selectAll.all())
        .sort((a, b) => collator.compare(a.group, b.group) || collator.compare(a.label, b.label)),
    read(id) {
      const row = select.get(id)
      if (!row) throw new AppFailure('notFound')
      return recordSchema.parse(row)
    },
    create(record) {
      const { id, provider, label, colour, group, production, baseUrl, signIn, disabled, demo } = record
      const flags = [+disabled, +demo]
      const { createdAt, secretOrigin } = record
      insert.run(id, provider, label, colour, group, +production, baseUrl, signIn, ...flags, createdAt, secretOrigin)
    },
    update(id, { provider, label, colour, group, production, baseUrl, signIn, disabled }) {
      updateSettings.run(provider, label, colour, group, +production, baseUrl, signIn, +disabled, id)
    },
    setSecretOrigin(id, origin) {
      updateOrigin.run(origin, id)
    },
    remove(id) {
      remove.run(id)
      statuses.delete(id)
      written.delete(id)
    },
    status,
    recordAnswer(id, at) {
      const before = status(id)
      const isNews = before.lastError !== null || before.lastAnswerAt === null
      return saveStatus(id, { ...before, lastAnswerAt: at, lastError: null }, at, isNews)
    },
    recordError(id, error, at) {
      const before = status(id)
      const isNews = before.lastError?.code !== error.code
      return saveStatus(id, { ...before, lastError: error, lastErrorAt: at }, at, isNews)
    },
  }
}
