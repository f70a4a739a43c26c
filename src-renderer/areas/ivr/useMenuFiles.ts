import { computed, shallowRef } from 'vue'
import type { Output } from '@shared/contract'
import type { Menu } from '@shared/domain/ivr/menu'
import { replacePrompts, type PromptUpload } from '@shared/domain/ivr/uploads'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'

type Opened = NonNullable<Output<'ivr.import'>>
/** What came into the menu with a file, or with what was put in from another menu. */
type Arrived = Pick<Opened, 'uploads' | 'missing'>
type Saved = NonNullable<Output<'ivr.export'>>

interface MenuFilesInput {
  accountId: string
  /** What is saved. */
  content(): { number: string; label: string; menu: Menu; uploads: PromptUpload[] }
  /** Takes what was read. */
  take(opened: Opened): void
  edit(apply: (menu: Menu) => Menu): void
}

/** A menu saved to a file and read from one, and what there is to say about it. */
export function useMenuFiles({ accountId, content, take, edit }: MenuFilesInput) {
  const saved = shallowRef<Saved | null>(null)
  const opened = shallowRef<Arrived | null>(null)
  const exporting = useAction(async () => {
    saved.value = await call('ivr.export', { accountId, ...content() })
  })
  const importing = useAction(async () => {
    const read = await call('ivr.import', { accountId })
    if (!read) return
    opened.value = read
    take(read)
  })
  return {
    saved,
    exporting,
    importing,
    /** @param missing what this account lacks; nothing to tell when both are empty */
    tell(uploads: Arrived['uploads'], missing: Arrived['missing']) {
      if (uploads.length > 0 || missing.length > 0) opened.value = { uploads, missing }
    },
    /** What the file that was read last names and this account lacks. */
    missing: computed(() => opened.value?.missing ?? []),
    /** Prompts that are uploaded with the menu, unless they are left out. */
    offered: computed(() => opened.value?.uploads ?? []),
    /** Rules that play them have no prompt then. */
    leaveOut() {
      const ids = new Map(opened.value?.uploads.map(({ id }) => [id, null]))
      edit((menu) => replacePrompts(menu, ids))
      opened.value = null
    },
    closeSaved: () => (saved.value = null),
    closeOpened: () => (opened.value = null),
  }
}
