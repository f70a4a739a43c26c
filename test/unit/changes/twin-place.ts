/** An engine with the operations of Twin on a demo Twin of its own. */
import { emptyAutocallSettings, type AutocallSettings } from '@shared/domain/autocall/settings'
import type { Contact } from '@shared/domain/autocall/contact'
import type { Operation } from '../../../src-main/changes/operation'
import { twinAddContacts } from '../../../src-main/changes/operations/twin-contacts'
import { twinControlJob, twinCreateJob } from '../../../src-main/changes/operations/twin-jobs'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createTwinClient, type TwinClient } from '../../../src-main/providers/twin/client'
import { createTwinSession } from '../../../src-main/providers/twin/session'
import type { Sandbox } from '../../../src-main/sandbox/sandbox'
import { accountId, createWorkplace, type Workplace, type WorkplaceOptions } from './workplace'

export const twinClientOf = ({ twin }: Sandbox): TwinClient => twinClientAt(twin)

export function twinClientAt({
  baseUrl,
  email,
  password,
}: Record<'baseUrl' | 'email' | 'password', string>): TwinClient {
  const gateway = createAxiosGateway({
    fetch,
    fetchOnNewConnection: fetch,
    singularAtOnce: 8,
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const place = { gateway, accountId, baseUrl }
  return createTwinClient({
    ...place,
    session: createTwinSession({ ...place, credentials: async () => ({ email, password }) }),
  })
}

export const settings = (changes: Partial<AutocallSettings> = {}): AutocallSettings => ({
  ...emptyAutocallSettings(),
  name: 'Опрос',
  botId: '228cc4fa-92f2-4709-94e3-7344a96a5903',
  callerId: { kind: 'number', numberId: '9a67dee5-398e-4570-9426-fbb3f067b270' },
  rate: { kind: 'perSecond', calls: 3 },
  ...changes,
})

/** Part 3 of a list has the phones 79990000300 to 79990000399. */
export const contactsOfPart = (_listId: string, part: number): Contact[] =>
  Array.from({ length: 100 }, (_, index) => ({
    phones: [`7999${String(part * 100 + index).padStart(7, '0')}`],
    variables: {},
    externalId: '',
    zoneOffset: null,
  }))

export interface TwinPlace extends Workplace {
  client: TwinClient
}

export async function createTwinPlace(options: WorkplaceOptions = {}): Promise<TwinPlace> {
  const { promise, resolve } = Promise.withResolvers<TwinClient>()
  const twin = () => promise
  const operations = [
    twinCreateJob({ twin, now: Date.now }),
    ...twinControlJob({ twin }),
    twinAddContacts({ twin, contactsOf: contactsOfPart }),
  ] as Operation[]
  const place = await createWorkplace({
    ...options,
    operations: [...operations, ...(options.operations ?? [])],
    sandbox: { twin: { jobs: 0 }, ...options.sandbox },
  })
  const client = twinClientOf(place.sandbox)
  resolve(client)
  return Object.assign(place, { client })
}

export const contactParts = (jobId: string, parts: number) =>
  Array.from({ length: parts }, (_, index) => ({
    operation: 'twin.addContacts',
    jobId,
    jobName: 'Опрос',
    listId: 'list',
    part: index + 1,
    parts,
    contactCount: 100,
  }))
