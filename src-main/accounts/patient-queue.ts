import { AppFailure } from '@shared/domain/app-error'

/** Runs one piece of work after the other and gives each caller up to `patience` ms. */
export interface PatientQueue {
  /** @throws AppFailure `secret.locked` when the time is over; work that had not begun by then never begins */
  run<Value>(work: () => Promise<Value>): Promise<Value>
  /** true while work is under way, be its caller still waiting or not. */
  isBusy(): boolean
}

/**
 * A keychain may show a prompt that nobody answers. Its call then holds a thread of Node's small pool, which file and
 * DNS work share, until the prompt is gone. One at a time, it never holds more than one.
 *
 * @param patience ms
 * @param onLateEnd called when work ends after its caller has given up: the prompt was answered
 */
export function createPatientQueue(patience: number, onLateEnd: () => void): PatientQueue {
  let last: Promise<unknown> = Promise.resolve()
  let busy = false
  return {
    isBusy: () => busy,
    run(work) {
      return new Promise((resolve, reject) => {
        let given = false
        let begun = false
        const timer = setTimeout(() => {
          given = true
          reject(new AppFailure('secret.locked', { retryable: true }))
        }, patience)
        const end = (settle: () => void) => {
          busy = false
          clearTimeout(timer)
          if (!given) settle()
          else if (begun) onLateEnd()
        }
        last = last.then(async () => {
          if (given) return
          begun = true
          busy = true
          await work().then(
            (value) => end(() => resolve(value)),
            (error: unknown) => end(() => reject(error)),
          )
        })
      })
    },
  }
}
