/** What was read of cloud PBX accounts, kept in the database and, once it was asked for, in memory: a company has hundreds of objects, not millions. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { PbxChange } from '@shared/contract/pbx'
import { menuSchema, type Menu } from '@shared/domain/ivr/menu'
import { companySchema, type Company } from '@shared/domain/pbx/company'
import { extensionSchema, numberOfName, type Extension } from '@shared/domain/pbx/extension'
import { savedRuleSchema, type SavedRule } from '@shared/domain/pbx/incoming-rule'
import { intervalSchema, type Interval } from '@shared/domain/pbx/interval'
import { promptSchema, type Prompt } from '@shared/domain/pbx/prompt'
import { publicNumberSchema, type PublicNumber } from '@shared/domain/pbx/public-number'
import { inTransaction } from '../storage/transaction'

/** All that an account holds at its provider. */
export interface Holdings {
  company: Company
  extensions: Map<number, Extension>
  publicNumbers: Map<number, PublicNumber>
  prompts: Map<number, Prompt>
  intervals: Map<number, Interval>
  /** By the id of the extension, in the order in which they are looked at. */
  rules: Map<number, SavedRule[]>
  /** By the id of the extension. */
  menus: Map<number, Menu>
}

/** Kinds whose objects can be told apart by an id. */
export type ObjectKind = 'extension' | 'publicNumber' | 'prompt' | 'interval' | 'rules' | 'menu'

const maps = {
  extension: 'extensions',
  publicNumber: 'publicNumbers',
  prompt: 'prompts',
  interval: 'intervals',
  rules: 'rules',
  menu: 'menus',
} as const satisfies Record<ObjectKind, keyof Holdings>

type ValueOf<Kind extends ObjectKind> = Holdings[(typeof maps)[Kind]] extends Map<number, infer Value> ? Value : never

const schemas = {
  extension: extensionSchema,
  publicNumber: publicNumberSchema,
  prompt: promptSchema,
  interval: intervalSchema,
  rules: z.array(savedRuleSchema),
  menu: menuSchema,
} satisfies { [Kind in ObjectKind]: z.ZodType<ValueOf<Kind>> }

export const objectKinds = Object.keys(maps) as ObjectKind[]

const rowSchema = z.object({ kind: z.string(), id: z.number(), value: z.string() })
const storedSchema = z.object({ name: z.string(), value: z.string() })
const fetchSchema = z.object({ fetchedAt: z.number() })

export interface PbxStore {
  /** null: never read. */
  holdings(accountId: string): Holdings | null
  /** When everything was read last, ms since 1970; null: never. */
  fetchedAt(accountId: string): number | null
  /** Takes over all that was read. @returns what differs from before */
  replace(accountId: string, holdings: Holdings, fetchedAt: number): PbxChange[]
  /** One object as it was just read. Without effect for an account that was never read as a whole. @returns true when it is another one */
  put<Kind extends ObjectKind>(accountId: string, kind: Kind, id: number, value: ValueOf<Kind>): boolean
  /** All objects of a kind as they were just read; what is not among them is gone. Effect and answer as of `put`. */
  putAll<Kind extends 'extension' | 'prompt' | 'interval'>(
    accountId: string,
    kind: Kind,
    values: readonly (ValueOf<Kind> & { id: number })[],
  ): boolean
  /** @returns true when it was there */
  remove(accountId: string, kind: ObjectKind, id: number): boolean
  removeAccount(accountId: string): void
}

