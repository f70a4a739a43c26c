import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import type { Sandbox } from '../../../../src-main/sandbox/sandbox'
import { sandbox } from '../call'

interface Answer {
  status: number
  body: unknown
  text: string
  /** true: the sandbox says that this is not Twin's word. */
  assumed: boolean
}

/** The demo Twin with a clock that only moves when told to, and a token. */
export async function twin(options: { jobs?: number } = {}) {
  const clock = { now: Date.UTC(2026, 0, 12, 9) }
  const running = await sandbox({ now: () => clock.now, twin: { jobs: 0, ...options } })
  let token = ''
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(running.twin.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isAssumed = response.headers.get('x-sandbox-only') === 'true'
    return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text), assumed: isAssumed }
  }
  const login = async (ttl?: number): Promise<{ token: string; refreshToken: string }> => {
    const { email, password } = running.twin
    const { body } = await call('POST', '/iam/api/v1/auth/login', { email, password, ttl })
    const answer = body as { token: string; refreshToken: string }
    token = answer.token
    return answer
  }
  await login()
  return { running, clock, call, login, state: running.twin.state }
}

/** One of the documents' example bodies. */
export const example = (name: 'auto-call' | 'incoming-rules'): Record<string, unknown> =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/twin', `${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >

/** Sends a GET with a Host header of its own, which fetch does not allow. @returns the status */
export function getAs(host: string, path: string, { twin: { baseUrl } }: Sandbox): Promise<number | undefined> {
  const url = new URL(baseUrl + path)
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}
