import { vi } from 'vitest'

/** ms that the busiest machine may take; then a check tells why it does not pass */
const longest = 120_000

/** Waits for what nobody tells the test about. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** Waits until a check passes. @throws what it throws, when it never does */
export const seen = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: longest, interval: 5 })
