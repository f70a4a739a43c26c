import { computed, onScopeDispose } from 'vue'
import type { IdKind } from '@shared/contract/twin'
import { call, onEvent } from '../../client'
import { useAsync } from '../../composables/useAsync'

/** The ids of an account by the names that people know, followed as names are given. */
export function useIds(accountId: string) {
  const loaded = useAsync(() => call('twin.ids', { accountId }))
  const ids = computed(() => loaded.value.value?.ids ?? [])
  const names = computed(() => new Map(ids.value.map(({ id, label }) => [id, label])))
  void loaded.reload()
  onScopeDispose(
    onEvent('twin.didChangeIds', (event) => {
      if (event.accountId === accountId) void loaded.reload()
    }),
  )
  return {
    loaded,
    ids,
    /** The id itself when it has no name; a dash for none. */
    nameOf: (id: string): string => (id === '' ? '—' : (names.value.get(id) ?? id)),
    optionsOf: (kind: IdKind) =>
      ids.value.filter((known) => known.kind === kind).map(({ id, label }) => ({ value: id, label })),
    save: (kind: IdKind, id: string, label: string) => call('twin.saveId', { accountId, kind, id, label }),
    refresh: () => call('twin.refreshIds', { accountId }),
  }
}
export type Ids = ReturnType<typeof useIds>
