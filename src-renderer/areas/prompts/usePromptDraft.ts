import type { Ref } from 'vue'
import { z } from 'zod'
import { recordingSchema, type Recording } from '@shared/domain/pbx/prompt-intent'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'

interface PromptForm {
  accountId: string
  /** `new`, or the id of a prompt. */
  subject: string
  title: Ref<string>
  /** A file that was chosen and is not uploaded. */
  recording: Ref<Recording | null>
  /** As it is at the provider, empty for a new prompt; null: not known, or gone. */
  savedTitle(): string | null
}

const keptSchema = z.object({ title: z.string(), recording: recordingSchema.nullable() })

/** Keeps what was entered for a prompt; the chosen file itself was copied when it was chosen. */
export function usePromptDraft({ accountId, subject, title, recording, savedTitle }: PromptForm) {
  const isDirty = () => savedTitle() !== null && (title.value !== savedTitle() || recording.value !== null)
  const draft = useDraft({
    key: `prompt/${accountId}/${subject}`,
    value: () => ({ title: title.value, recording: recording.value }),
    isDirty,
    restore(value) {
      const kept = keptSchema.safeParse(value)
      if (!kept.success) return
      recording.value = kept.data.recording
      title.value = kept.data.title
    },
    reset() {
      title.value = savedTitle() ?? ''
      recording.value = null
    },
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })
  return draft
}
