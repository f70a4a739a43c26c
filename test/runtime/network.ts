/** `net`: Node's fetch, whose failures are told in Chromium's words. */
import type { ClientRequest, ClientRequestConstructorOptions, Net } from 'electron'
import { cutAnswer, isCut, toChromiumError } from './chromium-errors.ts'
import { openRequest } from './client-request.ts'
import { strict } from './strict.ts'

/** The body as it comes; a connection lost in its middle is Chromium's error as well. */
function translateBody(response: Response, url: string): ReadableStream<Uint8Array> | null {
  const reader = response.body?.getReader()
  if (!reader) return null
  const isChunked = response.headers.get('transfer-encoding') === 'chunked'
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        if (isAbort(error)) throw error
        throw isCut(error) ? cutAnswer(isChunked) : toChromiumError(error, url)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

const isAbort = (error: unknown) => error instanceof DOMException

/** @param dispatcher what the connections are kept in; undefined: in what Node keeps its own in */
export async function fetchThrough(
  dispatcher: object | undefined,
  ...[input, init]: Parameters<Net['fetch']>
): Promise<Response> {
  const request = new Request(input, init)
  try {
    // Node's own types do not know of this option of its fetch.
    const response = await fetch(request, dispatcher && ({ dispatcher } as RequestInit))
    return new Response(translateBody(response, request.url), {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    })
  } catch (error) {
    if (isAbort(error) || request.signal.aborted) throw error
    throw toChromiumError(error, request.url)
  }
}

export const net = strict('net', {
  fetch: (input: Parameters<Net['fetch']>[0], init?: RequestInit) => fetchThrough(undefined, input, init),
  request: openRequest,
  isOnline: () => true,
}) satisfies Pick<Net, 'fetch' | 'isOnline'> & { request(options: ClientRequestConstructorOptions): ClientRequest }
