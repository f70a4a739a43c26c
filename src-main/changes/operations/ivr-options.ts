/** Publishing an IVR menu: the options of its contexts and their rules. */
import { withMenuNames } from '@shared/domain/ivr/difference-names'
import { ruleDifferences } from '@shared/domain/ivr/differences'
import { keyOf, type Rule } from '@shared/domain/ivr/menu'
import { orderOutline } from '@shared/domain/order-difference'
import { GatewayFailure } from '../../http/gateway'
import { pbxRequests } from '../../providers/pbx/requests'
import type { Operation, RequestOptions, StoredIntent } from '../operation'
import {
  bodyOf,
  idOfKey,
  ivrIntents,
  optionName,
  outlined,
  wayBackOfMenu,
  withIdsOfRule,
  type IntentOf,
  type OptionIntent,
} from './ivr-intents'
import type { IvrMenuDeps } from './ivr-menu'
import { optionDifferences, optionStateSchema, sameOptionState, type OptionState } from './ivr-state'

const rulePart = ivrIntents.createRule.pick({ extension: true, rule: true })
const orderPart = ivrIntents.orderRules.pick({ extension: true, context: true, digits: true, keys: true })

export function ivrOptionOperations({ pbx, menuNames }: IvrMenuDeps) {
  const outlineOfRule = (intent: StoredIntent, accountId: string) => ({
    object: optionName(intent),
    differences: outlined(rulePart, intent, ({ extension, rule }) =>
      withMenuNames(ruleDifferences(undefined, rule), menuNames(accountId, extension)),
    ),
  })
  async function readRules(accountId: string, intent: OptionIntent, options: RequestOptions): Promise<OptionState> {
    const client = await pbx(accountId)
    const at = [intent.extension, idOfKey(intent.context), intent.digits] as const
    try {
      const rules = await client.listOptionRules(...at, options)
      if (rules.length < 2) return { exists: true, rules }
      return { exists: true, rules: ordered(rules, await client.readOptionRuleOrder(...at, options)) }
    } catch (error) {
      if (error instanceof GatewayFailure && error.error.code === 'provider.notFound')
        return { exists: false, rules: [] }
      throw error
    }
  }
  const option = {
    ...wayBackOfMenu,
    inTurn: true,
    check: () => [],
    objectKind: 'ivrOption',
    stateSchema: optionStateSchema,
    isSame: sameOptionState,
    differences: (left: OptionState, right: OptionState, accountId: string, { extension }: OptionIntent) =>
      withMenuNames(optionDifferences(left, right), menuNames(accountId, extension)),
    objectOf: (intent: OptionIntent) => optionName({ operation: '', ...intent }),
    outline: (intent: StoredIntent) => ({ object: optionName(intent), differences: [] }),
    read: readRules,
  }
  const wholeOption = {
    ...option,
    async read(accountId: string, intent: OptionIntent, options: RequestOptions): Promise<OptionState> {
      const client = await pbx(accountId)
      const list = await client.listOptions(intent.extension, idOfKey(intent.context), options)
      return list.includes(intent.digits) ? readRules(accountId, intent, options) : { exists: false, rules: [] }
    },
  }
  const createOption: Operation<IntentOf<'createOption'>, OptionState> = {
    ...wholeOption,
    name: 'pbx.createOption',
    intentSchema: ivrIntents.createOption,
    repeatable: false,
    outline: (intent) => ({
      object: optionName(intent),
      differences: [{ path: 'option.exists', before: 'false', after: 'true' }],
    }),
    expected: () => ({ exists: true, rules: [] }),
    request: (intent) => bodyOf(pbxRequests.createOption(intent.extension, idOfKey(intent.context), intent.digits)),
    send: async (accountId, intent, options) => {
      await (await pbx(accountId)).createOption(intent.extension, idOfKey(intent.context), intent.digits, options)
      return null
    },
  }
  const deleteOption: Operation<IntentOf<'deleteOption'>, OptionState> = {
    ...wholeOption,
    name: 'pbx.deleteOption',
    intentSchema: ivrIntents.deleteOption,
    repeatable: true,
    expected: () => ({ exists: false, rules: [] }),
    request: (intent) => bodyOf(pbxRequests.deleteOption(intent.extension, idOfKey(intent.context), intent.digits)),
    send: async (accountId, intent, options) => {
      await (await pbx(accountId)).deleteOption(intent.extension, idOfKey(intent.context), intent.digits, options)
      return null
    },
  }
  const createRule: Operation<IntentOf<'createRule'>, OptionState> = {
    ...option,
    name: 'pbx.createIvrRule',
    intentSchema: ivrIntents.createRule,
    repeatable: false,
    withIds: withIdsOfRule,
    outline: outlineOfRule,
    expected: ({ rule }, before) => ({ ...before, rules: [...before.rules, { ...rule, key: '' }] }),
    request: ({ extension: id, context, digits, rule }) =>
      bodyOf(pbxRequests.createOptionRule(id, idOfKey(context), digits, rule)),
    send: async (accountId, { extension: id, context, digits, rule }, options) => {
      const { key } = await (await pbx(accountId)).createOptionRule(id, idOfKey(context), digits, rule, options)
      return { key }
    },
    resultOf: (_intent, before, present) => ({
      key: present.rules.find(({ key }) => !before.rules.some((rule) => rule.key === key))?.key ?? null,
    }),
  }
  const updateRule: Operation<IntentOf<'updateRule'>, OptionState> = {
    ...option,
    name: 'pbx.updateIvrRule',
    intentSchema: ivrIntents.updateRule,
    repeatable: true,
    withIds: withIdsOfRule,
    outline: outlineOfRule,
    expected: ({ rule }, before) => ({
      ...before,
      rules: before.rules.map((one) => (one.key === rule.key ? rule : one)),
    }),
    request: ({ extension: id, context, digits, rule }) =>
      bodyOf(pbxRequests.updateOptionRule(id, idOfKey(context), digits, idOfKey(rule.key), rule)),
    send: async (accountId, { extension: id, context, digits, rule }, options) => {
      const client = await pbx(accountId)
      await client.updateOptionRule(id, idOfKey(context), digits, idOfKey(rule.key), rule, options)
      return null
    },
  }
  const deleteRule: Operation<IntentOf<'deleteRule'>, OptionState> = {
    ...option,
    name: 'pbx.deleteIvrRule',
    intentSchema: ivrIntents.deleteRule,
    repeatable: true,
    expected: ({ key }, before) => ({ ...before, rules: before.rules.filter((rule) => rule.key !== key) }),
    request: ({ extension: id, context, digits, key }) =>
      bodyOf(pbxRequests.deleteOptionRule(id, idOfKey(context), digits, idOfKey(key))),
    send: async (accountId, { extension: id, context, digits, key }, options) => {
      await (await pbx(accountId)).deleteOptionRule(id, idOfKey(context), digits, idOfKey(key), options)
      return null
    },
  }
  const orderRules: Operation<IntentOf<'orderRules'>, OptionState> = {
    ...option,
    name: 'pbx.orderIvrRules',
    intentSchema: ivrIntents.orderRules,
    repeatable: true,
    outline: (stored, accountId) => ({
      object: optionName(stored),
      differences: outlined(orderPart, stored, ({ extension, context, digits, keys }) =>
        orderOutline(
          'option.order',
          menuNames(accountId, extension)
            .rulesOf(context, digits)
            .map(({ key: id, name }) => ({ id, name })),
          keys,
        ),
      ),
    }),
    expected: ({ keys }, before) => ({ ...before, rules: ordered(before.rules, keys.map(idOfKey)) }),
    request: ({ extension: id, context, digits, keys }) =>
      bodyOf(pbxRequests.setOptionRuleOrder(id, idOfKey(context), digits, keys.map(idOfKey))),
    send: async (accountId, { extension: id, context, digits, keys }, options) => {
      await (await pbx(accountId)).setOptionRuleOrder(id, idOfKey(context), digits, keys.map(idOfKey), options)
      return null
    },
  }

  return [createOption, deleteOption, createRule, updateRule, deleteRule, orderRules] as const satisfies Operation[]
}

/** @returns the rules in the order of the ids; one that the order does not name comes last */
function ordered(rules: readonly Rule[], ids: readonly number[]): Rule[] {
  const places = new Map(ids.map((id, index) => [keyOf(id), index]))
  const placeOf = ({ key }: Rule) => places.get(key) ?? ids.length
  return [...rules].sort((left, right) => placeOf(left) - placeOf(right))
}
