/** The stand-in must fail as Chromium does: the operator's messages are chosen by Chromium's words. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { nodeExecutable, standInArguments, standInEnvironment } from '../../runtime/launch'
import { net } from '../../runtime/network'

const tls = resolve(import.meta.dirname, '../../fixtures/tls')
const servers: Server[] = []
afterEach(() => servers.splice(0).forEach((server) => server.close()))

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}

const failureOf = (url: string): Promise<string> =>
  net
    .fetch(url)
    .then((response) => response.text())
    .catch((error: Error) => error.message)

/** A server that speaks no HTTP: each connection is treated so, once its first bytes are there. */
const rude = (treat: (socket: Socket) => void) =>
  createSocketServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => treat(socket))
  })

test('a name that does not exist', async () => {
  expect(await failureOf('https://provider.invalid/')).toBe('net::ERR_NAME_NOT_RESOLVED')
})

test('nobody listens', async () => {
  const server = createSocketServer()
  const port = await listen(server)
  await new Promise((closed) => server.close(closed))
  expect(await failureOf(`http://127.0.0.1:${port}/`)).toBe('net::ERR_CONNECTION_REFUSED')
})

test('the connection is reset', async () => {
  const port = await listen(rude((socket) => socket.resetAndDestroy()))
  expect(await failureOf(`http://127.0.0.1:${port}/`)).toBe('net::ERR_CONNECTION_RESET')
})

test('the connection is closed without an answer', async () => {
  const port = await listen(rude((socket) => socket.end()))
  expect(await failureOf(`http://127.0.0.1:${port}/`)).toBe('net::ERR_EMPTY_RESPONSE')
})

test('the answer is cut in its middle', async () => {
  const port = await listen(rude((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')))
  expect(await failureOf(`http://127.0.0.1:${port}/`)).toBe('net::ERR_CONTENT_LENGTH_MISMATCH')
})

test('a chunked answer is cut in its middle', async () => {
  const answer = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf'
  const port = await listen(rude((socket) => socket.end(answer)))
  expect(await failureOf(`http://127.0.0.1:${port}/`)).toBe('net::ERR_INCOMPLETE_CHUNKED_ENCODING')
})

test('an issuer that nobody knows', async () => {
  const material = {
    key: readFileSync(`${tls}/self-signed.key.pem`),
    cert: readFileSync(`${tls}/self-signed.cert.pem`),
  }
  const port = await listen(createTlsServer(material, (_request, response) => response.end()))
  expect(await failureOf(`https://127.0.0.1:${port}/`)).toBe('net::ERR_CERT_AUTHORITY_INVALID')
})

test('HTTPS is asked of a server that speaks HTTP', async () => {
  const port = await listen(createServer((_request, response) => response.end()))
  expect(await failureOf(`https://127.0.0.1:${port}/`)).toBe('net::ERR_SSL_PROTOCOL_ERROR')
})

/** A request of `net.request`, whose first event is told. */
const requestTo = (url: string, act?: (request: ReturnType<typeof net.request>) => void): Promise<string> =>
  new Promise((resolve) => {
    const request = net.request({ method: 'POST', url, credentials: 'omit', redirect: 'manual' })
    request.on('error', (error) => resolve(error.message))
    request.on('redirect', (status, _method, location) => resolve(`${status} ${location}`))
    request.on('response', ({ statusCode }) => resolve(String(statusCode)))
    request.on('abort', () => resolve('abort'))
    request.end(Buffer.from('body'))
    act?.(request)
  })

test('net.request fails in the same words', async () => {
  const closed = await listen(createSocketServer())
  await new Promise((done) => servers.pop()?.close(done))
  expect(await requestTo(`http://127.0.0.1:${closed}/`)).toBe('net::ERR_CONNECTION_REFUSED')
  expect(await requestTo('http://provider.invalid/')).toBe('net::ERR_NAME_NOT_RESOLVED')
  const resetting = await listen(rude((socket) => socket.resetAndDestroy()))
  expect(await requestTo(`http://127.0.0.1:${resetting}/`)).toBe('net::ERR_CONNECTION_RESET')
  const silent = await listen(rude((socket) => socket.end()))
  expect(await requestTo(`http://127.0.0.1:${silent}/`)).toBe('net::ERR_EMPTY_RESPONSE')
})

test('net.request tells of a redirect and does not follow it, and of its own end', async () => {
  const port = await listen(createServer((_request, response) => response.writeHead(302, { location: '/other' }).end()))
  expect(await requestTo(`http://127.0.0.1:${port}/`)).toBe(`302 http://127.0.0.1:${port}/other`)
  const waiting = await listen(createServer(() => undefined))
  expect(await requestTo(`http://127.0.0.1:${waiting}/`, (request) => request.abort())).toBe('abort')
})

test('net.request refuses what the stand-in does not do', () => {
  const options = { method: 'POST', url: 'http://127.0.0.1:1/', credentials: 'omit', redirect: 'manual' } as const
  expect(() => net.request({ ...options, redirect: 'follow' })).toThrow('follows no redirect')
  expect(() => net.request({ ...options, credentials: 'include' })).toThrow('without credentials')
  expect(() => net.request({ ...options, cache: 'no-store' })).toThrow('does not implement net.request { cache }')
  expect(() => net.request({ ...options, headers: { 'Content-Length': '4' } })).toThrow('cannot be set')
  const request = net.request(options)
  expect(() => request.chunkedEncoding).toThrow('does not implement ClientRequest.chunkedEncoding')
  expect(() => request.on('login', () => undefined)).toThrow("the event 'login'")
  request.on('error', () => undefined)
  request.abort()
})

test('an aborted request keeps its own reason', async () => {
  const port = await listen(createServer(() => undefined))
  const aborted = net.fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1) })
  await expect(aborted).rejects.toThrow(DOMException)
})

async function failureThroughProxy(proxy: string, url: string, way: 'fetch' | 'request'): Promise<string> {
  const script = resolve(import.meta.dirname, 'fetch-script.ts')
  const env = { ...process.env, ...standInEnvironment, https_proxy: proxy, http_proxy: proxy }
  return (await promisify(execFile)(nodeExecutable, [...standInArguments, script, url, way], { env })).stdout.trim()
}

describe.each(['fetch', 'request'] as const)('net.%s', (way) => {
  test('a proxy that nobody runs', async () => {
    const server = createSocketServer()
    const port = await listen(server)
    await new Promise((closed) => server.close(closed))
    const failure = await failureThroughProxy(`http://127.0.0.1:${port}`, 'https://provider.invalid/', way)
    expect(failure).toBe('net::ERR_PROXY_CONNECTION_FAILED')
  })

  test('a proxy that refuses the tunnel', async () => {
    const proxy = createServer()
    proxy.on('connect', (_request, socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
    const port = await listen(proxy)
    const failure = await failureThroughProxy(`http://127.0.0.1:${port}`, 'https://provider.invalid/', way)
    expect(failure).toBe('net::ERR_TUNNEL_CONNECTION_FAILED')
  })

  test('loopback never goes through the proxy', async () => {
    const port = await listen(createServer((_request, response) => response.end('direct')))
    expect(await failureThroughProxy('http://127.0.0.1:9', `http://127.0.0.1:${port}/`, way)).toBe('direct')
  })
})
