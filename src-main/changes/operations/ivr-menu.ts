/** Publishing an IVR menu: its settings and its contexts. One operation per request of the page /ivr/ that changes something. */
import { z } from 'zod'
import { withMenuNames, type MenuNames } from '@shared/domain/ivr/difference-names'
import { configDifferences, settingsDifferences } from '@shared/domain/ivr/differences'
import type { PbxClient } from '../../providers/pbx/client'
import { pbxRequests } from '../../providers/pbx/requests'
import type { Operation, RequestOptions } from '../operation'
import {
  bodyOf,
  idOfKey,
  ivrIntents,
  menuName,
  outlined,
  wayBackOfMenu,
  withIdsOfConfig,
  type IntentOf,
} from './ivr-intents'
import { ivrOptionOperations } from './ivr-options'
import {
  configStateDifferences,
  configStateSchema,
  contextsDifferences,
  contextsStateSchema,
  sameConfigState,
  sameContextsState,
  settingsSchema,
  type ConfigState,
  type ContextsState,
} from './ivr-state'

export interface IvrMenuDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  pbx(accountId: string): Promise<PbxClient>
  /** What ids in a menu stand for, as far as the console knows it. */
  menuNames(accountId: string, extensionId: number): MenuNames
}

const configPart = ivrIntents.updateConfig.pick({ extension: true, config: true, present: true })
const settingsPart = z.object({ settings: settingsSchema })

/** They are carried out in turn: what a step needs is made by one before it. */
export function ivrMenuOperations({ pbx, menuNames }: IvrMenuDeps) {
  const inTurn = { ...wayBackOfMenu, inTurn: true, check: () => [] }

  const updateConfig: Operation<IntentOf<'updateConfig'>, ConfigState> = {
    ...inTurn,
    name: 'pbx.updateMenu',
    objectKind: 'ivrMenu',
    intentSchema: ivrIntents.updateConfig,
    stateSchema: configStateSchema,
    repeatable: true,
    objectOf: ({ menu }) => menu,
    withIds: withIdsOfConfig,
    outline: (intent, accountId) => ({
      object: menuName(intent),
      differences: outlined(configPart, intent, ({ extension, present, config }) =>
        withMenuNames(configDifferences(present, config), menuNames(accountId, extension)),
      ),
    }),
    read: async (accountId, intent, options) => ({
      config: await (await pbx(accountId)).readIvr(intent.extension, options),
    }),
    expected: ({ config }) => ({ config }),
    isSame: sameConfigState,
    differences: (left, right, accountId, { extension }) =>
      withMenuNames(configStateDifferences(left, right), menuNames(accountId, extension)),
    request: (intent) => bodyOf(pbxRequests.updateIvr(intent.extension, intent.config, intent.present)),
    send: async (accountId, intent, options) => {
      await (await pbx(accountId)).updateIvr(intent.extension, intent.config, intent.present, options)
      return null
    },
  }

  const contexts = {
    ...inTurn,
    objectKind: 'ivrContexts',
    stateSchema: contextsStateSchema,
    isSame: sameContextsState,
    differences: contextsDifferences,
    objectOf: ({ menu }: { menu: string }) => `${menu} ›`,
    async read(accountId: string, intent: { extension: number }, options: RequestOptions): Promise<ContextsState> {
      const list = await (await pbx(accountId)).listContexts(intent.extension, options)
      return { contexts: list.sort((left, right) => idOfKey(left.key) - idOfKey(right.key)) }
    },
  }
  const createContext: Operation<IntentOf<'createContext'>, ContextsState> = {
    ...contexts,
    name: 'pbx.createContext',
    intentSchema: ivrIntents.createContext,
    repeatable: false,
    outline: (intent) => ({
      object: `${menuName(intent)} ›`,
      differences: outlined(settingsPart, intent, ({ settings }) => settingsDifferences(null, settings)),
    }),
    expected: ({ settings }, before) => ({ contexts: [...before.contexts, { ...settings, key: '' }] }),
    request: (intent) => bodyOf(pbxRequests.createContext(intent.extension, { ...intent.settings, key: '' })),
    send: async (accountId, intent, options) => {
      const wanted = { ...intent.settings, key: '' }
      const { key } = await (await pbx(accountId)).createContext(intent.extension, wanted, options)
      return { key }
    },
    resultOf: (_intent, before, present) => ({
      key: present.contexts.find(({ key }) => !before.contexts.some((context) => context.key === key))?.key ?? null,
    }),
  }
  const updateContext: Operation<IntentOf<'updateContext'>, ContextsState> = {
    ...contexts,
    name: 'pbx.updateContext',
    intentSchema: ivrIntents.updateContext,
    repeatable: true,
    outline: (intent) => ({ object: `${menuName(intent)} ›`, differences: [] }),
    expected: ({ context, settings }, before) => ({
      contexts: before.contexts.map((one) => (one.key === context ? { ...settings, key: context } : one)),
    }),
    request: (intent) =>
      bodyOf(
        pbxRequests.updateContext(intent.extension, idOfKey(intent.context), {
          ...intent.settings,
          key: intent.context,
        }),
      ),
    send: async (accountId, { extension: id, context, settings }, options) => {
      await (await pbx(accountId)).updateContext(id, idOfKey(context), { ...settings, key: context }, options)
      return null
    },
  }
  const deleteContext: Operation<IntentOf<'deleteContext'>, ContextsState> = {
    ...contexts,
    name: 'pbx.deleteContext',
    intentSchema: ivrIntents.deleteContext,
    repeatable: true,
    outline: (intent) => ({ object: `${menuName(intent)} ›`, differences: [] }),
    expected: ({ context }, before) => ({ contexts: before.contexts.filter(({ key }) => key !== context) }),
    request: (intent) => bodyOf(pbxRequests.deleteContext(intent.extension, idOfKey(intent.context))),
    send: async (accountId, intent, options) => {
      await (await pbx(accountId)).deleteContext(intent.extension, idOfKey(intent.context), options)
      return null
    },
  }

  return [
    updateConfig,
    createContext,
    updateContext,
    deleteContext,
    ...ivrOptionOperations({ pbx, menuNames }),
  ] as const satisfies Operation[]
}
