/** Bad days on demand: what goes wrong between the client and a demo provider. */

interface Match {
  /** The whole path, or its end: `SetCallForwarding`. Without it every request matches. */
  path?: string
  /** Text that the body must contain, for example one phone number. */
  body?: string
  /** Matching requests that still pass unharmed before the fault begins. */
  skip?: number
  /** Matching requests the fault meets before it is gone. Without it, it stays until `clear`. */
  times?: number
}

export type Fault = { match?: Match } & (
  | { kind: 'latency'; /** Wait before acting, ms. Adds to any other fault. */ ms: number }
  | {
      /** Refused before acting, as an overloaded or broken front end does. */
      kind: 'status'
      status: 400 | 401 | 403 | 429 | 500 | 502 | 503
      /** Value of Retry-After: seconds, or an HTTP date. */
      retryAfter?: string
      /** Default: `{"error":"<reason phrase>"}`. */
      body?: string
    }
  /** Not acted on: a proxy's page with status 200 instead of JSON. */
  | { kind: 'html' }
  /** Not acted on: never answered, connection left open. */
  | { kind: 'silence' }
  /** Not acted on: the connection is cut after the request was received. */
  | { kind: 'cutBefore' }
  /** Acted on, then the connection is cut: the answer is lost. */
  | { kind: 'cutAfter' }
  /** Acted on; the announced length arrives, but the JSON breaks off. */
  | { kind: 'truncatedJson' }
  /** Acted on; the answer is not JSON although it says so. */
  | { kind: 'brokenJson' }
  /** Acted on; JSON that fits no method. */
  | { kind: 'wrongShape' }
)

export interface Faults {
  add(fault: Fault): void
  clear(): void
}

/** What meets one request: how long it waits, and at most one thing that goes wrong. */
export interface Trouble {
  /** ms */
  delay: number
  fault: Exclude<Fault, { kind: 'latency' }> | null
}

export interface FaultSource extends Faults {
  /** Uses up one turn of every fault that meets this request. */
  meet(path: string, body: string): Trouble
}

export function createFaults(): FaultSource {
  let active: { fault: Fault; skip: number; times: number }[] = []

  return {
    add(fault) {
      active.push({ fault, skip: fault.match?.skip ?? 0, times: fault.match?.times ?? Infinity })
    },
    clear() {
      active = []
    },
    meet(path, body) {
      const trouble: Trouble = { delay: 0, fault: null }
      for (const entry of active) {
        const { fault } = entry
        if (!path.endsWith(fault.match?.path ?? '') || !body.includes(fault.match?.body ?? '')) continue
        if (fault.kind !== 'latency' && trouble.fault) continue
        if (entry.skip > 0) {
          entry.skip -= 1
          continue
        }
        entry.times -= 1
        if (fault.kind === 'latency') trouble.delay += fault.ms
        else trouble.fault = fault
      }
      active = active.filter(({ times }) => times > 0)
      return trouble
    },
  }
}
