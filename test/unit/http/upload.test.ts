/** Requests with files, against servers that count the bytes: progress, silence, cancelling, answers that come too early. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { GatewayRequest } from '../../../src-main/http/gateway'
import { createTestGateway as createFastGateway, failureOf, requestTo, testKey } from './bad-provider'
import { createFakeClock } from './fake-clock'
import { seen } from '../until'

/** Its time stands still: however long a busy machine takes for megabytes, it is no silence of the line. */
const createTestGateway = (options: Parameters<typeof createFastGateway>[0] = {}) =>
  createFastGateway({ clock: createFakeClock(), ...options })

const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

interface Server {
  baseUrl: string
  /** Bytes of bodies that were read. */
  read(): number
  /** Requests that arrived, by their headers. */
  requests: IncomingMessage[]
  /** Sockets that have been closed. */
  closed(): number
}

async function start(listener: RequestListener): Promise<Server> {
  const requests: IncomingMessage[] = []
  let [read, closed] = [0, 0]
  const server = createServer((request, response) => {
    requests.push(request)
    const { emit } = request
    // Counted whoever reads it.
    request.emit = (event: string | symbol, ...values: unknown[]) => {
      if (event === 'data') read += (values[0] as Buffer).length
      return emit.call(request, event, ...values)
    }
    listener(request, response)
  })
  server.on('connection', (socket: Socket) => socket.on('close', () => (closed += 1)))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closers.push(() => server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo
  return { baseUrl: `http://127.0.0.1:${String(port)}`, read: () => read, requests, closed: () => closed }
}

const answerAfterBody: RequestListener = (request, response) =>
  void request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"id":51}'))

/** More than the buffers of a loopback take while nobody reads. */
const large = 24 * 2 ** 20

function upload(baseUrl: string, size: number, details: Partial<GatewayRequest> = {}): GatewayRequest {
  const request = requestTo(baseUrl, details)
  delete request.body
  return {
    ...request,
    parts: [
      { name: 'title', value: 'Приветствие' },
      { name: 'file', fileName: 'hello.wav', contentType: 'audio/wav', bytes: new Uint8Array(size).fill(7) },
    ],
  }
}

describe('progress', () => {
  it('begins at nothing, rises with what goes out, and ends with the whole body, whose length was announced', async () => {
    // Nothing is read before a part of it was told of.
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>()
    const { baseUrl, read, requests } = await start((request, response) => {
      request.pause()
      void begun.then(() => answerAfterBody(request, response))
    })
    const told: [sent: number, total: number][] = []
    const onUploadProgress = (sent: number, total: number) => {
      told.push([sent, total])
      if (sent > 0) begin(undefined)
    }
    const { body } = await createTestGateway().gateway.send(upload(baseUrl, large, { onUploadProgress }))

    expect(body).toEqual({ id: 51 })
    const total = told[0]?.[1] ?? 0
    expect(total).toBeGreaterThan(large)
    expect(read()).toBe(total)
    expect(requests[0]?.headers).toMatchObject({
      'content-length': String(total),
      'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/) as string,
      authorization: `Bearer ${testKey}`,
      accept: 'application/json',
    })
    expect(requests[0]?.headers).not.toHaveProperty('transfer-encoding')
    expect(requests[0]?.headers).not.toHaveProperty('cookie')
    const sent = told.map(([bytes]) => bytes)
    expect(sent[0]).toBe(0)
    expect(sent.at(-1)).toBe(total)
    expect(sent).toEqual([...sent].sort((one, other) => one - other))
    expect(sent.some((bytes) => bytes > 0 && bytes < total)).toBe(true)
  })

  it('unpacks the answer and takes one without a body', async () => {
    const packed = await start((request, response) =>
      request.resume().on('end', () => response.setHeader('content-encoding', 'gzip').end(gzipSync('{"packed":true}'))),
    )
    const empty = await start((request, response) => request.resume().on('end', () => response.writeHead(204).end()))
    const { gateway } = createTestGateway()
    expect((await gateway.send(upload(packed.baseUrl, 10))).body).toEqual({ packed: true })
    expect((await gateway.send(upload(empty.baseUrl, 10))).body).toBeUndefined()
  })

  it('goes two at a time, each over a connection of its own, and the rest of the account goes on meanwhile', async () => {
    const waiting: ServerResponse[] = []
    const { baseUrl, requests } = await start((request, response) => {
      request.resume()
      if (request.method === 'GET') response.end('{}')
      else waiting.push(response)
    })
    const { gateway } = createTestGateway()
    const uploads = Array.from({ length: 10 }, () => gateway.send(upload(baseUrl, 10)))
    await seen(() => expect(waiting).toHaveLength(2))
    const read = requestTo(baseUrl, { method: 'GET' })
    delete read.body
    await gateway.send(read)
    expect(waiting).toHaveLength(2)
    for (let answered = 0; answered < 10; answered += 1) {
      await seen(() => expect(waiting.length).toBeGreaterThan(answered))
      waiting[answered]?.end('{}')
    }
    await Promise.all(uploads)
    const posts = requests.filter(({ method }) => method === 'POST')
    expect(new Set(posts.map(({ socket }) => socket)).size).toBe(10)
  })
})

