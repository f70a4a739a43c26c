import type { Verdict } from '@shared/domain/call-flow/coverage'
import type { StatusKind } from '../../components/StatusMark.vue'

/** How the end of a call is marked. */
export const verdictKinds: Record<Verdict, StatusKind> = {
  reached: 'success',
  refused: 'neutral',
  nobody: 'danger',
  loop: 'danger',
  undecided: 'warning',
}
