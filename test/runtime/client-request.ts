/**
 * `net.request`: Node's http, whose failures are told in Chromium's words. As far as the program goes: a body given as a whole, no
 * cookies, no redirects, each request over a connection of its own.
 */
import { Agent as HttpAgent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { createGunzip } from 'node:zlib'
import type { ClientRequest as ElectronRequest, ClientRequestConstructorOptions } from 'electron'
import { cutAnswer, toChromiumError } from './chromium-errors.ts'
import { proxyFor } from './proxy.ts'
import { refuseUnknown, strict, StrictEmitter } from './strict.ts'

/** Bytes that Chromium takes out of a body at once (net/http/http_stream_parser.cc). */
const bodyBuffer = 16 * 1024

/** Headers that Electron's documentation forbids to set. */
const restricted = /^(content-length|host|trailer|te|upgrade|cookie2|keep-alive|transfer-encoding)$/i

class StandInRequest extends StrictEmitter {
  private readonly client: ClientRequest
  private readonly url: string
  private progress = { active: false, started: false, current: 0, total: 0 }
  private hasAnswer = false
  private isAborted = false
  private isOver = false

  constructor(options: ClientRequestConstructorOptions) {
    super('ClientRequest', ['response', 'redirect', 'error', 'abort', 'close'])
    const { method = 'GET', url = '', headers = {}, credentials, redirect } = options
    refuseUnknown('net.request', options, ['method', 'url', 'headers', 'session', 'credentials', 'redirect'])
    if (credentials !== 'omit' || redirect !== 'manual')
      throw new Error('The stand-in runtime sends requests of net.request without credentials and follows no redirect.')
    for (const name of Object.keys(headers)) if (restricted.test(name)) throw new Error(`${name} cannot be set`)
    this.url = url
    const isSecure = new URL(url).protocol === 'https:'
    const proxyEnv = proxyFor(url) ? process.env : {}
    const agent = isSecure ? new HttpsAgent({ proxyEnv }) : new HttpAgent({ proxyEnv })
    this.client = (isSecure ? requestHttps : requestHttp)(url, { method, headers, agent })
    this.client.on('response', (answer) => this.answered(answer))
    this.client.on('error', (error) => {
      // As Chromium does, the answer is read although the rest of the body found no taker.
      if (!this.hasAnswer) this.fail(toChromiumError(error, url))
    })
    this.client.on('close', () => this.finish())
  }

  end(body: Buffer): this {
    this.client.setHeader('content-length', body.length)
    this.progress = { active: true, started: false, current: 0, total: 0 }
    void this.sendBody(body)
    return this
  }

  abort(): void {
    if (this.isOver) return
    this.isAborted = true
    this.finish()
    this.client.destroy()
  }

  getUploadProgress() {
    return { ...this.progress }
  }

  private async sendBody(body: Buffer): Promise<void> {
    for (let at = 0; at < body.length && !this.client.destroyed; at += bodyBuffer) {
      const part = body.subarray(at, at + bodyBuffer)
      // Called back once the system has taken it, or the connection is gone.
      const isLost = await new Promise<boolean>((done) => this.client.write(part, (error) => done(Boolean(error))))
      if (isLost) return
      this.progress = { active: true, started: true, current: at + part.length, total: body.length }
    }
    this.client.end()
  }

  private answered(answer: IncomingMessage): void {
    const { statusCode: status = 0, headers } = answer
    this.hasAnswer = true
    if (headers.location !== undefined && [301, 302, 303, 307, 308].includes(status)) {
      const location = new URL(headers.location, this.url).href
      this.emit('redirect', status, status === 303 ? 'GET' : this.client.method, location, headers)
      // Nobody can follow it here, so that it ends as Electron ends one that is not followed.
      if (!this.isOver) this.fail(new Error('Redirect was cancelled'))
      return
    }
    const message = new StandInAnswer(status, headers as Record<string, string | string[]>)
    const lose = (error: Error) => {
      if (!this.isAborted) message.emit('error', error)
    }
    const isPacked = headers['content-encoding'] === 'gzip'
    const body = isPacked ? answer.pipe(createGunzip()) : answer
    body.on('data', (chunk: Buffer) => message.emit('data', chunk))
    body.on('end', () => message.emit('end'))
    answer.on('error', () => lose(cutAnswer(headers['transfer-encoding'] === 'chunked')))
    if (isPacked) body.on('error', () => lose(new Error('net::ERR_CONTENT_DECODING_FAILED')))
    this.emit('response', strict('IncomingMessage', message))
  }

  private fail(error: Error): void {
    if (this.isOver) return
    this.emit('error', error)
    this.finish()
    this.client.destroy()
  }

  private finish(): void {
    if (this.isOver) return
    this.isOver = true
    process.nextTick(() => {
      if (this.isAborted) this.emit('abort')
      this.emit('close')
    })
  }
}

class StandInAnswer extends StrictEmitter {
  readonly statusCode: number
  readonly headers: Record<string, string | string[]>

  constructor(statusCode: number, headers: Record<string, string | string[]>) {
    super('IncomingMessage', ['data', 'end', 'error', 'aborted'])
    this.statusCode = statusCode
    this.headers = headers
  }
}

export const openRequest = (options: ClientRequestConstructorOptions): ElectronRequest =>
  strict('ClientRequest', new StandInRequest(options)) as unknown as ElectronRequest
