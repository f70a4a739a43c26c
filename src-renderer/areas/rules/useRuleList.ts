import { computed, ref } from 'vue'
import { z } from 'zod'
import type { Change, Intent } from '@shared/contract/changes'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { isSettled, planOf, useReview } from '../changes/useReview'
import { inOrder } from './rule-form.model'

interface Subject {
  accountId: string
  extensionId: number
  /** As the operator knows it: `101`. */
  extensionNumber: () => string
}

const sameIds = (left: readonly number[], right: readonly number[]): boolean =>
  left.length === right.length && left.every((id, index) => id === right[index])

/** The rules of one extension: read from the provider, put in order, and changed one by one, each through a review. */
export function useRuleList({ accountId, extensionId, extensionNumber }: Subject) {
  const kept = useAsync(() => call('pbx.rules.read', { accountId, id: extensionId, refresh: false }))
  const read = useAction(async () => {
    kept.value.value = await call('pbx.rules.read', { accountId, id: extensionId, refresh: true })
  })
  let latest: Promise<unknown> = Promise.resolve()
  /** After the one under way, which may have begun before a change and tell of the rules as they were. */
  const readAnew = (): Promise<unknown> => (latest = latest.then(read.run, read.run))
  const ask = planOf(accountId)
  /** It is the order that is under review. */
  let isOfOrder = false
  const { change, plan, close } = useReview((...intents: Intent[]) => {
    isOfOrder = intents.every(({ operation }) => operation === 'pbx.orderRules')
    return ask(...intents)
  })
  const saved = computed(() => kept.value.value?.rules ?? [])
  /** Ids in an order that is not saved yet; null: as the provider has them. */
  const order = ref<number[] | null>(null)
  /** The order is at the provider, and shown until it was read from there. */
  const isSent = ref(false)
  const rules = computed(() => (order.value ? inOrder(saved.value, order.value) : saved.value))

  const isReordered = () =>
    order.value !== null &&
    !isSent.value &&
    !sameIds(
      rules.value.map(({ id }) => id),
      saved.value.map(({ id }) => id),
    )
  const resetOrder = () => (order.value = null)
  const draft = useDraft<number[]>({
    key: `rules/${accountId}/${extensionId}/order`,
    value: () => rules.value.map(({ id }) => id),
    isDirty: isReordered,
    restore(value) {
      const ids = z.array(pbxIdSchema).safeParse(value)
      if (ids.success) order.value = ids.data
    },
    reset: resetOrder,
  })
  useUnsavedWork({ isDirty: isReordered, keep: draft.keep, discard: draft.discard })

  const object = () => ({ extensionId, extensionNumber: extensionNumber() })

  const reviewOrder = () =>
    plan.run({ operation: 'pbx.orderRules', ...object(), ruleIds: rules.value.map(({ id }) => id) })
  const reviewToggle = ({ id, rule }: SavedRule) =>
    plan.run({ operation: 'pbx.updateRule', ...object(), ruleId: id, rule: { ...rule, enabled: !rule.enabled } })
  const reviewRemoval = ({ id }: SavedRule) => plan.run({ operation: 'pbx.deleteRule', ...object(), ruleId: id })

  /** A copy right below its original; the provider puts a new rule at the end. */
  function reviewCopy({ id, rule }: SavedRule) {
    const ids = saved.value.map((other) => other.id)
    const create: Intent = { operation: 'pbx.createRule', ...object(), rule }
    if (id === ids.at(-1)) return plan.run(create)
    const made = { fromStep: 0, path: 'id' } as const
    return plan.run(create, {
      operation: 'pbx.orderRules',
      ...object(),
      ruleIds: ids.flatMap((other) => (other === id ? [other, made] : [other])),
    })
  }

  /** Called when the review closes. */
  async function settle(outcome: Change) {
    if (!(await close(outcome))) return
    isSent.value = isOfOrder && isSettled(outcome)
    await readAnew()
    if (!isSent.value) return
    order.value = null
    isSent.value = false
    await draft.settle()
  }

  async function open() {
    await kept.reload()
    await draft.open()
    await readAnew()
  }

  return {
    rules,
    saved,
    isRead: computed(() => kept.value.value !== undefined && draft.isOpened.value),
    error: computed(() => read.error.value ?? (kept.value.value ? null : kept.error.value)),
    reading: read.running,
    read: readAnew,
    open,
    order,
    isReordered: computed(isReordered),
    resetOrder: draft.discard,
    restoredFrom: draft.restoredFrom,
    change,
    plan,
    reviewOrder,
    reviewToggle,
    reviewRemoval,
    reviewCopy,
    settle,
  }
}
