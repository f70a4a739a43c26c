/** A request that must never happen twice, and the network stack that would send it again by itself. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { afterEach, expect, test, vi } from 'vitest'
import { findChromium } from '../../runtime/chromium'
import { session } from '../../runtime/session'
import { createTestGateway, failureOf, requestTo } from './bad-provider'

// Chromium has to start.
vi.setConfig({ testTimeout: 120_000 })

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/** Answers the first POST of each connection and cuts the connection at the second. @returns the connection of each POST */
async function startForgetful(): Promise<{ baseUrl: string; posts: number[] }> {
  const posts: number[] = []
  const sockets: object[] = []
  const server = createServer((request, response) => {
    const { socket } = request
    const isNew = !sockets.includes(socket)
    if (isNew) sockets.push(socket)
    request.resume().on('end', () => {
      if (request.method !== 'POST') {
        response.setHeader('content-type', 'text/html').end('')
        return
      }
      const isSecond = posts.includes(sockets.indexOf(socket))
      posts.push(sockets.indexOf(socket))
      if (isSecond) socket.destroy()
      else response.end('{}')
    })
  })
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, posts }
}

test('Chromium sends a POST again when a connection that it had kept open dies', async () => {
  const { baseUrl, posts } = await startForgetful()
  const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: false })
  try {
    const page = await browser.newPage()
    await page.goto(baseUrl)
    const post = () => page.evaluate((url) => fetch(url, { method: 'POST' }).then(({ status }) => status), baseUrl)
    expect([await post(), await post()]).toEqual([200, 200])
    // Two calls, three requests: this is what a purchase must be kept from.
    expect(posts).toHaveLength(3)
  } finally {
    await browser.close()
  }
})

test('a singular request goes over a connection of its own, one at a time', async () => {
  const { baseUrl, posts } = await startForgetful()
  const single = session.fromPartition('test')
  const { gateway } = createTestGateway({
    async fetchOnNewConnection(input, init) {
      await single.closeAllConnections()
      return single.fetch(input instanceof URL ? input.href : input, init)
    },
  })
  const send = () => gateway.send(requestTo(baseUrl, { singular: true }))
  await Promise.all([send(), send(), send()])
  expect(new Set(posts).size).toBe(3)
})

test('a singular request whose connection dies is not sent again', async () => {
  let posts = 0
  const server = createServer((request) => {
    posts += 1
    request.socket.destroy()
  })
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { gateway } = createTestGateway()
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const failure = await failureOf(gateway.send(requestTo(baseUrl, { singular: true })))
  expect(failure).toMatchObject({ delivery: 'unknown', error: { code: 'network.cut' } })
  expect(posts).toBe(1)
})
