import { computed, onScopeDispose, reactive, ref, watch } from 'vue'
import { freeNumberSchema, type FreeNumber } from '@shared/domain/buying/free-number'
import type { FreeNumberFilter, FreeNumberSort } from '@shared/contract/buying'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'
import { useNow } from '../../composables/useNow'
import { useWindowedList } from '../../composables/useWindowedList'
import { formOf, searchOf, type SearchForm } from './search-form.model'

export const emptyFilter: FreeNumberFilter = { text: '', installFee: null, subscriptionFee: null }

/** Numbers on sale for one account: the search, what it found, what is held. */
export function useBuying(accountId: string) {
  const dictionaries = useAsync(() => call('buying.dictionaries', { accountId }))
  const state = useAsync(() => call('buying.searchState', { accountId }))
  const held = useAsync(() => call('buying.reservations', { accountId }))
  const form = ref<SearchForm>()
  const filter = reactive<FreeNumberFilter>({ ...emptyFilter })
  const sort = ref<FreeNumberSort>({ key: 'installFee', descending: false })
  /** s: a reservation is counted down. */
  const now = useNow(1000)

  const list = useWindowedList<{ filter: FreeNumberFilter; sort: FreeNumberSort }, FreeNumber>({
    question: () => ({ filter: { ...filter }, sort: sort.value }),
    load: (question, page) => call('buying.found', { accountId, ...question, ...page }),
  })

  async function load() {
    await Promise.all([dictionaries.reload(), state.reload(), held.reload()])
    const [known, present] = [dictionaries.value.value, state.value.value]
    if (known && !form.value) form.value = formOf(known, present?.search ?? null)
  }
  onScopeDispose(
    onEvent('buying.didChange', (event) => {
      if (event.accountId !== accountId) return
      list.refresh()
      void state.reload()
      void held.reload()
    }),
  )

  const search = useAction(async () => {
    const wanted = form.value && searchOf(form.value)
    if (wanted) await call('buying.search', { accountId, search: wanted })
  })
  const reservations = computed(() => (held.value.value ?? []).filter(({ until }) => until > now.value))
  // One that has ended leaves the list of what is held, and the number may be found again.
  watch(
    () => reservations.value.length,
    () => void held.reload(),
  )

  return {
    dictionaries,
    state,
    form,
    filter,
    sort,
    list,
    now,
    reservations,
    load,
    search,
    cancel: () => call('buying.cancelSearch', { accountId }),
    /** What is known of a held number, as it was found. */
    factsOf: (number: string): FreeNumber | undefined => {
      const reservation = reservations.value.find((candidate) => candidate.number === number)
      return reservation && freeNumberSchema.parse(reservation)
    },
  }
}
