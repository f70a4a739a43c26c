/** A request that must never happen twice, and the network stack that would send it again by itself. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findChromium } from '../../runtime/chromium'
import { session } from '../../runtime/session'
import { createTestGateway, failureOf, requestTo } from './bad-provider'
import { seen } from '../until'

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
    // Whether what was sent again is answered is of no matter: it may meet another connection that dies.
    const post = () =>
      page.evaluate(
        (url) =>
          fetch(url, { method: 'POST' })
            .catch(() => null)
            .then(() => true),
        baseUrl,
      )
    // How many connections it keeps open is its own affair, but six at most: one of them is soon used again.
    let calls = 0
    for (; posts.length === calls && calls < 7; calls += 1) await post()
    // More requests than calls: this is what a purchase must be kept from.
    expect(posts.length).toBeGreaterThan(calls)
  } finally {
    await browser.close()
  }
})

test('singular requests go over connections of their own, as many at once as there are places', async () => {
  const { baseUrl, posts } = await startForgetful()
  const singles = ['one', 'two', 'three'].map((name) => session.fromPartition(name))
  let underWay = 0
  let most = 0
  const { gateway } = createTestGateway({
    async fetchOnNewConnection(input, init, place) {
      most = Math.max(most, (underWay += 1))
      const single = singles[place]
      await single?.closeAllConnections()
      const answer = single?.fetch(input instanceof URL ? input.href : input, init)
      if (!answer) throw new Error('no such place')
      return answer.finally(() => (underWay -= 1))
    },
    singularAtOnce: singles.length,
  })
  const send = () => gateway.send(requestTo(baseUrl, { singular: true }))
  await Promise.all(Array.from({ length: 9 }, send))
  expect(new Set(posts).size).toBe(9)
  expect(most).toBe(3)
})

test('a place is used again only when its request is over, also when it was given up', async () => {
  const places: number[] = []
  const answers: ((response: Response) => void)[] = []
  const { gateway } = createTestGateway({
    fetchOnNewConnection(_input, _init, place) {
      places.push(place)
      return new Promise((resolve) => answers.push(resolve))
    },
    singularAtOnce: 2,
  })
  const cancel = new AbortController()
  const send = (more = {}) => gateway.send(requestTo('http://127.0.0.1:1', { singular: true, ...more }))
  const [first, given, third] = [send(), failureOf(send({ signal: cancel.signal })), send()]
  await seen(() => expect(places).toEqual([0, 1]))
  cancel.abort()
  expect(await given).toMatchObject({ delivery: 'unknown', error: { code: 'cancelled' } })
  await seen(() => expect(places).toEqual([0, 1, 1]))
  answers[0]?.(new Response('{}'))
  answers[2]?.(new Response('{}'))
  await Promise.all([first, third])
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
