import { shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import type { Change, Intent } from '@shared/contract/changes'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'

/**
 * A change that a form makes: planned, and reviewed over the form in a `ChangeDialog` as long as there is one.
 * @param ask what plans it in main
 */
export function useReview<Arguments extends unknown[]>(ask: (...parameters: Arguments) => Promise<Change>) {
  const change = shallowRef<Change>()
  const plan = useAction(async (...parameters: Arguments) => {
    change.value = await ask(...parameters)
  })

  /** Called when the dialog closes. @returns whether the change was applied, all or part of it; else it is forgotten */
  async function close(outcome: Change): Promise<boolean> {
    change.value = undefined
    if (outcome.state !== 'planned') return true
    await call('changes.discard', { changeId: outcome.id })
    return false
  }

  return { change, plan, close }
}

/** For `useReview`: the steps of one save. */
export const planOf =
  (accountId: MaybeRefOrGetter<string>) =>
  (...intents: Intent[]): Promise<Change> =>
    call('changes.plan', { accountId: toValue(accountId), origin: 'form', intents })

/**
 * Whether what was entered is settled, so that the form begins anew with what the provider has: it holds what was entered, or held it
 * until that was taken back in the same dialog.
 */
export const isSettled = ({ counts, undoOf }: Change): boolean => counts.done + counts.unchanged > 0 || undoOf !== null
