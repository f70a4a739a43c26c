/** What a demo provider is to the server: a function from a request to an answer, without any knowledge of sockets. */

interface ProviderRequest {
  method: string
  /** Value of the Host header; some providers tell their services apart by it. */
  host: string
  /** Path below the provider's prefix, without the query. */
  path: string
  /** What follows the `?`, as it was sent; empty: none. */
  query: string
  /** Value of the Authorization header. */
  authorization: string | undefined
  body: string
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
  /** First segment of every path of this provider, `/exolve`. */
  prefix: string
  /** Acts at once and as a whole, so two requests can never see half of each other. */
  answer(request: ProviderRequest): ProviderAnswer
}
