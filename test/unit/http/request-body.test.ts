import { gzipSync } from 'node:zlib'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { GatewayRequest, Quota } from '../../../src-main/http/gateway'
import { createTestGateway, failureOf, requestTo } from './bad-provider'

interface Arrived {
  headers: IncomingHttpHeaders
  body: Buffer
}

let close: (() => void) | undefined
afterEach(() => close?.())

/** Keeps bytes and headers as they came, which the servers of the other tests do not. */
async function startRecorder(answer: Buffer, headers: Record<string, string> = {}, status = 200) {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      arrived.push({ headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(status, headers).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => server.closeAllConnections()
  return { baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, arrived }
}

const withContent = (baseUrl: string, content: Partial<GatewayRequest>): GatewayRequest => {
  const request: GatewayRequest = { ...requestTo(baseUrl), ...content }
  delete request.body
  return request
}

describe('what a request carries', () => {
  it('sends a form url-encoded and writes down no secret of it', async () => {
    const { baseUrl, arrived } = await startRecorder(Buffer.from('{}'))
    const { gateway, exchanges } = createTestGateway()
    const form = { grant_type: 'authorization_code', client_secret: 's&cret=1', code: 'auth code ü' }
    await gateway.send(withContent(baseUrl, { authorization: null, form, secrets: [form.code] }))
    expect(arrived[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(arrived[0]?.body.toString()))).toEqual(form)
    expect(exchanges[0]?.requestBody).toContain('grant_type=authorization_code')
    expect(exchanges[0]?.requestBody).not.toMatch(/cret=1|cret%3D1|auth\+code|auth%20code/)
  })

  it('sends a file byte for byte, and the journal has its name and length only', async () => {
    const { baseUrl, arrived } = await startRecorder(Buffer.from('{}'))
    const { gateway, exchanges } = createTestGateway()
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256)
    await gateway.send(
      withContent(baseUrl, {
        parts: [
          { name: 'title', value: 'мой файл' },
          { name: 'file', fileName: 'hello.wav', contentType: 'audio/wav', bytes },
        ],
      }),
    )
    const { headers, body } = arrived[0] ?? { headers: {}, body: Buffer.alloc(0) }
    const read = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData()
    expect(read.get('title')).toBe('мой файл')
    const file = read.get('file') as File
    expect([file.name, file.type]).toEqual(['hello.wav', 'audio/wav'])
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
    expect(JSON.parse(exchanges[0]?.requestBody ?? '')).toEqual({
      'multipart/form-data': [
        { name: 'title', value: 'мой файл' },
        { name: 'file', fileName: 'hello.wav', contentType: 'audio/wav', bytes: 70_000 },
      ],
    })
  })

  it('asks for gzip and unpacks it', async () => {
    const { baseUrl, arrived } = await startRecorder(gzipSync('{"packed":true}'), { 'content-encoding': 'gzip' })
    const { body } = await createTestGateway().gateway.send(requestTo(baseUrl))
    expect(arrived[0]?.headers['accept-encoding']).toBe('gzip')
    expect(body).toEqual({ packed: true })
  })
})

describe('what the headers and an error body tell', () => {
  it('reports the quota with every answer, refusals included', async () => {
    const quotas: [string, Quota][] = []
    const headers = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '1800' }
    const { baseUrl } = await startRecorder(Buffer.from('{"message":"no"}'), headers, 400)
    const { gateway } = createTestGateway({ onQuota: (accountId, quota) => quotas.push([accountId, quota]) })
    await failureOf(gateway.send(requestTo(baseUrl)))
    expect(quotas).toMatchObject([['account', { limit: 1000, remaining: 3 }]])
    expect((quotas[0]?.[1].resetsAt ?? 0) - Date.now()).toBeGreaterThan(1_790_000)
  })

  const partial: Record<string, string>[] = [
    {},
    { 'x-ratelimit-limit': '1000' },
    { 'x-ratelimit-limit': 'many', 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '5' },
  ]
  it.each(partial)('makes up no quota out of %j', async (headers) => {
    const quotas: Quota[] = []
    const { baseUrl } = await startRecorder(Buffer.from('{}'), headers)
    await createTestGateway({ onQuota: (_account, quota) => quotas.push(quota) }).gateway.send(requestTo(baseUrl))
    expect(quotas).toEqual([])
  })

  it.each([
    ['{"message":"no","status":"user_blocked"}', 'user_blocked'],
    ['{"error":"invalid_grant"}', 'invalid_grant'],
    ['{"error":"A sentence."}', undefined],
    ['not json', undefined],
    ['null', undefined],
  ])('keeps the machine word of %s', async (text, word) => {
    const { baseUrl } = await startRecorder(Buffer.from(text), {}, 403)
    expect((await failureOf(createTestGateway().gateway.send(requestTo(baseUrl)))).providerCode).toBe(word)
  })
})
