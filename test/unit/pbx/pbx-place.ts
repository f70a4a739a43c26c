/** A cloud PBX account as the program has it: database, gateway, session, change engine, and the demo provider on loopback. */
import type { EventName, EventPayload, Output } from '@shared/contract'
import type { Change, Intent } from '@shared/contract/changes'
import type { Operation } from '../../../src-main/changes/operation'
import { pbxOperations } from '../../../src-main/changes/operations/pbx'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { testUpload } from '../http/test-upload'
import { createPrompts, type Prompts } from '../../../src-main/prompts/prompts'
import { createLongReadings } from '../../../src-main/providers/pbx/long-readings'
import { createPbx, type Pbx } from '../../../src-main/pbx/pbx'
import { createPbxClient, type PbxClient } from '../../../src-main/providers/pbx/client'
import { createPbxSession } from '../../../src-main/providers/pbx/session'
import { accountId, createWorkplace, type Workplace, type WorkplaceOptions } from '../changes/workplace'

export { accountId }

export interface PbxPlace extends Workplace {
  pbx: Pbx
  prompts: Prompts
  client: PbxClient
  /** Fetches everything and answers when that is over. */
  fetch(): Promise<Output<'pbx.refreshState'>>
  apply(...intents: Intent[]): Promise<Change>
  undo(changeId: string): Promise<Change>
  /** Numbers to ids. */
  idOf(number: string): number
  told: { name: EventName; payload: unknown }[]
}

const hour = 3_600_000
/**
 * ms by which the provider's clock is ahead: it begins at half past. No hour ends while a test runs, and with it no quota is full
 * again, or so soon that nobody would be told to wait.
 */
const ahead = hour / 2 - (Date.now() % hour)

export async function createPbxPlace(options: WorkplaceOptions = {}): Promise<PbxPlace> {
  const told: PbxPlace['told'] = []
  const emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void told.push({ name, payload })
  const parts: { pbx?: Pbx; prompts?: Prompts } = {}
  const part = <Name extends keyof typeof parts>(name: Name): NonNullable<(typeof parts)[Name]> => {
    const found = parts[name]
    if (!found) throw new Error(`${name} is not there yet`)
    return found
  }
  const deps = {
    pbx: (account: string) => part('pbx').client(account),
    referrersOf: (...input: Parameters<Pbx['referrersOf']>) => part('pbx').referrersOf(...input),
    ruleContext: (...input: Parameters<Pbx['ruleContext']>) => part('pbx').ruleContext(...input),
    extensionLengthOf: (account: string) => part('pbx').extensionLengthOf(account),
    knownRules: (...input: Parameters<Pbx['knownRules']>) => part('pbx').knownRules(...input),
    menuNames: (...input: Parameters<Pbx['menuNames']>) => part('pbx').menuNames(...input),
  }
  const operations: Operation[] = pbxOperations({
    ...deps,
    recording: (sha256) => part('prompts').recording(sha256),
    copies: {
      of: (...input) => part('prompts').copies.of(...input),
      recording: (sha256) => part('prompts').copies.recording(sha256),
      keep: (...input) => part('prompts').copies.keep(...input),
      forget: (...input) => part('prompts').copies.forget(...input),
    },
    now: Date.now,
  })
  const place = await createWorkplace({
    ...options,
    sandbox: { now: () => Date.now() + ahead, ...options.sandbox },
    operations,
  })
  const { baseUrl, clientId, clientSecret } = place.sandbox.pbx
  const gateway = createAxiosGateway({
    fetch: options.fetch ?? fetch,
    fetchOnNewConnection: options.fetch ?? fetch,
    upload: testUpload,
    redactor: createRedactor(),
    onExchange: () => undefined,
    ...(options.clock && { clock: options.clock }),
  })
  const session = createPbxSession({
    gateway,
    accountId,
    baseUrl,
    credentials: () => Promise.resolve({ grant: 'client_credentials', clientId, clientSecret }),
  })
  const readings = createLongReadings(Date.now)
  const onWrite = () => readings.forget(accountId)
  const client = createPbxClient({ gateway, accountId, baseUrl, session, onWrite })
  const prompts = createPrompts({
    database: place.opened.database,
    folder: place.folder,
    chooseSound: () => Promise.resolve(null),
    now: Date.now,
  })
  parts.prompts = prompts
  const log = {
    error: (...input: unknown[]) => void place.faults.push(input),
    warn: () => undefined,
    info: () => undefined,
  }
  const pbx = createPbx({
    database: place.opened.database,
    pbx: () => Promise.resolve(client),
    readings,
    emit,
    log,
    now: Date.now,
  })
  parts.pbx = pbx

  const whole: PbxPlace = {
    ...place,
    start() {
      place.start()
      Object.assign(whole, { changes: place.changes, opened: place.opened })
    },
    pbx,
    prompts,
    client,
    told,
    async fetch() {
      pbx.refresh(accountId)
      while (pbx.refreshState(accountId).state === 'running') await new Promise((resolve) => setTimeout(resolve, 5))
      return pbx.refreshState(accountId)
    },
    async apply(...intents) {
      const planned = await place.plan(intents)
      await place.changes.apply({ changeId: planned.id })
      return place.settled(planned.id)
    },
    async undo(changeId) {
      const planned = await place.changes.undo({ changeId })
      await place.changes.apply({ changeId: planned.id })
      return place.settled(planned.id)
    },
    idOf(number) {
      const found = [...place.sandbox.pbx.state.extensions.values()].find(({ name }) => name.endsWith(`*${number}`))
      if (!found) throw new Error(`no extension ${number}`)
      return found.id
    },
    async close() {
      await pbx.close()
      await place.close()
    },
  }
  return whole
}
