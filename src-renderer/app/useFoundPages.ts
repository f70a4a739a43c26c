import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Area, FoundPage } from './area'
import { useAreas } from './useAreas'

interface Found {
  area: Area
  page: FoundPage
}

/** Pages that the areas offer for what is typed. An answer that comes after the next letter is dropped. */
export function useFoundPages(text: () => string): ShallowRef<readonly Found[]> {
  const areas = useAreas()
  const found = shallowRef<readonly Found[]>([])
  let latest = 0

  watch(text, async (typed) => {
    latest += 1
    const own = latest
    const answers = await Promise.all(
      areas.value.map(async (area) => ((await area.find?.(typed)) ?? []).map((page) => ({ area, page }))),
    )
    if (own === latest) found.value = answers.flat()
  })
  return found
}
