/** What is called, as part of an address: every number, rule and menu has a link here. */
import type { LocationQuery, RouteLocationRaw } from 'vue-router'
import { calledSchema, type Called } from '@shared/domain/call-flow/call'

export const queryOf = (called: Called): Record<string, string> =>
  called.kind === 'number'
    ? { number: called.digits }
    : { account: called.accountId, extension: String(called.extensionId) }

/** Where a call to this number or extension is tried. */
export const callFlowOf = (called: Called): RouteLocationRaw => ({ name: 'callFlow', query: queryOf(called) })

/** @returns null when the address names nothing that can be called */
export function calledOf({ number, account, extension }: LocationQuery): Called | null {
  const parts =
    typeof number === 'string'
      ? { kind: 'number', digits: number }
      : { kind: 'extension', accountId: account, extensionId: Number(extension) }
  return calledSchema.safeParse(parts).data ?? null
}

export const isSameCalled = (one: Called, other: Called): boolean =>
  JSON.stringify(queryOf(one)) === JSON.stringify(queryOf(other))
