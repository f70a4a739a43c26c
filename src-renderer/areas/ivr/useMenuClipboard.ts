import { computed } from 'vue'
import type { Output } from '@shared/contract'
import type { IvrAccount } from '@shared/contract/ivr'
import { copy, fits, paste } from '@shared/domain/ivr/clip'
import { arrivingReferences, type ClipNames } from '@shared/domain/ivr/clip-references'
import { remove, type Selection } from '@shared/domain/ivr/edit'
import type { Menu } from '@shared/domain/ivr/menu'
import type { MissingReference } from '@shared/domain/ivr/menu-file'
import { afterRemoval, slotAt } from '@shared/domain/ivr/selection'
import type { PromptUpload } from '@shared/domain/ivr/uploads'
import { useI18n } from '../../i18n'
import { copied } from './menu-clip'

interface ClipboardInput {
  accountId: string
  /** Key of the menu's draft. */
  menuId: string
  menu(): Menu
  /** The provider's menu. */
  base(): Menu | undefined
  selection(): Selection | null
  select(selection: Selection | null): void
  edit(apply: (menu: Menu) => Menu): void
  makeKey(): string
  intervals(): IvrAccount['intervals']
  prompts(): readonly { id: number; title: string }[]
  copies(): Output<'prompts.copies'>
  uploads(): readonly PromptUpload[]
  /** What was put in comes with recordings, or with names that this account does not have. */
  arrive(uploads: PromptUpload[], missing: MissingReference[]): void
}

/** What is chosen in a menu, copied, cut, deleted, and put in again here or elsewhere. */
export function useMenuClipboard(input: ClipboardInput) {
  const { t } = useI18n()
  const { accountId, menuId } = input

  function namesHere(): ClipNames {
    const recordings = new Map([
      ...input.copies().map(({ promptId, recording }) => [promptId, recording] as const),
      ...input.uploads().map(({ id, recording }) => [id, recording] as const),
    ])
    return {
      contexts: new Map(input.menu().contexts.map(({ key, name }) => [key, name])),
      prompts: new Map(input.prompts().map(({ id, title }) => [id, { title, recording: recordings.get(id) ?? null }])),
      intervals: new Map(input.intervals().map(({ id, name }) => [id, name])),
    }
  }
  function copySelected(): void {
    const selection = input.selection()
    if (selection) copied.value = { accountId, menu: menuId, clip: copy(input.menu(), selection), names: namesHere() }
  }
  function removeSelected(): void {
    const selection = input.selection()
    if (!selection) return
    const next = afterRemoval(input.menu(), selection)
    input.edit((menu) => remove(menu, selection))
    input.select(next)
  }
  const nameOf = (name: string): string =>
    input.menu().contexts.some((context) => context.name === name) ? t('ivr.copyName', { name }) : name

  return {
    copySelected,
    removeSelected,
    cutSelected() {
      copySelected()
      removeSelected()
    },
    canPaste: computed(() => copied.value !== null && fits(copied.value.clip, slotAt(input.menu(), input.selection()))),
    /** Puts it after what is chosen, and chooses it. */
    paste(): void {
      if (!copied.value) return
      const { clip, names, ...from } = copied.value
      const menu = input.menu()
      const slot = slotAt(menu, input.selection())
      const isSameMenu = from.menu === menuId
      const references = arrivingReferences(names, {
        menu,
        isSameMenu,
        isSameAccount: from.accountId === accountId,
        prompts: input.prompts(),
        intervals: input.intervals(),
      })
      const at = menu.contexts.findIndex(({ key }) => key === slot?.context)
      const { menu: next, pasted } = paste(menu, clip, {
        slot,
        contextIndex: at < 0 ? menu.contexts.length : at + 1,
        makeKey: input.makeKey,
        nameOf,
        home: isSameMenu ? (input.base() ?? null) : null,
        references,
      })
      if (!pasted) return
      input.arrive(references.uploads, references.missing)
      input.edit(() => next)
      input.select(pasted)
    },
  }
}
