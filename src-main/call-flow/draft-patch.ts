/** What stands on screen, as a patch of the simulator's world. */
import type { CallDraft } from '@shared/contract/call-flow'
import { emptyPatch, type WorldPatch } from '@shared/domain/call-flow/patch'

export const patchOfDraft = ({ rules, menus, forwardings, intervals, routes }: CallDraft): WorldPatch => ({
  ...emptyPatch(),
  rules,
  menus,
  intervals: intervals.map(({ accountId, interval }) => ({ accountId, id: interval.id, interval })),
  routes: [
    ...forwardings.map(({ accountId, digits, forwarding }) => ({
      digits,
      route: { provider: 'exolve' as const, accountId, forwarding },
    })),
    ...routes.map(({ accountId, digits, extensionId }) => ({
      digits,
      route: { provider: 'pbx' as const, accountId, extensionId },
    })),
  ],
})
