import { shallowRef } from 'vue'
import type { Clip } from '@shared/domain/ivr/clip'
import type { PromptUpload } from '@shared/domain/ivr/uploads'

/** What was copied last, in whichever menu. It stays in the window: what it refers to belongs to one account. */
export const copied = shallowRef<{ accountId: string; clip: Clip; uploads: readonly PromptUpload[] } | null>(null)
