import { computed, ref } from 'vue'
import { z } from 'zod'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import type { Extension } from '@shared/domain/pbx/extension'
import type { SavedRule } from '@shared/domain/pbx/incoming-rule'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'

interface Subject {
  accountId: string
  /** Whose rules are copied. */
  extensionId: number
  rules: () => readonly SavedRule[]
  extensions: () => readonly Pick<Extension, 'id' | 'name' | 'label' | 'type'>[]
}

const keptSchema = z.object({ leftOut: z.array(pbxIdSchema), targets: z.array(pbxIdSchema) })

/** Which rules of an extension are copied, and to which others. A choice that was begun is kept like any form. */
export function useCopyChoice({ accountId, extensionId, rules, extensions }: Subject) {
  /** A rule whose type is not known here might mean something else elsewhere. */
  const copyable = computed(() => rules().filter(({ rule }) => rule.type !== 'unknown'))
  /** Ids of rules: all are copied unless told otherwise. */
  const leftOut = ref<number[]>([])
  const chosen = computed(() => copyable.value.filter(({ id }) => !leftOut.value.includes(id)))

  const others = computed(() => extensions().filter(({ id }) => id !== extensionId))
  const wanted = ref<number[]>([])
  /** Only what is there yet. */
  const targets = computed(() => others.value.filter(({ id }) => wanted.value.includes(id)))

  /** What is chosen is in a plan. */
  const isPlanned = ref(false)
  const isDirty = () => !isPlanned.value && (leftOut.value.length > 0 || wanted.value.length > 0)
  const draft = useDraft({
    key: `rules/${accountId}/${extensionId}/copy`,
    value: () => ({ leftOut: leftOut.value, targets: wanted.value }),
    isDirty,
    restore(value) {
      const kept = keptSchema.safeParse(value)
      if (kept.success) [leftOut.value, wanted.value] = [kept.data.leftOut, kept.data.targets]
    },
    reset: () => ([leftOut.value, wanted.value] = [[], []]),
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  return {
    copyable,
    chosen,
    others,
    targets,
    choose(id: number, isWanted: boolean) {
      isPlanned.value = false
      leftOut.value = isWanted ? leftOut.value.filter((other) => other !== id) : [...leftOut.value, id]
    },
    aim(ids: readonly number[]) {
      isPlanned.value = false
      wanted.value = [...new Set(ids)]
    },
    /** Called when what is chosen was planned: it stays on screen, and may be left. */
    settle() {
      isPlanned.value = true
      return draft.settle()
    },
    isOpened: draft.isOpened,
    restoredFrom: draft.restoredFrom,
    open: draft.open,
    discard: draft.discard,
  }
}
