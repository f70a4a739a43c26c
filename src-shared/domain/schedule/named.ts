/** Schedules that are kept under a name and used by many numbers. */
import type { Finding } from '../finding'
import type { Forwarding } from '../forwarding/forwarding'
import { checkPeriod } from '../period/check'

export type NamedPeriod = {
  readonly name: string
  /** In the provider's period grammar; empty: always. */
  readonly period: string
}
export type NamedSchedule = NamedPeriod & { readonly formerNames: readonly string[] }

/** As long as a description of a period may be. */
export const nameMaximum = 100
const periodMaximum = 10_240

/**
 * @param others names of the other schedules
 * @returns findings at `name` and `period`; errors block, warnings do not
 */
export function checkNamedSchedule({ name, period }: NamedPeriod, others: readonly string[]): Finding[] {
  const finding = (path: string, code: Finding['code'], params: Finding['params'] = {}): Finding => ({
    path,
    severity: 'error',
    code,
    params,
  })
  const isTaken = others.some((other) => other.toLocaleLowerCase() === name.trim().toLocaleLowerCase())
  return [
    ...(name.trim() === '' ? [finding('name', 'field.required')] : []),
    ...(name.length > nameMaximum ? [finding('name', 'forwarding.textTooLong', { maximum: nameMaximum })] : []),
    ...(/\p{Cc}/u.test(name) || !name.isWellFormed() ? [finding('name', 'forwarding.textUnsendable')] : []),
    ...(isTaken ? [finding('name', 'schedule.nameTaken')] : []),
    ...(period.length > periodMaximum
      ? [finding('period', 'forwarding.textTooLong', { maximum: periodMaximum })]
      : checkPeriod(period).map((found) => ({ ...found, path: 'period' }))),
  ]
}

/**
 * @returns the forwarding with the present name and period at each target that carries a name of the schedule; undefined when it uses
 *   the schedule nowhere
 */
export function withSchedule(
  forwarding: Forwarding,
  { name, period, formerNames }: NamedSchedule,
): Forwarding | undefined {
  if (forwarding.kind !== 'number') return undefined
  const isUse = (description: string) => description === name || formerNames.includes(description)
  if (!forwarding.targets.some(({ periodDescription }) => isUse(periodDescription))) return undefined
  return {
    ...forwarding,
    targets: forwarding.targets.map((target) =>
      isUse(target.periodDescription) ? { ...target, period, periodDescription: name } : target,
    ),
  }
}
