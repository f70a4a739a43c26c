import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import { hasSameFields } from '@shared/domain/difference'
import type { Light } from '@shared/domain/call-flow/path'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { mondayOf, minutesPerDay } from '@shared/domain/period/week-grid'
import { zoneSpan } from '@shared/domain/period/zone'
import { useLitPath } from './lit-path-store'

/** The lit call in the form of a forwarding. */
interface LitForwarding {
  /** By position of the target from 0. */
  lights: ReadonlyMap<number, Light>
  /** When it came, on the clock of its zone. */
  moment: {
    /** Days since 1970 of the Monday of its week. */
    monday: number
    /** From 0, Monday. */
    day: number
    /** Of the day, from 0. */
    minute: number
  }
}

const key: InjectionKey<ComputedRef<LitForwarding | null>> = Symbol('lit forwarding')

/**
 * Lights what a form holds of the lit call, as long as the form holds what was called.
 *
 * @param held what the form holds; null: what is published
 */
export function provideLitForwarding(accountId: string, number: string, held: () => Forwarding | null) {
  const lit = useLitPath()
  const passed = computed(() => lit.ofTargets(accountId, number))
  const lights = computed(() => {
    const own = held()
    const called = lit.path?.draft?.forwardings.find((one) => one.accountId === accountId && one.digits === number)
    const isCalled = called && own ? hasSameFields(called.forwarding, own) : !called && !own
    return isCalled ? passed.value : null
  })
  provide(
    key,
    computed(() => {
      if (!lights.value || !lit.path) return null
      const { at, timeZone } = lit.path.form
      const local = at + zoneSpan(timeZone, at).offset
      const monday = mondayOf(local)
      const minutes = Math.floor(local / 60_000) - monday * minutesPerDay
      const moment = { monday, day: Math.floor(minutes / minutesPerDay), minute: minutes % minutesPerDay }
      return { lights: lights.value, moment }
    }),
  )
  /** The call came to this number, whatever the form holds by now. */
  return computed(() => passed.value !== null)
}

export const useLitForwarding = (): ComputedRef<LitForwarding | null> =>
  inject(
    key,
    computed(() => null),
  )
