/** Prints how the stand-in's `net.fetch`, or `net.request`, fails for the address in the argument; started with and without a proxy. */
import { net } from 'electron'

const [, , url = '', way = 'fetch'] = process.argv

function sendByRequest(): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const request = net.request({ method: 'POST', url, credentials: 'omit', redirect: 'manual' })
  request.on('error', reject)
  request.on('response', (answer) => answer.on('data', (chunk) => resolve(chunk.toString())))
  request.end(Buffer.from('body'))
  return promise
}

try {
  console.log(await (way === 'fetch' ? net.fetch(url).then((response) => response.text()) : sendByRequest()))
} catch (error) {
  console.log(error instanceof Error ? error.message : error)
}
process.exit()