describe('an answer before the body is through', () => {
  it('is the answer, and nothing more is sent', async () => {
    const { baseUrl, read, closed } = await start((request, response) => {
      request.once('data', () => {
        request.pause()
        response.writeHead(413, { 'content-type': 'application/json' }).end('{"error":"too large"}')
      })
    })
    const failure = await failureOf(createTestGateway().gateway.send(upload(baseUrl, large)))
    expect(failure).toMatchObject({
      delivery: 'answered',
      status: 413,
      error: { code: 'provider.validation', providerMessage: 'too large' },
    })
    await seen(() => expect(closed()).toBe(1))
    expect(read()).toBeLessThan(large)
  })

  it('a redirect is refused: the key and the file go nowhere else', async () => {
    const other = await start(answerAfterBody)
    const { baseUrl } = await start((request, response) =>
      request.resume().on('end', () => response.writeHead(307, { location: `${other.baseUrl}/elsewhere` }).end()),
    )
    const failure = await failureOf(createTestGateway().gateway.send(upload(baseUrl, 10)))
    expect(failure).toMatchObject({
      delivery: 'answered',
      error: { code: 'provider.badAnswer', providerMessage: `HTTP 307 → ${other.baseUrl}/elsewhere` },
    })
    expect(other.requests).toEqual([])
  })
})

describe('bad lines', () => {
  it('a connection cut half-way is a lost request, and no secret is in what is told of it', async () => {
    const { baseUrl } = await start((request) => request.once('data', () => request.socket.resetAndDestroy()))
    const { gateway, exchanges } = createTestGateway()
    const failure = await failureOf(gateway.send(upload(baseUrl, large)))
    expect(failure).toMatchObject({ delivery: 'unknown', error: { code: 'network.cut' } })
    const told = [JSON.stringify(exchanges), failure.stack, String(failure.cause), JSON.stringify(failure.error)]
    expect(told.join('\n')).not.toContain(testKey)
    expect(exchanges).toMatchObject([{ errorCode: 'network.cut', status: null }])
    expect(exchanges[0]?.requestBody).toContain('hello.wav')
  })

  it('an answer cut in its middle is one too', async () => {
    const { baseUrl } = await start((request, response) =>
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-length': 100 }).write('{"id"')
        setTimeout(() => request.socket.destroy(), 20)
      }),
    )
    const failure = await failureOf(createTestGateway().gateway.send(upload(baseUrl, 10)))
    expect(failure).toMatchObject({ delivery: 'unknown', error: { code: 'network.cut' } })
  })

  it('nobody listens: nothing was sent', async () => {
    const { baseUrl } = await start(() => undefined)
    closers.splice(0).forEach((close) => close())
    const failure = await failureOf(createTestGateway().gateway.send(upload(baseUrl, 10)))
    expect(failure).toMatchObject({ delivery: 'notSent', error: { code: 'network.refused' } })
  })

  it('silence is given up after a minute without a byte, and not before', async () => {
    const clock = createFakeClock()
    const { baseUrl, closed, requests } = await start((request) => request.pause())
    const { gateway } = createTestGateway({ clock })
    const onUploadProgress = vi.fn<(sent: number, total: number) => void>()
    let isOver = false
    const request = upload(baseUrl, large, { timeout: 1000, onUploadProgress })
    const failing = failureOf(gateway.send(request)).finally(() => (isOver = true))
    await seen(() => expect(requests).toHaveLength(1))
    await seen(() => expect(onUploadProgress.mock.lastCall?.[0]).toBeGreaterThan(0))
    clock.advance(59_999)
    await new Promise((resolve) => setImmediate(resolve))
    expect(isOver).toBe(false)
    // Bytes may have gone out just now; then a minute is counted from there.
    clock.advance(60_000)
    expect(await failing).toMatchObject({
      delivery: 'unknown',
      error: { code: 'network.stalled', params: { seconds: 60 } },
    })
    requests[0]?.resume()
    await seen(() => expect(closed()).toBe(1))
  })

  it('a slow line is not: bytes that go out keep it alive past every limit', async () => {
    const clock = createFakeClock()
    const { baseUrl, read } = await start((request, response) => {
      request.on('end', () => response.end('{}'))
      request.on('data', () => {
        request.pause()
        setTimeout(() => request.resume(), 5)
      })
    })
    let before = 0
    const onUploadProgress = (sent: number) => {
      // Each time that bytes have gone out, almost a minute has passed.
      if (sent > before) clock.advance(59_000)
      before = sent
    }
    const { gateway } = createTestGateway({ clock })
    await gateway.send(upload(baseUrl, large, { timeout: 100_000, onUploadProgress }))
    expect(clock.monotonic()).toBeGreaterThan(180_000)
    expect(read()).toBeGreaterThan(large)
  })

  it('once the last byte is out the answer has its own limit', async () => {
    const clock = createFakeClock()
    const { baseUrl } = await start((request) => request.resume())
    let isOut = false
    const { gateway } = createTestGateway({ clock })
    const failing = failureOf(
      gateway.send(
        upload(baseUrl, 1000, { timeout: 100_000, onUploadProgress: (sent, total) => (isOut ||= sent === total) }),
      ),
    )
    await seen(() => expect(isOut).toBe(true))
    clock.advance(99_000)
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(1_000)
    expect(await failing).toMatchObject({
      delivery: 'unknown',
      error: { code: 'network.timeout', params: { seconds: 100 } },
    })
  })
})

