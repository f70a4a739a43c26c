/** A change engine with a client of the demo cloud PBX. */
import type { Intent } from '@shared/contract/changes'
import type { Operation } from '../../../src-main/changes/operation'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createPbxClient, type PbxClient } from '../../../src-main/providers/pbx/client'
import { createPbxSession } from '../../../src-main/providers/pbx/session'
import { testUpload } from '../http/test-upload'
import { accountId, createWorkplace, type Workplace } from './workplace'

export interface PbxPlace extends Workplace {
  client: PbxClient
  apply(...intents: Intent[]): ReturnType<Workplace['settled']>
  undo(changeId: string): ReturnType<Workplace['settled']>
  /** Paths of the writes that took effect, with their method. */
  writes(): string[]
}

/** @param operations made of a client that is there once the place is */
export async function createPbxPlace(operations: (client: () => PbxClient) => readonly unknown[]): Promise<PbxPlace> {
  const clients: PbxClient[] = []
  const present = (): PbxClient => {
    const [client] = clients
    if (!client) throw new Error('the place is not there yet')
    return client
  }
  const place = await createWorkplace({ operations: operations(present) as Operation[] })
  const { baseUrl, clientId, clientSecret } = place.sandbox.pbx
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    upload: testUpload,
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const credentials = async () => ({ grant: 'client_credentials', clientId, clientSecret }) as const
  const session = createPbxSession({ gateway, accountId, baseUrl, credentials })
  clients.push(createPbxClient({ gateway, accountId, baseUrl, session }))

  const carryOut = async (changeId: string) => {
    await place.changes.apply({ changeId })
    return place.settled(changeId)
  }
  return Object.assign(place, {
    client: present(),
    apply: async (...intents: Intent[]) => carryOut((await place.plan(intents)).id),
    undo: async (changeId: string) => carryOut((await place.changes.undo({ changeId })).id),
    writes: () =>
      place.sandbox.ledger
        .entries({ acted: true })
        .filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
        .map(({ method, path }) => `${method} ${path.replace('/api/ver1.0/client/@me', '')}`),
  })
}
