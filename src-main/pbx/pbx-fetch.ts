/** Reads everything that an account holds at a cloud PBX. */
import { numberOfName } from '@shared/domain/pbx/extension'
import type { Extension } from '@shared/domain/pbx/extension'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import type { Menu } from '@shared/domain/ivr/menu'
import { mapInOrder } from '../changes/ordered-map'
import type { PbxClient } from '../providers/pbx/client'
import { readMenu } from '../providers/pbx/menu'
import { readOrderedRules } from '../providers/pbx/ordered-rules'
import { ifThere, readWholeList } from '../providers/pbx/lists'
import { emptyHoldings, type Holdings } from './pbx-store'

export interface FetchProgress {
  /** Requests for whole objects: five lists, then the rules of each extension and each menu. */
  done: number
  /** null: not known before the extensions are. */
  total: number | null
  /** Number of the extension read last; null: a list. */
  extension: string | null
}

/** Enough to keep an account's requests busy. */
const readsAtOnce = 16

/**
 * @throws AppFailure `provider.listUnstable`, the reason of the signal, and what the client throws
 */
export async function fetchHoldings(
  client: PbxClient,
  signal: AbortSignal,
  onProgress: (progress: FetchProgress) => void,
): Promise<Holdings> {
  const options = { signal }
  let done = 0
  let total: number | null = null
  const step = (extension: string | null) => {
    done += 1
    onProgress({ done, total, extension })
  }
  const holdings = emptyHoldings(await client.readCompany(options))
  step(null)
  holdings.extensions = byId(await readWholeList(client.listExtensions, options))
  const extensions = [...holdings.extensions.values()]
  const menus = extensions.filter(({ type }) => type === 'ivr')
  total = 5 + extensions.length + menus.length
  step(null)
  holdings.publicNumbers = byId(await readWholeList(client.listPublicNumbers, options))
  step(null)
  holdings.prompts = byId(await readWholeList(client.listSounds, options))
  step(null)
  holdings.intervals = byId(await readWholeList(client.listIntervals, options))
  step(null)

  const { prefix } = holdings.company
  const readEach = async <Value>(
    of: readonly Extension[],
    read: (extension: number) => Promise<Value>,
    keep: (extension: number, value: Value) => void,
  ) => {
    for await (const { id, name, value } of mapInOrder(of, readsAtOnce, async ({ id, name }) => {
      signal.throwIfAborted()
      return { id, name, value: await ifThere(read(id)) }
    })) {
      if (value === null) holdings.extensions.delete(id)
      else keep(id, value)
      step(numberOfName(name, prefix))
    }
  }
  await readEach<SavedRule[]>(
    extensions,
    (id) => readOrderedRules(client, id, options),
    (id, rules) => holdings.rules.set(id, rules),
  )
  await readEach<Menu>(
    menus,
    (id) => readMenu(client, id, options),
    (id, menu) => holdings.menus.set(id, menu),
  )
  return holdings
}

const byId = <Item extends { id: number }>(items: readonly Item[]): Map<number, Item> =>
  new Map(items.map((item) => [item.id, item]))
