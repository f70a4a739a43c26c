/** What a planned change makes of the configuration, as a draft for the simulator. */
import { emptyCallDraft, type CallDraft } from '@shared/contract/call-flow'
import { intentSchema } from '@shared/contract/changes'
import { ruleListSchema } from '@shared/domain/pbx/rule-list'
import type { PlannedStep } from '../changes/planned-steps'

/** Objects that a draft takes up; a bigger change says so little of single calls that judging it is left out. */
const objectsAtMost = 1000

/** @returns null when the change touches nothing that decides where calls go, or more than can be judged */
export function draftOf(accountId: string, steps: Iterable<PlannedStep>): CallDraft | null {
  const forwardings = new Map<string, CallDraft['forwardings'][number]>()
  const rules = new Map<number, CallDraft['rules'][number]>()
  for (const { intent, expected } of steps) {
    const parsed = intentSchema.safeParse(intent)
    if (!parsed.success) continue
    const wanted = parsed.data
    switch (wanted.operation) {
      case 'exolve.setForwarding':
        forwardings.set(wanted.number, { accountId, digits: wanted.number, forwarding: wanted.wanted })
        break
      case 'exolve.removeForwarding':
        forwardings.set(wanted.number, { accountId, digits: wanted.number, forwarding: { kind: 'none' } })
        break
      case 'pbx.createRule':
      case 'pbx.updateRule':
      case 'pbx.deleteRule':
      case 'pbx.orderRules': {
        const list = ruleListSchema.safeParse(expected)
        if (!list.success) break
        // A rule that is not there yet has no id; its place tells it apart.
        const keyed = list.data.rules.map(({ id, rule }, place) => ({
          key: id === null ? `new:${place}` : `${id}`,
          rule,
        }))
        rules.set(wanted.extensionId, { accountId, extensionId: wanted.extensionId, rules: keyed })
        break
      }
    }
    if (forwardings.size + rules.size > objectsAtMost) return null
  }
  if (forwardings.size + rules.size === 0) return null
  return { ...emptyCallDraft, forwardings: [...forwardings.values()], rules: [...rules.values()] }
}
