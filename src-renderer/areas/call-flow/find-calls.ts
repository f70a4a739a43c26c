import type { FoundPage } from '../../app/area'
import { formatPhone } from '@shared/domain/phone'
import { call } from '../../client'
import { callFlowOf } from './called-query'

/** Letters that say enough to look for what is called. */
const shortest = 2
const shownAtMost = 5

/** Numbers and extensions to which a call can be tried, for the command palette. */
export async function findCalls(text: string): Promise<FoundPage[]> {
  if (text.trim().length < shortest) return []
  const targets = await call('callFlow.targets', { text: text.trim().slice(0, 100), limit: shownAtMost })
  return targets.map(({ called, number, label, account }) => ({
    label: {
      key: 'callFlow.tryCallTo',
      params: {
        name: [called.kind === 'number' ? formatPhone(number) : number, label].filter(Boolean).join(' '),
        account,
      },
    },
    to: callFlowOf(called),
  }))
}
