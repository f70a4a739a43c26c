/** What a method of the demo Exolve says: a value, or a refusal with the status and words of the documents. */

export interface Reply {
  /** Sent as JSON. */
  body: object
  /** Short reason when the documents do not give this behaviour; becomes the header X-Sandbox-Assumed. */
  assumed?: string
}

/** Expected refusal of a request. Thrown by methods and by the decoder, answered as `{"error": "<text>"}`. */
export class Refusal extends Error {
  readonly status: number
  readonly assumed: string | undefined

  constructor(status: number, text: string, assumed?: string) {
    super(text)
    this.status = status
    this.assumed = assumed
  }
}
