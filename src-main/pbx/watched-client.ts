/** A client whose answers keep what is known of the account up to date: what a change wrote and read back is shown at once. */
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import { GatewayFailure } from '../http/gateway'
import type { PbxClient } from '../providers/pbx/client'
import type { ObjectKind, PbxStore } from './pbx-store'

/** @param onDidChange something of the account is another one than before */
export function watchedClient(
  client: PbxClient,
  accountId: string,
  store: Pick<PbxStore, 'put' | 'remove'>,
  onDidChange: () => void,
): PbxClient {
  const told = (isAnother: boolean) => {
    if (isAnother) onDidChange()
  }

  async function seen<Kind extends 'extension' | 'publicNumber' | 'prompt' | 'interval', Value extends { id: number }>(
    kind: Kind,
    reading: Promise<Value & Parameters<typeof store.put<Kind>>[3]>,
  ): Promise<Value> {
    const value = await reading
    told(store.put(accountId, kind, value.id, value))
    return value
  }

  async function read<Value>(kind: ObjectKind, id: number, reading: Promise<Value>): Promise<Value> {
    try {
      return await reading
    } catch (error) {
      if (error instanceof GatewayFailure && error.status === 404) told(store.remove(accountId, kind, id))
      throw error
    }
  }

  async function removed(kind: ObjectKind, id: number, removing: Promise<void>): Promise<void> {
    await removing
    told(store.remove(accountId, kind, id))
  }

  /** Rules come without their order, and the order without the rules. */
  const lists = new Map<number, SavedRule[]>()

  return {
    ...client,
    createExtension: (...input) => seen('extension', client.createExtension(...input)),
    updateExtension: (...input) => seen('extension', client.updateExtension(...input)),
    readExtension: (id, options) => seen('extension', read('extension', id, client.readExtension(id, options))),
    deleteExtension: (id, options) => removed('extension', id, client.deleteExtension(id, options)),
    routePublicNumber: (...input) => seen('publicNumber', client.routePublicNumber(...input)),
    readPublicNumber: (id, options) =>
      seen('publicNumber', read('publicNumber', id, client.readPublicNumber(id, options))),
    createSound: (...input) => seen('prompt', client.createSound(...input)),
    replaceSound: (...input) => seen('prompt', client.replaceSound(...input)),
    renameSound: (...input) => seen('prompt', client.renameSound(...input)),
    readSound: (id, options) => seen('prompt', read('prompt', id, client.readSound(id, options))),
    deleteSound: (id, options) => removed('prompt', id, client.deleteSound(id, options)),
    createInterval: (...input) => seen('interval', client.createInterval(...input)),
    updateInterval: (...input) => seen('interval', client.updateInterval(...input)),
    readInterval: (id, options) => seen('interval', read('interval', id, client.readInterval(id, options))),
    deleteInterval: (id, options) => removed('interval', id, client.deleteInterval(id, options)),
    async listRules(extension, options) {
      const rules = await client.listRules(extension, options)
      if (rules.length < 2) told(store.put(accountId, 'rules', extension, rules))
      else lists.set(extension, rules)
      return rules
    },
    async readRuleOrder(extension, options) {
      const order = await client.readRuleOrder(extension, options)
      const rules = lists.get(extension)
      lists.delete(extension)
      const inOrder = order.flatMap((id) => rules?.find((saved) => saved.id === id) ?? [])
      if (rules && inOrder.length === rules.length) told(store.put(accountId, 'rules', extension, inOrder))
      return order
    },
  }
}
