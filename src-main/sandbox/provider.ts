/** What a demo provider is to the server: a function from a request to an answer, without any knowledge of sockets. */

export interface ProviderRequest {
  method: string
  /** Value of the Host header; some providers tell their services apart by it. */
  host: string
  /** Path below the provider's prefix, without the query. */
  path: string
  /** What follows the `?`, as it was sent; empty: none. */
  query: string
  /** Value of the Authorization header. */
  authorization: string | undefined
  /** As UTF-8. Of a `multipart/form-data` body: a description of its parts, as the ledger has it. */
  body: string
  /** Parts of a `multipart/form-data` body; null when it was none or could not be read. */
  parts: Parts | null
}

/** Text fields as they are. */
export type Parts = ReadonlyMap<string, string | FilePart>

export interface FilePart {
  filename: string
  /** Media type the client gave. */
  type: string
  bytes: Buffer
}

export interface ProviderAnswer {
  status: number
  /** Sent as it is; empty for an answer without a body. */
  body: string
  headers: Record<string, string>
  /** true: the method ran, so a write took effect; false: it was refused and nothing changed. */
  acted: boolean
}

export interface Provider {
  /** First segments of every path of this provider, `/exolve`. */
  prefix: string
  /** Acts at once and as a whole, so two requests can never see half of each other. */
  answer(request: ProviderRequest): ProviderAnswer
  /** What a switched-on fault answers when it gives no body of its own; default `{"error": "<reason>"}`. */
  faultAnswer?(fault: { status: number; reason: string }): Pick<ProviderAnswer, 'body' | 'headers'>
  /** Ends what the request's token allows, for the faults `tokenExpired` and `tokenRevoked`; without it they do nothing. */
  endToken?(request: ProviderRequest, what: 'expired' | 'revoked'): void
}
