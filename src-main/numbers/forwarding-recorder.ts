/** Brings the list up to date with what is read of single numbers, a change of thousands of them included. */
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { NumberStore } from './number-store'

export interface ForwardingRecorder {
  record(accountId: string, number: string, forwarding: Forwarding): void
  /** Writes what is waiting. */
  flush(): void
}

/** ms that readings wait for each other: each write on its own would cost a wait for the disk. */
const delay = 100

/** @param onDidChange rows of the account, or the schedules behind them, may differ from before */
export function createForwardingRecorder(
  store: Pick<NumberStore, 'recordForwarding'>,
  onDidChange: (accountId: string) => void,
): ForwardingRecorder {
  const waiting = new Map<string, Map<string, Forwarding>>()
  let timer: NodeJS.Timeout | undefined

  function flush() {
    clearTimeout(timer)
    timer = undefined
    for (const [accountId, readings] of waiting) {
      if (store.recordForwarding(accountId, readings)) onDidChange(accountId)
    }
    waiting.clear()
  }

  return {
    record(accountId, number, forwarding) {
      const readings = waiting.get(accountId) ?? new Map<string, Forwarding>()
      waiting.set(accountId, readings.set(number, forwarding))
      timer ??= setTimeout(flush, delay)
    },
    flush,
  }
}
