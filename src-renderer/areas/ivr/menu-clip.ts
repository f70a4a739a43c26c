import { shallowRef } from 'vue'
import type { Clip } from '@shared/domain/ivr/clip'
import type { ClipNames } from '@shared/domain/ivr/clip-references'

interface Copied {
  accountId: string
  /** Key of the menu's draft. */
  menu: string
  clip: Clip
  names: ClipNames
}

/** What was copied last, in whichever menu of whichever account. */
export const copied = shallowRef<Copied | null>(null)
