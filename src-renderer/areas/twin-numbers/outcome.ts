import type { NumberOutcome } from '@shared/contract/number-batches'
import type { IdKind } from '@shared/contract/twin'
import type { StatusKind } from '../../components/StatusMark.vue'
import type { Ids } from '../autocall/useIds'

export const outcomeKinds: Record<NumberOutcome, StatusKind> = {
  accepted: 'success',
  sent: 'warning',
  refused: 'danger',
}

/** The name of an id; a bot and a trunk may have the same one. */
export const labelOf = (ids: Ids, kind: IdKind, id: string): string =>
  ids.optionsOf(kind).find(({ value }) => value === id)?.label ?? id
