import { computed, shallowRef } from 'vue'
import type { Selection } from '@shared/domain/ivr/edit'
import { record, redo, startHistory, undo, type History } from '@shared/domain/ivr/history'
import type { Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { stillThere } from '@shared/domain/ivr/selection'

/** The menu as it is edited and what is chosen in it, with the way back. */
export function useMenuHistory() {
  const history = shallowRef<History<Menu>>(startHistory(emptyMenu))
  const chosen = shallowRef<Selection | null>(null)
  /** What was chosen when each menu was left: undo and redo lead to where they change something. */
  const chosenIn = new WeakMap<Menu, Selection | null>()
  const menu = computed(() => history.value.present)

  function step(change: (history: History<Menu>) => History<Menu>): void {
    chosenIn.set(menu.value, chosen.value)
    history.value = change(history.value)
    chosen.value = chosenIn.get(menu.value) ?? null
  }
  return {
    menu,
    /** Never what the menu does not have any more. */
    selection: computed({
      get: () => stillThere(menu.value, chosen.value),
      set: (selection) => (chosen.value = selection),
    }),
    /** @param subject see `record` */
    edit(apply: (menu: Menu) => Menu, subject: string | null = null): void {
      chosenIn.set(menu.value, chosen.value)
      history.value = record(history.value, apply(menu.value), subject)
    },
    /** Goes on with another menu, without a way back. */
    restart: (present: Menu) => (history.value = startHistory(present)),
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    undo: () => step(undo),
    redo: () => step(redo),
  }
}
