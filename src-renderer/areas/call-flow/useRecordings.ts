import { computed, watch } from 'vue'
import type { Trace, TraceStep } from '@shared/domain/call-flow/trace'
import { call } from '../../client'
import { useAsync } from '../../composables/useAsync'

/** The prompt that a step plays; null: none, or no prompt of an account. */
function promptOf({ event, place }: TraceStep): { accountId: string; promptId: number } | null {
  if (event.kind !== 'plays' || event.promptId === null || !place) return null
  return { accountId: place.accountId, promptId: event.promptId }
}

/** Copies on this computer of the prompts that are heard in a trace, of whichever account. */
export function useRecordings(trace: () => Trace | null) {
  const accounts = computed(() => {
    const prompts = (trace()?.steps ?? []).flatMap((step) => promptOf(step) ?? [])
    return [...new Set(prompts.map(({ accountId }) => accountId))]
  })
  const copies = useAsync(async () => {
    const found = await Promise.all(
      accounts.value.map(async (accountId) =>
        (await call('prompts.copies', { accountId })).map(
          ({ promptId, recording }) => [`${accountId}/${promptId}`, recording.sha256] as const,
        ),
      ),
    )
    return new Map(found.flat())
  })
  watch(() => accounts.value.join(), copies.reload, { immediate: true })

  return {
    /** @returns SHA-256 of the copy; null: there is none here; undefined: the step plays no prompt, or it is not known yet */
    of(step: TraceStep | undefined): string | null | undefined {
      const prompt = step && promptOf(step)
      if (!prompt || !copies.value.value) return undefined
      return copies.value.value.get(`${prompt.accountId}/${prompt.promptId}`) ?? null
    },
  }
}

export type Recordings = ReturnType<typeof useRecordings>
