import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import type { NamedScheduleRow } from '@shared/contract/named-schedules'
import { isPassing } from '@shared/domain/finding'
import { checkNamedSchedule } from '@shared/domain/schedule/named'
import { call } from '../../../client'
import { useAction } from '../../../composables/useAction'
import { useDraft } from '../../../composables/useDraft'
import { useUnsavedWork } from '../../../composables/useUnsavedWork'
import { useNamedSchedules } from './named-schedules-store'

const formSchema = z.object({ name: z.string(), period: z.string() })

/**
 * The form of a new schedule, or of an existing one.
 * @param accountId of the page on which a draft is continued
 * @param schedule as it is saved; undefined while it does not exist
 */
export function useNamedScheduleForm(
  accountId: string,
  schedule: () => NamedScheduleRow | undefined,
  onSaved: (schedule: NamedScheduleRow) => void,
) {
  const schedules = useNamedSchedules()
  /** Known here before the page knows it: leaving a form that was just saved is no loss. */
  const saved = shallowRef(schedule())
  const savedForm = () => ({ name: saved.value?.name ?? '', period: saved.value?.period ?? '' })
  const form = reactive(savedForm())
  const tried = ref(false)
  const isDirty = () => form.name !== savedForm().name || form.period !== savedForm().period

  function reset() {
    Object.assign(form, savedForm())
    tried.value = false
  }
  const draft = useDraft({
    key: `named-schedule/${accountId}/${schedule()?.id ?? 'new'}`,
    value: () => ({ ...form }),
    isDirty,
    restore(value) {
      const kept = formSchema.safeParse(value)
      if (kept.success) Object.assign(form, kept.data)
    },
    reset,
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })
  void draft.open()

  const found = computed(() =>
    checkNamedSchedule(
      form,
      schedules.items.filter(({ id }) => id !== saved.value?.id).map(({ name }) => name),
    ),
  )
  const saving = useAction(async () => {
    saved.value = await call('namedSchedules.save', { id: saved.value?.id ?? null, ...form })
    reset()
    await schedules.load()
    await draft.settle()
    onSaved(saved.value)
  })
  // Whatever main refused may be right after the next keystroke.
  watch(form, () => (saving.error.value = null))

  return {
    form,
    changed: computed(isDirty),
    /** An empty name is no mistake before the operator wants to save. */
    findings: computed(() => found.value.filter(({ code }) => tried.value || code !== 'field.required')),
    saving,
    save() {
      tried.value = true
      if (isPassing(found.value)) void saving.run()
    },
    reset,
    restoredFrom: draft.restoredFrom,
    isOpened: draft.isOpened,
    discardDraft: draft.discard,
  }
}
