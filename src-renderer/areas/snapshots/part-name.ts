/** How an object of a snapshot is shown. */
import type { ComparedPartRow, PartStatus } from '@shared/contract/part-snapshots'
import { formatPhone } from '@shared/domain/phone'
import type { StatusKind } from '../../components/StatusMark.vue'

export const partName = ({ kind, name }: Pick<ComparedPartRow, 'kind' | 'name'>): string =>
  kind === 'publicNumber' || kind === 'registered' ? formatPhone(name) : name

export const partStatusKinds: Record<PartStatus, StatusKind> = {
  different: 'warning',
  missing: 'danger',
  same: 'success',
  added: 'neutral',
}
