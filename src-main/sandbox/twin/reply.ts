/** What a method of the demo Twin says: a value, or a refusal. */

export interface Reply {
  /** Sent as JSON; null: an answer without a body. */
  body: object | null
  /** true where the documents do not give the method or this answer; it then carries `X-Sandbox-Only: true`. */
  assumed: boolean
}

/** An answer that the documents print or describe. */
export const documented = (body: object | null): Reply => ({ body, assumed: false })

/** An answer that nobody may take for Twin's word. */
export const assumed = (body: object | null): Reply => ({ body, assumed: true })

/**
 * Expected refusal of a request: `{"error": …, "details": {…}}`. The shape is that of Twin's own SDK; the texts, but for
 * that of an expired token, are the sandbox's.
 */
export class Refusal extends Error {
  readonly status: number
  readonly details: Record<string, string[]> | undefined

  constructor(status: number, text: string, details?: Record<string, string[]>) {
    super(text)
    this.status = status
    this.details = details
  }
}
