import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src-main/sandbox/sandbox'

const started: Sandbox[] = []

/** A sandbox that is closed after the test. */
export async function sandbox(options?: SandboxOptions): Promise<Sandbox> {
  const running = await startSandbox(options)
  started.push(running)
  return running
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((running) => running.close()))
})

export interface Answer {
  status: number
  /** The parsed text; undefined when it is no JSON. */
  body: unknown
  text: string
  assumed: string | null
}

/** Sends a request as curl would; `body` is sent as it is when it is a text. */
export async function call(
  { exolve }: Sandbox,
  path: string,
  body: unknown = {},
  { method = 'POST', authorization = `Bearer ${exolve.apiKey}` as string | null } = {},
): Promise<Answer> {
  const response = await fetch(exolve.baseUrl + path, {
    method,
    headers: authorization === null ? {} : { authorization },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    text,
    body: parsed(text),
    assumed: response.headers.get('x-sandbox-assumed'),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One of the document's example bodies, as text. */
export function example(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../fixtures/exolve', `${name}.json`), 'utf8')
}
