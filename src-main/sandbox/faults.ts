/** Bad days on demand: what goes wrong between the client and a demo provider. */

interface Match {
  /** `PUT`. Without it every method matches. */
  method?: string
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
      /** Default: the reason phrase in the manner of the provider. */
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
  /** Acted on; the answer's body is what `rewrite` makes of it: unknown types, huge ids, another shape. */
  | { kind: 'rewritten'; rewrite(body: string): string }
  /** Before it is acted on somebody else changes what the provider holds. */
  | { kind: 'changedBehind'; change(): void }
  /** The token of this request has just run out; a refresh token still works. */
  | { kind: 'tokenExpired' }
  /** The token of this request, and its refresh token, have just been revoked. */
  | { kind: 'tokenRevoked' }
  // These meet a write before its body is known: `match.body` must be absent.
  /** Not acted on: the connection is cut after half of the body. */
  | { kind: 'cutUpload' }
  /** Acted on once the body is there, which is taken off the line at this pace. */
  | { kind: 'slowUpload'; bytesPerSecond: number }
)

export interface Faults {
  add(fault: Fault): void
  clear(): void
}

/** What meets one request: how long it waits, and at most one thing that goes wrong. */
export interface Trouble {
  /** ms */
  delay: number
  fault: Exclude<Fault, { kind: 'latency' | UploadFault['kind'] }> | null
}

/** What meets the body of a write while it arrives. */
export type UploadFault = Extract<Fault, { kind: 'cutUpload' | 'slowUpload' }>

const meetsBody = (fault: Fault): fault is UploadFault => fault.kind === 'cutUpload' || fault.kind === 'slowUpload'

export interface FaultSource extends Faults {
  /** Uses up one turn of every fault that meets this request, but for those of its body. */
  meet(request: { method: string; path: string; body: string }): Trouble
  /** What meets the body of this request; uses up its turn. */
  meetBody(request: { method: string; path: string }): UploadFault | null
}

export function createFaults(): FaultSource {
  let active: { fault: Fault; skip: number; times: number }[] = []

  /** Whether it is this entry's turn. */
  function takesTurn(entry: (typeof active)[number], method: string, path: string, body: string): boolean {
    const { match = {} } = entry.fault
    if (!path.endsWith(match.path ?? '') || !body.includes(match.body ?? '')) return false
    if (match.method !== undefined && match.method !== method) return false
    if (entry.skip > 0) {
      entry.skip -= 1
      return false
    }
    entry.times -= 1
    return true
  }
  const dropSpent = (): void => void (active = active.filter(({ times }) => times > 0))

  return {
    add(fault) {
      active.push({ fault, skip: fault.match?.skip ?? 0, times: fault.match?.times ?? Infinity })
    },
    clear() {
      active = []
    },
    meet({ method, path, body }) {
      const trouble: Trouble = { delay: 0, fault: null }
      for (const entry of active) {
        const { fault } = entry
        if (meetsBody(fault) || (fault.kind !== 'latency' && trouble.fault)) continue
        if (!takesTurn(entry, method, path, body)) continue
        if (fault.kind === 'latency') trouble.delay += fault.ms
        else trouble.fault = fault
      }
      dropSpent()
      return trouble
    },
    meetBody({ method, path }) {
      if (method === 'GET') return null
      const met = active.find((entry) => meetsBody(entry.fault) && takesTurn(entry, method, path, ''))
      dropSpent()
      return met && meetsBody(met.fault) ? met.fault : null
    },
  }
}
