import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Change, Step, stepSortKeys } from '@shared/contract/changes'
import { call } from '../../client'
import { useAsync } from '../../composables/useAsync'
import { useWindowedList } from '../../composables/useWindowedList'
import { stepFilters, warnedStates, type StepFilterName } from './change-page.model'

export interface StepSort {
  key: (typeof stepSortKeys)[number]
  descending: boolean
}

/**
 * The rows of a change by filter, search and order, as far as they are in sight, and the one that is open.
 * @param revision counts up whenever rows may look different
 * @param opened position of the row that is open
 */
export function useSteps(
  changeId: string,
  change: Ref<Change | undefined>,
  revision: Ref<number>,
  opened: Ref<number | undefined>,
) {
  const filterName = ref<StepFilterName>('all')
  const text = ref('')
  const sort = shallowRef<StepSort>({ key: 'position', descending: false })

  const countOf = (states: typeof warnedStates, withFindings: boolean) =>
    call('changes.steps', { changeId, states, withFindings, offset: 0, limit: 1 }).then(({ total }) => total)
  // What is found while planning stays, so it is counted once.
  const warnings = useAsync(() => countOf(warnedStates, true))
  void warnings.reload()

  const filters = computed(() => (change.value ? stepFilters(change.value, warnings.value.value ?? 0) : []))
  const filter = computed(() => filters.value.find(({ name }) => name === filterName.value))

  const list = useWindowedList<
    { states: typeof warnedStates; withFindings: boolean; text: string; sort: StepSort },
    Step
  >({
    question: () => ({
      states: filter.value?.states ?? [],
      withFindings: filter.value?.withFindings ?? false,
      text: text.value,
      sort: sort.value,
    }),
    async load(question, page) {
      const { total, steps } = await call('changes.steps', { changeId, ...question, ...page })
      return { total, rows: steps }
    },
  })

  // Positions have no gaps, so a row's position is where it stands in the whole change.
  const step = useAsync(async () => {
    const offset = opened.value
    if (offset === undefined) return undefined
    const { steps } = await call('changes.steps', { changeId, states: [], withFindings: false, offset, limit: 1 })
    return steps[0]
  })
  watch(opened, () => void step.reload(), { immediate: true })
  watch(revision, () => {
    list.refresh()
    void step.reload()
  })

  return { filterName, text, sort, filters, list, step }
}
