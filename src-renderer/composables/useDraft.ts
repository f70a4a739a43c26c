import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'
import { call } from '../client'

interface DraftOptions<Value> {
  /** Names the form and the object it edits: `account/new`. */
  key: MaybeRefOrGetter<string>
  /** What is worth keeping. Never a secret. */
  value: () => Value
  /** Writes it as JSON; for values so large that `JSON.stringify` of the whole would be felt while typing. */
  encode?: (value: Value) => string
  isDirty: () => boolean
  /** Puts a kept value back into the form; checks it first, since an older version of the program may have written it. */
  restore: (value: unknown) => void
  /** Puts the form back to what is saved. */
  reset: () => void
}

export interface Draft {
  /** When the draft that was put back into the form had been kept, ms since 1970; null: the form began without one. */
  restoredFrom: Ref<number | null>
  /** `open` has ended once. Until then a form is not shown: a draft that arrives would replace what is typed. */
  isOpened: Ref<boolean>
  /** Looks for a draft of this key and puts it into the form. */
  open(): Promise<void>
  /** Writes the draft now. */
  keep(): Promise<void>
  /** Throws away the entered values and the draft. */
  discard(): Promise<void>
  /** Forgets the draft after its values were saved for good. */
  settle(): Promise<void>
}

/** ms between the last keystroke and the write. */
const writeDelay = 400

/** Keeps a form that is being edited on disk, and puts it back when the operator returns. */
export function useDraft<Value>(options: DraftOptions<Value>): Draft {
  const { encode = JSON.stringify } = options
  const restoredFrom = ref<number | null>(null)
  const isOpened = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let written = false

  const stopTimer = () => clearTimeout(timer)

  async function forget(key: string) {
    stopTimer()
    written = false
    restoredFrom.value = null
    await call('drafts.discard', { key })
  }

  async function write(key: string) {
    stopTimer()
    if (options.isDirty()) {
      written = true
      await call('drafts.save', { key, text: encode(options.value()) })
    } else if (written) await forget(key)
  }

  async function open() {
    const key = toValue(options.key)
    try {
      const { text, savedAt } = await call('drafts.read', { key })
      if (text === null || key !== toValue(options.key)) return
      options.restore(JSON.parse(text))
      if (!options.isDirty()) return await forget(key)
      written = true
      restoredFrom.value = savedAt
    } finally {
      isOpened.value = true
    }
  }

  watch(options.value, () => {
    const key = toValue(options.key)
    stopTimer()
    timer = setTimeout(() => void write(key), writeDelay)
  })
  onScopeDispose(stopTimer)

  return {
    restoredFrom,
    isOpened,
    open,
    keep: () => write(toValue(options.key)),
    async discard() {
      const key = toValue(options.key)
      options.reset()
      await forget(key)
    },
    settle: () => forget(toValue(options.key)),
  }
}
