import { computed, watch } from 'vue'
import { arranged, arrangementOf } from '@shared/domain/ivr/arrangement'
import type { Menu } from '@shared/domain/ivr/menu'
import { call } from '../../client'

interface ArrangementInput {
  accountId: string
  /** null: of a menu that is not there yet the draft alone has an order. */
  extensionId: number | null
  menu(): Menu
  /** The provider's menu as it was read; undefined until then. */
  base(): Menu | undefined
}

const keysOf = (contexts: readonly { key: string }[]): string => contexts.map(({ key }) => key).join(' ')

/**
 * The order of the contexts, kept as soon as it is another one. There is nothing in it to publish, so it is no unsaved work, and
 * whoever throws away a draft keeps the order.
 */
export function useArrangement({ accountId, extensionId, menu, base }: ArrangementInput) {
  const arrangement = computed(() => arrangementOf(menu(), base() ?? menu()))
  let kept = ''
  watch(
    () => keysOf(arrangement.value),
    (keys) => {
      if (extensionId === null || base() === undefined || keys === kept) return
      kept = keys
      void call('ivr.arrange', { accountId, extensionId, contexts: arrangement.value })
    },
  )
  return {
    /** This is the order that is kept. */
    noteRead: (read: Menu) => (kept = keysOf(read.contexts)),
    arranged: (other: Menu): Menu => arranged(other, arrangement.value),
  }
}
