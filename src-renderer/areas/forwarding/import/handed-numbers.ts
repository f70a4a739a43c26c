/** Numbers chosen in a list, on their way to the page that does something with all of them. */
import { shallowRef } from 'vue'

const handed = shallowRef<{ accountId: string; numbers: readonly string[] }>({ accountId: '', numbers: [] })

export function handOverNumbers(accountId: string, numbers: readonly string[]): void {
  handed.value = { accountId, numbers }
}

/** @returns the numbers that were handed over for this account; none after a restart */
export const handedNumbers = (accountId: string): readonly string[] =>
  handed.value.accountId === accountId ? handed.value.numbers : []
