/**
 * Incoming rules of the cloud PBX. The object of all four operations is the ordered list of one extension's rules, so that what became of
 * a lost answer shows in the list.
 */
import { z } from 'zod'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import type { RuleContext } from '@shared/domain/pbx/check-rule'
import { withNames } from '@shared/domain/pbx/difference-names'
import { checkRuleList } from '@shared/domain/pbx/check-rule-list'
import type { IncomingRule, KnownRule, SavedRule } from '@shared/domain/pbx/incoming-rule'
import {
  createRuleSchema,
  deleteRuleSchema,
  orderRulesSchema,
  updateRuleSchema,
  type CreateRule,
  type DeleteRule,
  type OrderRules,
  type UpdateRule,
} from '@shared/domain/pbx/rule-intent'
import {
  asRead,
  ruleListDifferences,
  ruleListSchema,
  ruleOrderOutline,
  sameRules,
  type RuleList,
} from '@shared/domain/pbx/rule-list'
import type { Finding } from '@shared/domain/finding'
import { GatewayFailure, type Json } from '../../http/gateway'
import type { PbxClient } from '../../providers/pbx/client'
import { readOrderedRules } from '../../providers/pbx/ordered-rules'
import { pbxRequests, type PbxRequest } from '../../providers/pbx/requests'
import type { IdNow, Inverse, Operation, OperationRequest, RequestOptions, StoredIntent } from '../operation'
import { withStandIns } from '../references'

export interface PbxRulesDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  pbx(accountId: string): Promise<PbxClient>
  /** What rules of this extension may refer to, as far as the console knows it. */
  ruleContext(accountId: string, extensionId: number): RuleContext
  /** The rules of an extension as they were read last; none for what was never read. */
  knownRules(accountId: string, extensionId: number): readonly SavedRule[]
}

/** An order as it is sent: every rule has its id by then. */
const sendableOrder = orderRulesSchema.extend({ ruleIds: z.array(pbxIdSchema) })
type SendableOrder = z.infer<typeof sendableOrder>

type RuleOperations = [
  Operation<CreateRule, RuleList>,
  Operation<UpdateRule, RuleList>,
  Operation<DeleteRule, RuleList>,
  Operation<SendableOrder, RuleList>,
]

/** Stands for any of an account, where only the names of what rules refer to are needed. */
const noExtension = 0

type OfExtension = { extensionId: number; extensionNumber: string }

const subject = ({ extensionId, extensionNumber }: OfExtension): OfExtension => ({ extensionId, extensionNumber })
/** Ids of rules are unique within their extension. */
const ruleOf = ({ extensionId }: OfExtension): string => `rule of ${extensionId}`

/** With the ids that its interval and its prompt have now; a rule of an unknown type is never rewritten. */
function namingNow(rule: IncomingRule, idNow: IdNow): Json {
  if (rule.type === 'unknown') return rule
  const { intervalId } = rule.conditions
  return {
    ...rule,
    conditions: { ...rule.conditions, intervalId: intervalId === null ? null : idNow('interval', intervalId) },
    ...(rule.type === 'playfile' && rule.promptId !== null && { promptId: idNow('prompt', rule.promptId) }),
  }
}

const asOperationRequest = ({ method, path, body = null }: PbxRequest): OperationRequest => ({ method, path, body })

