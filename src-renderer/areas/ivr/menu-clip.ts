import { shallowRef } from 'vue'
import type { Clip } from '@shared/domain/ivr/clip'

/** What was copied last, in whichever menu. It stays in the window: what it refers to belongs to one account. */
export const copied = shallowRef<{ accountId: string; clip: Clip } | null>(null)
