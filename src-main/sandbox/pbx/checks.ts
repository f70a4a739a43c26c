/** Checks that incoming rules and rules of an IVR have in common. */
import { invalid } from './reply'

/** @throws Refusal 400 when the caller is to be compared with nothing. */
export function checkCaller(rule: { caller_id_action: string; caller_id: string | null }): void {
  const compares = rule.caller_id_action === 'matches' || rule.caller_id_action === 'not_matches'
  if (compares && !rule.caller_id) throw invalid('caller_id', `required for ${rule.caller_id_action}`)
}

/** @throws Refusal 400; whether the provider looks is not documented. */
export function checkReference(
  field: string,
  id: number | null | undefined,
  among: ReadonlyMap<number, unknown>,
): void {
  if (id !== null && id !== undefined && !among.has(id)) throw invalid(field, 'does not exist')
}

/**
 * Numbers separated by spaces.
 * @throws Refusal 400 for none, for more than `most`, and for what can be no number
 */
export function checkDestinations(value: string | null, most: number, field = 'transfer_dst'): void {
  const numbers = (value ?? '').split(' ').filter((number) => number !== '')
  if (numbers.length === 0) throw invalid(field, 'required')
  if (numbers.length > most) throw invalid(field, `at most ${most} numbers`)
  const wrong = numbers.find((number) => !/^(\+?\d+|[\w.-]+(\*[\w.-]+)*(@[\w.-]+)?)$/.test(number))
  if (wrong !== undefined) throw invalid(field, `"${wrong}" is no number`)
}

/** @throws Refusal 400 when a field is empty that an action needs. */
export function checkRequired(rule: object, names: readonly string[], what: string): void {
  for (const name of names) {
    const value: unknown = Reflect.get(rule, name)
    if (value === null || value === undefined || value === '') throw invalid(name, `required for ${what}`)
  }
}