export function pbxRules({ pbx, ruleContext, knownRules }: PbxRulesDeps): RuleOperations {
  const common = {
    objectKind: 'pbxRules',
    stateSchema: ruleListSchema satisfies z.ZodType<RuleList>,
    objectOf: ({ extensionNumber }: OfExtension) => extensionNumber,
    read: async (accountId: string, { extensionId }: OfExtension, options: RequestOptions): Promise<RuleList> => ({
      rules: await readOrderedRules(await pbx(accountId), extensionId, options),
    }),
    isSame: sameRules,
    differences: (left: RuleList, right: RuleList, accountId: string) =>
      withNames(ruleListDifferences(left, right), ruleContext(accountId, noExtension)),
  }

  /** Findings of the rules at which `isAsked` says so, among all that will be there. */
  function check(
    accountId: string,
    { extensionId }: OfExtension,
    list: RuleList,
    isAsked: (place: number) => boolean,
  ): Finding[] {
    const rules = list.rules.map(({ rule }) => rule)
    return checkRuleList(rules, ruleContext(accountId, extensionId))
      .filter((_, place) => isAsked(place))
      .flat()
  }

  const gone = (ruleId: number): Finding => ({ path: '', severity: 'error', code: 'rule.gone', params: { id: ruleId } })
  const placeOf = ({ rules }: RuleList, ruleId: number): number => rules.findIndex(({ id }) => id === ruleId)

  const createExpected = ({ rule }: Pick<CreateRule, 'rule'>, { rules }: RuleList): RuleList => ({
    rules: [...rules, { id: null, rule: asRead(rule) }],
  })
  const updateExpected = ({ ruleId, rule }: UpdateRule, { rules }: RuleList): RuleList => ({
    rules: rules.map((saved) => (saved.id === ruleId ? { id: ruleId, rule: asRead(rule) } : saved)),
  })
  const orderExpected = ({ ruleIds }: SendableOrder, { rules }: RuleList): RuleList => ({
    rules: rules.toSorted((one, other) => ruleIds.indexOf(one.id ?? 0) - ruleIds.indexOf(other.id ?? 0)),
  })

  const deleteExpected = ({ ruleId }: DeleteRule, { rules }: RuleList): RuleList => ({
    rules: rules.filter(({ id }) => id !== ruleId),
  })

  /** What a step does to the rules as they were read last, for the review of one that waits for another. */
  const outlineOf =
    <Intent extends OfExtension>(schema: z.ZodType<Intent>, expected: (intent: Intent, before: RuleList) => RuleList) =>
    (stored: StoredIntent, accountId: string) => {
      const intent = schema.parse(withStandIns(stored))
      const known: RuleList = { rules: [...knownRules(accountId, intent.extensionId)] }
      return {
        object: intent.extensionNumber,
        differences: common.differences(known, expected(intent, known), accountId),
      }
    }

  return [
    {
      ...common,
      withIds: (intent, idNow) => ({ ...intent, rule: namingNow(intent.rule, idNow) }),
      name: 'pbx.createRule',
      intentSchema: createRuleSchema,
      repeatable: false,
      outline: outlineOf(createRuleSchema, createExpected),
      expected: createExpected,
      check: (accountId, intent, before) =>
        check(accountId, intent, createExpected(intent, before), (place) => place === before.rules.length),
      request: ({ extensionId, rule }) => asOperationRequest(pbxRequests.createRule(extensionId, rule)),
      async send(accountId, { extensionId, rule }, options) {
        const { id } = await (await pbx(accountId)).createRule(extensionId, rule, options)
        return { id }
      },
      resultOf(_intent, before, present) {
        const made = present.rules.find(({ id }) => !before.rules.some((old) => old.id === id))
        return made ? { id: made.id } : null
      },
      inverse: (intent, _before, result) => {
        const made = z.object({ id: pbxIdSchema }).safeParse(result)
        return made.success
          ? { intent: { operation: 'pbx.deleteRule', ...subject(intent), ruleId: made.data.id } satisfies DeleteRule }
          : { afterwards: true }
      },
    },
    {
      ...common,
      withIds: (intent, idNow) => ({
        ...intent,
        ruleId: idNow(ruleOf(intent), intent.ruleId),
        rule: namingNow(intent.rule, idNow),
      }),
      name: 'pbx.updateRule',
      intentSchema: updateRuleSchema,
      repeatable: true,
      // A rule that an earlier step makes is told whole.
      outline: outlineOf(updateRuleSchema, (intent, known) =>
        placeOf(known, intent.ruleId) === -1 ? createExpected(intent, known) : updateExpected(intent, known),
      ),
      expected: updateExpected,
      check: (accountId, intent, before) => {
        const place = placeOf(before, intent.ruleId)
        if (place === -1) return [gone(intent.ruleId)]
        // A type that is not known here is never rewritten.
        const isKnown = before.rules[place]?.rule.type !== 'unknown' && intent.rule.type !== 'unknown'
        if (!isKnown) return [{ path: '', severity: 'error', code: 'rule.readOnly', params: {} }]
        return check(accountId, intent, updateExpected(intent, before), (at) => at === place)
      },
      request: ({ extensionId, ruleId, rule }) =>
        asOperationRequest(pbxRequests.updateRule(extensionId, ruleId, sendable(rule))),
      async send(accountId, { extensionId, ruleId, rule }, options) {
        await (await pbx(accountId)).updateRule(extensionId, ruleId, sendable(rule), options)
        return null
      },
      inverse: (intent, before): Inverse => {
        const rule = before.rules[placeOf(before, intent.ruleId)]?.rule
        return rule ? { intent: { ...intent, rule } satisfies UpdateRule } : { irreversible: 'idUnknown' }
      },
    },
    {
      ...common,
      withIds: (intent, idNow) => ({ ...intent, ruleId: idNow(ruleOf(intent), intent.ruleId) }),
      name: 'pbx.deleteRule',
      intentSchema: deleteRuleSchema,
      repeatable: true,
      outline: outlineOf(deleteRuleSchema, deleteExpected),
      expected: deleteExpected,
      check: () => [],
      request: ({ extensionId, ruleId }) => asOperationRequest(pbxRequests.deleteRule(extensionId, ruleId)),
      async send(accountId, { extensionId, ruleId }, options) {
        try {
          await (await pbx(accountId)).deleteRule(extensionId, ruleId, options)
        } catch (failure) {
          // Gone already, as it is wanted; the list that is read next has the last word.
          if (!(failure instanceof GatewayFailure) || failure.error.code !== 'provider.notFound') throw failure
        }
        return null
      },
      inverse: (intent, before): Inverse => {
        const place = placeOf(before, intent.ruleId)
        const rule = before.rules[place]?.rule
        if (!rule) return { irreversible: 'idUnknown' }
        const create: CreateRule = { operation: 'pbx.createRule', ...subject(intent), rule }
        const anew = { kind: ruleOf(intent), id: intent.ruleId }
        if (place === before.rules.length - 1) return { intent: create, anew }
        const ruleIds = before.rules.flatMap(({ id }) => (id === null ? [] : [id]))
        // A new rule stands last, and is to come back to where it was.
        const then: OrderRules = { operation: 'pbx.orderRules', ...subject(intent), ruleIds }
        return { intent: create, anew, then }
      },
    },
    {
      ...common,
      withIds: (intent, idNow) => ({ ...intent, ruleIds: intent.ruleIds.map((id) => idNow(ruleOf(intent), id)) }),
      name: 'pbx.orderRules',
      intentSchema: sendableOrder,
      repeatable: true,
      expected: orderExpected,
      outline(stored, accountId) {
        const { extensionNumber, extensionId, ruleIds } = sendableOrder.parse(withStandIns(stored))
        return { object: extensionNumber, differences: ruleOrderOutline(knownRules(accountId, extensionId), ruleIds) }
      },
      check: (accountId, intent, before) => {
        const isWhole =
          intent.ruleIds.length === before.rules.length &&
          before.rules.every(({ id }) => intent.ruleIds.includes(id ?? 0))
        if (!isWhole) return [{ path: '', severity: 'error', code: 'rule.orderStale', params: {} }]
        const hidden = (list: RuleList) =>
          check(accountId, intent, list, () => true).filter(({ code }) => code.startsWith('rule.neverReached')).length
        const more = hidden(orderExpected(intent, before)) - hidden(before)
        return more > 0 ? [{ path: '', severity: 'warning', code: 'rule.orderHides', params: { count: more } }] : []
      },
      request: ({ extensionId, ruleIds }) => asOperationRequest(pbxRequests.setRuleOrder(extensionId, ruleIds)),
      async send(accountId, { extensionId, ruleIds }, options) {
        await (await pbx(accountId)).setRuleOrder(extensionId, ruleIds, options)
        return null
      },
      inverse: (intent, before): Inverse => ({
        intent: {
          ...intent,
          ruleIds: before.rules.flatMap(({ id }) => (id === null ? [] : [id])),
        } satisfies OrderRules,
      }),
    },
  ]
}

/** `check` refuses rules of unknown types before any step is planned. */
function sendable(rule: UpdateRule['rule']): KnownRule {
  if (rule.type === 'unknown') throw new Error('a rule of an unknown type is never rewritten')
  return rule
}