export function createPbxStore(database: DatabaseSync): PbxStore {
  const selectAll = database.prepare('SELECT kind, id, value FROM pbx_objects WHERE account_id = ?')
  const selectOne = database.prepare('SELECT name, value FROM pbx_objects WHERE account_id = ? AND kind = ? AND id = ?')
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO pbx_objects (account_id, kind, id, name, value) VALUES (?, ?, ?, ?, ?)',
  )
  const removeOne = database.prepare('DELETE FROM pbx_objects WHERE account_id = ? AND kind = ? AND id = ?')
  const removeAll = database.prepare('DELETE FROM pbx_objects WHERE account_id = ?')
  const selectFetch = database.prepare('SELECT fetched_at AS fetchedAt FROM pbx_fetches WHERE account_id = ?')
  const upsertFetch = database.prepare('INSERT OR REPLACE INTO pbx_fetches (account_id, fetched_at) VALUES (?, ?)')
  const removeFetch = database.prepare('DELETE FROM pbx_fetches WHERE account_id = ?')
  const held = new Map<string, Holdings>()

  const fetchedAt = (accountId: string): number | null => {
    const row = selectFetch.get(accountId)
    return row ? fetchSchema.parse(row).fetchedAt : null
  }

  function load(accountId: string): Holdings | null {
    if (fetchedAt(accountId) === null) return null
    const rows = z.array(rowSchema).parse(selectAll.all(accountId))
    const company = rows.find(({ kind }) => kind === 'company')
    if (!company) return null
    const holdings = emptyHoldings(companySchema.parse(JSON.parse(company.value)))
    for (const { kind, id, value } of rows) {
      if (isObjectKind(kind)) mapOf(holdings, kind).set(id, schemas[kind].parse(JSON.parse(value)))
    }
    return holdings
  }

  const holdingsOf = (accountId: string): Holdings | null => {
    const present = held.get(accountId) ?? load(accountId)
    if (present) held.set(accountId, present)
    return present
  }

  const store: PbxStore = {
    holdings: holdingsOf,
    fetchedAt,

    replace(accountId, holdings, at) {
      const changes: PbxChange[] = []
      inTransaction(database, () => {
        const isFirst = fetchedAt(accountId) === null
        const before = new Map(
          z
            .array(rowSchema)
            .parse(selectAll.all(accountId))
            .map(({ kind, id, value }) => [`${kind}/${id}`, value]),
        )
        const company = JSON.stringify(holdings.company)
        upsert.run(accountId, 'company', holdings.company.id, holdings.company.name, company)
        for (const kind of objectKinds) {
          for (const [id, value] of mapOf(holdings, kind)) {
            const key = `${kind}/${id}`
            const text = JSON.stringify(value)
            const old = before.get(key)
            before.delete(key)
            if (old === text) continue
            const name = nameOf(holdings, kind, id)
            upsert.run(accountId, kind, id, name, text)
            if (!isFirst && !isNothing(kind, old, text))
              changes.push({ kind, name, change: old === undefined ? 'added' : 'changed' })
          }
        }
        for (const key of before.keys()) {
          const [kind = '', id = ''] = key.split('/')
          if (!isObjectKind(kind)) continue
          const { name } = storedSchema.parse(selectOne.get(accountId, kind, Number(id)))
          removeOne.run(accountId, kind, Number(id))
          // What belongs to an extension goes with it.
          if (kind !== 'rules' && kind !== 'menu') changes.push({ kind, name, change: 'removed' })
        }
        upsertFetch.run(accountId, at)
      })
      held.set(accountId, holdings)
      return changes
    },

    put(accountId, kind, id, value) {
      const holdings = holdingsOf(accountId)
      if (!holdings) return false
      const text = JSON.stringify(value)
      const row = selectOne.get(accountId, kind, id)
      if (row && storedSchema.parse(row).value === text) return false
      mapOf(holdings, kind).set(id, value)
      upsert.run(accountId, kind, id, nameOf(holdings, kind, id), text)
      return true
    },

    putAll(accountId, kind, values) {
      const holdings = holdingsOf(accountId)
      if (!holdings) return false
      return inTransaction(database, () => {
        const present = new Set(values.map(({ id }) => id))
        const gone = [...mapOf(holdings, kind).keys()].filter((id) => !present.has(id))
        const changed = values.filter((value) => store.put(accountId, kind, value.id, value))
        gone.forEach((id) => store.remove(accountId, kind, id))
        return changed.length + gone.length > 0
      })
    },

    remove(accountId, kind, id) {
      const holdings = holdingsOf(accountId)
      if (!holdings || !mapOf(holdings, kind).delete(id)) return false
      removeOne.run(accountId, kind, id)
      if (kind === 'extension') {
        for (const owned of ['rules', 'menu'] as const) {
          mapOf(holdings, owned).delete(id)
          removeOne.run(accountId, owned, id)
        }
      }
      return true
    },

    removeAccount(accountId) {
      held.delete(accountId)
      inTransaction(database, () => {
        removeAll.run(accountId)
        removeFetch.run(accountId)
      })
    },
  }
  return store
}

export const emptyHoldings = (company: Company): Holdings => ({
  company,
  extensions: new Map(),
  publicNumbers: new Map(),
  prompts: new Map(),
  intervals: new Map(),
  rules: new Map(),
  menus: new Map(),
})

/** No rules is what an extension has before anybody gave it some. */
const isNothing = (kind: ObjectKind, old: string | undefined, text: string): boolean =>
  old === undefined && (kind === 'menu' || (kind === 'rules' && text === '[]'))

const isObjectKind = (kind: string): kind is ObjectKind => kind in maps

const mapOf = (holdings: Holdings, kind: ObjectKind): Map<number, unknown> => holdings[maps[kind]]

/** What the operator calls an object; rules and a menu by their extension. */
function nameOf(
  { company, extensions, publicNumbers, prompts, intervals }: Holdings,
  kind: ObjectKind,
  id: number,
): string {
  switch (kind) {
    case 'publicNumber':
      return publicNumbers.get(id)?.number ?? String(id)
    case 'prompt':
      return prompts.get(id)?.title ?? String(id)
    case 'interval':
      return intervals.get(id)?.name ?? String(id)
    default: {
      const extension = extensions.get(id)
      return extension ? numberOfName(extension.name, company.prefix) : String(id)
    }
  }
}
