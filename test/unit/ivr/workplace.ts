/** Menus as the program has them: real database, real gateway, the demo cloud PBX on loopback. */
import type { Change, Step } from '@shared/contract/changes'
import type { Menu } from '@shared/domain/ivr/menu'
import type { PromptUpload } from '@shared/domain/ivr/uploads'
import { ivrMenuOperations } from '../../../src-main/changes/operations/ivr-menu'
import { pbxPrompts } from '../../../src-main/changes/operations/pbx-prompts'
import { pbxExtensions } from '../../../src-main/changes/operations/pbx-extensions'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { testUpload } from '../http/test-upload'
import { createPrompts, type Prompts } from '../../../src-main/prompts/prompts'
import { createIvrMenus, type IvrMenus } from '../../../src-main/ivr/ivr-menus'
import { createLongReadings } from '../../../src-main/providers/pbx/long-readings'
import { createPbx } from '../../../src-main/pbx/pbx'
import { createPbxClient, type PbxClient } from '../../../src-main/providers/pbx/client'
import { readMenu } from '../../../src-main/providers/pbx/menu'
import type { MenuPlace } from '../../../src-main/providers/pbx/requests'
import { createPbxSession } from '../../../src-main/providers/pbx/session'
import type { Sandbox } from '../../../src-main/sandbox/sandbox'
import { accountId, createWorkplace, type Workplace } from '../changes/workplace'

export interface MenuWorkplace {
  workplace: Workplace
  sandbox: Sandbox
  client: PbxClient
  menus: IvrMenus
  prompts: Prompts
  /** @returns the id of an IVR extension */
  extensionOf(number: string): Promise<number>
  /** Reads the menu past the cache. */
  present(extension: number): Promise<Menu>
  /** Plans; throws when nothing was planned. @returns the change's id */
  plan(input: {
    uploads?: PromptUpload[]
    extensionId: number | null
    number?: string
    label?: string
    base: Menu
    wanted: Menu
  }): Promise<string>
  /** Does something just before the write with this number, from 0, counted from now on. */
  beforeWrite(index: number, act: () => void): void
  /** Applies and waits. */
  apply(changeId: string): Promise<Change>
  steps(changeId: string): Promise<Step[]>
  /** After the end of the program: menus on the new engine. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function createMenuWorkplace(): Promise<MenuWorkplace> {
  const holder: { client?: PbxClient } = {}
  const pbx = async (): Promise<PbxClient> => {
    if (!holder.client) throw new Error('not started')
    return holder.client
  }
  const workplace = await createWorkplace({
    sandbox: { pbx: { quota: 1_000_000 } },
    operations: [
      ...pbxExtensions({ pbx, referrersOf: () => [], extensionLengthOf: () => 3 }),
      ...ivrMenuOperations({
        pbx,
        menuNames: (account, extension) => menus().names(account, extension),
      }),
      ...pbxPrompts({
        pbx,
        referrersOf: () => [],
        recording: (sha256) => prompts().recording(sha256),
        copies: {
          recording: (sha256) => prompts().copies.recording(sha256),
          of: (account, id) => prompts().copies.of(account, id),
          keep: (account, id, sha256) => prompts().copies.keep(account, id, sha256),
          forget: (account, id) => prompts().copies.forget(account, id),
        },
      }),
    ],
    whole: {
      includes: (changeId) => menus().isPublication(changeId),
      wayBack: (id, changeId) => menus().wayBackOf(id, changeId),
    },
    isOvertaken: (id, changeId) => menus().isOvertaken(id, changeId),
  })
  const { sandbox } = workplace
  const due = new Map<number, () => void>()
  let writes = 0
  function count({ url, method }: Request): void {
    if (method === 'GET' || !url.includes('/api/')) return
    due.get(writes)?.()
    due.delete(writes)
    writes += 1
  }
  const counting: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    count(request)
    return fetch(request)
  }
  const gateway = createAxiosGateway({
    fetch: counting,
    fetchOnNewConnection: counting,
    upload(request, watch) {
      count(request)
      return testUpload(request, watch)
    },
    redactor: createRedactor(),
    onExchange: () => undefined,
  })
  const { baseUrl, clientId, clientSecret } = sandbox.pbx
  const session = createPbxSession({
    gateway,
    accountId,
    baseUrl,
    credentials: async () => ({ grant: 'client_credentials', clientId, clientSecret }),
  })
  const readings = createLongReadings(Date.now)
  const onWrite = (menu: MenuPlace | null) => {
    readings.forget(accountId)
    if (menu) menus().noteWrite(accountId, menu)
  }
  const client = createPbxClient({ gateway, accountId, baseUrl, session, onWrite })
  holder.client = client
  const openPrompts = () =>
    createPrompts({
      database: workplace.opened.database,
      folder: workplace.folder,
      chooseSound: async () => null,
      now: Date.now,
    })
  const open = () =>
    createIvrMenus({
      database: workplace.opened.database,
      pbx,
      readings,
      changes: () => workplace.changes,
      company,
      emit: () => undefined,
      now: Date.now,
    })
  const openCompany = () =>
    createPbx({
      database: workplace.opened.database,
      pbx,
      readings,
      emit: () => undefined,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      now: Date.now,
    })
  let company = openCompany()
  let opened = open()
  let openedPrompts = openPrompts()
  const prompts = () => openedPrompts
  const menus = () => opened

  return {
    workplace,
    sandbox,
    client,
    get menus() {
      return opened
    },
    get prompts() {
      return openedPrompts
    },
    async extensionOf(number) {
      const { extensions } = await opened.account({ accountId, refresh: true })
      const found = extensions.find((extension) => extension.number === number)
      if (!found) throw new Error(`no extension ${number}`)
      return found.id
    },
    present: (extension) => readMenu(client, extension),
    async plan({ number = '900', label = '', uploads = [], ...rest }) {
      const answer = await opened.publish({ accountId, number, label, uploads, ...rest })
      if (answer.outcome !== 'planned') throw new Error(answer.outcome)
      return answer.changeId
    },
    beforeWrite(index, act) {
      writes = 0
      due.clear()
      due.set(index, act)
    },
    async apply(changeId) {
      await workplace.changes.apply({ changeId })
      return workplace.settled(changeId)
    },
    steps: (changeId) => workplace.steps(changeId),
    async restart() {
      await workplace.stop()
      workplace.start()
      company = openCompany()
      opened = open()
      openedPrompts = openPrompts()
    },
    close: () => workplace.close(),
  }
}
