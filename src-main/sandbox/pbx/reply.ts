/** What a resource of the demo cloud PBX says: a value, or a refusal with the status and words of the pages. */

export interface Reply {
  status: 200 | 201 | 204
  /** Sent as JSON; null: no body. */
  body: object | null
  /** Short reason when the pages do not give this behaviour; becomes the header X-Sandbox-Assumed. */
  assumed?: string | undefined
}

/** Success codes by method: pages on return codes. */
export const found = (body: object, assumed?: string): Reply => ({ status: 200, body, assumed })
export const created = (body: object, assumed?: string): Reply => ({ status: 201, body, assumed })
export const removed = (assumed?: string): Reply => ({ status: 204, body: null, assumed })

/** Expected refusal, answered as `{"message": …, "status"?: …}`. */
export class Refusal extends Error {
  readonly status: number
  /** Machine field `status`, where the pages give one. */
  readonly word: string | undefined
  readonly assumed: string | undefined

  constructor(status: number, message: string, { word, assumed }: { word?: string; assumed?: string } = {}) {
    super(message)
    this.status = status
    this.word = word
    this.assumed = assumed
  }
}

/** A field that is wrong. The pages give the status, not the words. */
export const invalid = (field: string, reason: string): Refusal =>
  new Refusal(400, `${field}: ${reason}`, { assumed: 'words of the refusal' })

export const notFound = (assumed?: string): Refusal => new Refusal(404, 'Not found', assumed ? { assumed } : {})

export const accessDenied = (): Refusal => new Refusal(403, 'Access denied', { word: 'access_denied' })
