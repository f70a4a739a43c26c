/** How a destination is shown: icon, word and colour. */
import type { ScheduledNumber } from '@shared/contract/schedules'
import type { StatusKind } from '../../components/StatusMark.vue'

export type ShownDestination = NonNullable<ScheduledNumber['state']>['destination'] | 'unread'

export const destinationOf = ({ state }: ScheduledNumber): ShownDestination => state?.destination ?? 'unread'

export const destinationKinds: Record<ShownDestination, StatusKind> = {
  rings: 'success',
  dropped: 'warning',
  gap: 'danger',
  unknown: 'warning',
  elsewhere: 'success',
  none: 'neutral',
  unread: 'neutral',
}
