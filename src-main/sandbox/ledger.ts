/** What the sandbox received, in order: the witness for "nothing was lost, nothing was sent twice". */

export interface LedgerEntry {
  /** 1 for the first request received; never reused, not even after `clear`. */
  sequence: number
  /** When the request had arrived whole, ms since 1970. */
  receivedAt: number
  method: string
  /** With the provider's prefix, without the query: `/exolve/number/v1/Buy`. */
  path: string
  /** What followed the `?`, as it was sent; empty: none. */
  query: string
  /** The Authorization header reads `Bearer [redacted]`. Empty in a compact ledger. */
  headers: Record<string, string>
  /**
   * Body as it was received; of a multipart body JSON with its fields, a file as `{ filename, size, sha256 }`; the
   * secrets of an OAuth request read `[redacted]`.
   */
  body: string
  /** Kind of the fault that met this request, if any. */
  fault: string | null
  /** null while the answer is under way, and for good when the connection was cut or stayed silent. */
  status: number | null
  /** Body of the answer as it was sent; null when none was, and in a compact ledger. */
  answer: string | null
  /** true: the method ran, so a write took effect, even if its answer never reached the client. */
  acted: boolean
}

export interface LedgerOptions {
  /** true keeps neither headers nor answers: for runs of 100,000 requests. */
  compact?: boolean
  /** Entries kept; beyond it the oldest go. Default 200,000. */
  limit?: number
}

interface LedgerFilter {
  /** The whole path, or its end: `SetCallForwarding`. */
  path?: string
  acted?: boolean
}

export interface Ledger {
  /** Entries in the order of arrival. They are live: an entry still being answered changes later. */
  entries(filter?: LedgerFilter): LedgerEntry[]
  /** Requests received since the start or the last `clear`, dropped entries included. */
  readonly total: number
  clear(): void
  /** Calls `listener` when a request is over (answered, cut or given up). Returns a function that ends it. */
  onSettled(listener: (entry: LedgerEntry) => void): () => void
}

export interface LedgerWriter extends Ledger {
  open(request: Pick<LedgerEntry, 'method' | 'path' | 'query' | 'headers' | 'body'>): LedgerEntry
  settle(entry: LedgerEntry, answer: { status: number; body: string } | null): void
}

export function createLedger({ compact = false, limit = 200_000 }: LedgerOptions, now: () => number): LedgerWriter {
  let kept: LedgerEntry[] = []
  let sequence = 0
  let total = 0
  const listeners = new Set<(entry: LedgerEntry) => void>()

  return {
    entries: ({ path, acted } = {}) =>
      kept.filter(
        (entry) => (path === undefined || entry.path.endsWith(path)) && (acted === undefined || entry.acted === acted),
      ),
    get total() {
      return total
    },
    clear() {
      kept = []
      total = 0
    },
    onSettled(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open(request) {
      sequence += 1
      total += 1
      const headers = compact ? {} : redacted(request.headers)
      const entry = {
        ...request,
        query: withoutSecrets(request.path, request.query),
        body: withoutSecrets(request.path, request.body),
        headers,
        sequence,
        receivedAt: now(),
        fault: null,
        status: null,
        answer: null,
        acted: false,
      }
      kept.push(entry)
      // Dropping a tenth at once keeps the cost per request constant.
      if (kept.length > limit) kept.splice(0, Math.ceil(limit / 10))
      return entry
    },
    settle(entry, answer) {
      if (answer) {
        entry.status = answer.status
        entry.answer = compact ? null : withoutSecrets(entry.path, answer.body)
      }
      for (const listener of listeners) listener(entry)
    },
  }
}

function redacted(headers: Record<string, string>): Record<string, string> {
  if (headers.authorization === undefined) return headers
  return {
    ...headers,
    authorization: headers.authorization.replace(/^(Bearer)?.*$/is, (_, scheme = '') => `${scheme} [redacted]`.trim()),
  }
}

const oauthSecrets =
  /((?:^|[&"])(?:client_secret|password|refresh_token|access_token|code|code_verifier)(?:"\s*:\s*"|=))[^&"]*/g

/** Keys, passwords and tokens that OAuth has in bodies, queries and answers. */
function withoutSecrets(path: string, text: string): string {
  return path.startsWith('/oauth/') ? text.replace(oauthSecrets, '$1[redacted]') : text
}
