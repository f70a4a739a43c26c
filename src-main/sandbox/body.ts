/** The body of a request as it comes off the socket. */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { UploadFault } from './faults'
import type { FilePart, Parts } from './provider'

/** Uploads of 10 MB and what surrounds them. */
const largestBody = 16 * 1024 * 1024

export interface Body {
  text: string
  parts: Parts | null
}

/**
 * @returns null when a fault made it stop after half of what was announced.
 * @throws Error for more than 16 MiB, the system's error when the client leaves while it sends.
 */
export async function readBody(incoming: IncomingMessage, fault: UploadFault | null): Promise<Body | null> {
  const cut = fault?.kind === 'cutUpload'
  const half = Number(incoming.headers['content-length'] ?? 0) / 2
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (cut && size >= half) return null
    if (size > largestBody) throw new Error('Request body is too large')
    chunks.push(chunk)
    // What is not read fills the buffers of the line, and then the client has to wait.
    if (fault?.kind === 'slowUpload') await wait((chunk.length * 1000) / fault.bytesPerSecond)
  }
  if (cut) return null
  const bytes = Buffer.concat(chunks)
  const type = incoming.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) return { text: bytes.toString('utf8'), parts: null }
  const parts = await readParts(bytes, type)
  return { text: parts ? described(parts) : `${bytes.length} bytes that are no multipart body`, parts }
}

async function readParts(bytes: Buffer<ArrayBuffer>, type: string): Promise<Parts | null> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null)
  if (!form) return null
  const parts = new Map<string, string | FilePart>()
  for (const [name, value] of form) {
    if (typeof value === 'string') parts.set(name, value)
    else parts.set(name, { filename: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) })
  }
  return parts
}

/** The parts as JSON; a file by name, size in bytes and SHA-256, so that a ledger of uploads stays readable. */
function described(parts: Parts): string {
  const describe = ({ filename, bytes }: FilePart): object => ({
    filename,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  return JSON.stringify(
    Object.fromEntries([...parts].map(([name, part]) => [name, typeof part === 'string' ? part : describe(part)])),
  )
}
