/** Numbers ticked in a list, on their way to the page that does something with all of them. */
import { shallowRef } from 'vue'
import type { NumberSelection } from '@shared/contract/numbers'

interface Handed {
  accountId: string
  selection: NumberSelection
  /** How many numbers it was when it was handed over; what is fitting can change. */
  count: number
}

const handed = shallowRef<Handed>()

export function handOver(selected: Handed): void {
  handed.value = selected
}

/** @returns what was handed over for this account; undefined after a restart */
export const handedSelection = (accountId: string): Handed | undefined =>
  handed.value?.accountId === accountId ? handed.value : undefined
