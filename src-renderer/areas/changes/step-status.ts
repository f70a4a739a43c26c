import type { StepState } from '@shared/contract/changes'
import type { StatusKind } from '../../components/StatusMark.vue'

const kinds: Record<StepState, StatusKind> = {
  pending: 'neutral',
  sent: 'running',
  done: 'success',
  failed: 'danger',
  skipped: 'neutral',
  unknown: 'warning',
  conflict: 'warning',
  unchanged: 'neutral',
  refused: 'danger',
}

export const statusOfStep = (state: StepState): StatusKind => kinds[state]
