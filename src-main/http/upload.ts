/**
 * Sends a request with files so that its progress can be told: fetch in shape, over Electron's `net.request`.
 *
 * `net.fetch` tells nothing of a body that is on its way, and a body streamed through it loses its Content-Length, which
 * servers of uploads tend to ask for. A `ClientRequest` that is not chunked takes the body as a whole, states its length,
 * and can be asked how much of it has gone out.
 */

interface UploadOptions {
  method: string
  url: string
  headers: Record<string, string>
  /** No cookies go along and none are kept: the key in the header is all that a provider gets. */
  credentials: 'omit'
  redirect: 'manual'
}

/** What is used of Electron's `IncomingMessage`. */
interface UploadAnswer {
  statusCode: number
  headers: Record<string, string | string[]>
  on(event: 'data', listener: (chunk: Buffer) => void): unknown
  on(event: 'end', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** What is used of Electron's `ClientRequest`. */
interface UploadRequest {
  on(event: 'response', listener: (answer: UploadAnswer) => void): unknown
  on(event: 'redirect', listener: (status: number, method: string, location: string) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  end(body: Buffer): unknown
  abort(): void
  getUploadProgress(): { active: boolean; current: number }
}

interface UploadWatch {
  /** From 0: tells those apart that are under way together. What was opened for a place is closed before it is used again. */
  place: number
  /**
   * Aborted when the upload is given up. Handed over beside the request: a `Request` of Node's is all that keeps its own `signal`
   * following the one it was made with, and is collected while its body is on its way.
   */
  signal: AbortSignal
  /** Called now and then, and when the answer begins. @param sent bytes of the body that have gone out */
  onProgress(sent: number): void
}

export type Upload = (request: Request, watch: UploadWatch) => Promise<Response>

/** ms between two looks at the progress. Chromium tells of it ten times a second at most. */
const interval = 100
/** An answer with one of these has no body (Fetch standard, null body status). */
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

/** @param open makes a request over a connection that nothing was sent over before */
export function createUpload(open: (options: UploadOptions, place: number) => Promise<UploadRequest>): Upload {
  return async (request, { place, signal, onProgress }) => {
    const { method, url, headers } = request
    const body = Buffer.from(await request.arrayBuffer())
    const client = await open(
      { method, url, headers: Object.fromEntries(headers), credentials: 'omit', redirect: 'manual' },
      place,
    )
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    function look(): void {
      const { active, current } = client.getUploadProgress()
      if (active) onProgress(current)
    }
    const looking = setInterval(look, interval)
    function abort(): void {
      client.abort()
      reject(signal.reason)
    }
    client.on('response', (answer) => {
      look()
      resolve(toResponse(answer, signal, () => client.abort()))
    })
    // Followed, it could carry the key to somebody else. It is told like any other answer.
    client.on('redirect', (status, _method, location) => {
      resolve(new Response(null, { status, headers: { location } }))
      client.abort()
    })
    // Also once the answer is there: an error that nobody listens to would end the program.
    client.on('error', reject)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    else client.end(body)
    return promise.finally(() => clearInterval(looking))
  }
}

/** @param leave ends the request: when its answer was read, or is read no further, nothing more of the body is sent */
function toResponse(answer: UploadAnswer, signal: AbortSignal, leave: () => void): Response {
  const { statusCode: status } = answer
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      answer.on('data', (chunk) => controller.enqueue(chunk))
      answer.on('error', (error) => controller.error(error))
      answer.on('end', () => {
        controller.close()
        leave()
      })
      signal.addEventListener('abort', () => controller.error(signal.reason))
    },
    cancel: leave,
  })
  return new Response(withoutBody.has(status) ? null : body, { status, headers })
}