describe('cancelling', () => {
  it('cuts what is under way, at once and for good', async () => {
    const { baseUrl, read, closed, requests } = await start((request) => request.pause())
    const cancel = new AbortController()
    const { gateway, exchanges } = createTestGateway()
    const failing = failureOf(
      gateway.send(
        upload(baseUrl, large, {
          signal: cancel.signal,
          // Told again and again: also of what the system took before the server has seen the request.
          onUploadProgress: (sent) => sent > 0 && requests.length > 0 && cancel.abort(),
        }),
      ),
    )
    expect(await failing).toMatchObject({ delivery: 'unknown', error: { code: 'cancelled' } })
    // A server that reads on sees the end, and not the whole.
    requests[0]?.resume()
    await seen(() => expect(closed()).toBe(1))
    expect(read()).toBeLessThan(large)
    expect(exchanges).toMatchObject([{ errorCode: 'cancelled' }])
  })

  it('cuts it also when the collector has run meanwhile: no signal is lost with the request that carried it', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const { baseUrl, closed, requests } = await start((request) => request.pause())
    const cancel = new AbortController()
    const { promise: begun, resolve: begin } = Promise.withResolvers<true>()
    const onUploadProgress = (sent: number) => sent > 0 && requests.length > 0 && begin(true)
    const request = upload(baseUrl, large, { signal: cancel.signal, onUploadProgress })
    const failing = failureOf(createTestGateway().gateway.send(request))
    await begun
    collect()
    cancel.abort()
    expect(await failing).toMatchObject({ error: { code: 'cancelled' } })
    requests[0]?.resume()
    await seen(() => expect(closed()).toBe(1))
  })

  it('what waits for a place has sent nothing', async () => {
    const { baseUrl, requests } = await start((request) => request.resume())
    const { gateway } = createTestGateway()
    const ahead = [0, 1].map(() => {
      const cancel = new AbortController()
      return { cancel, failing: failureOf(gateway.send(upload(baseUrl, 10, { signal: cancel.signal }))) }
    })
    const cancel = new AbortController()
    const waiting = failureOf(gateway.send(upload(baseUrl, 10, { signal: cancel.signal })))
    await seen(() => expect(requests).toHaveLength(2))
    cancel.abort()
    expect(await waiting).toMatchObject({ delivery: 'notSent', error: { code: 'cancelled' } })
    for (const one of ahead) one.cancel.abort()
    await Promise.all(ahead.map(({ failing }) => failing))
    expect(requests).toHaveLength(2)
  })
})
