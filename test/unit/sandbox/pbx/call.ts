import { type Sandbox, type SandboxOptions } from '../../../../src-main/sandbox/sandbox'
import type { User } from '../../../../src-main/sandbox/pbx/state'
import { sandbox } from '../call'

export interface Answer {
  status: number
  /** The parsed text; undefined when it is no JSON. */
  body: unknown
  text: string
  headers: Headers
  assumed: string | null
}

export interface Caller {
  running: Sandbox
  state: Sandbox['pbx']['state']
  /** Calls a path below the API's base with a token. */
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  put(path: string, body: unknown): Promise<Answer>
  remove(path: string): Promise<Answer>
}

/** A sandbox and somebody who has a token of it. */
export async function caller(options?: SandboxOptions, login?: Partial<User>): Promise<Caller> {
  const running = await sandbox(options)
  return callerOf(running, await tokenOf(running, login))
}

export function callerOf(running: Sandbox, token: string | null): Caller {
  const send = (method: string) => (path: string, body?: unknown) => call(running, method, path, body, token)
  return {
    running,
    state: running.pbx.state,
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    remove: send('DELETE'),
  }
}

/** Sends a request as curl would: an object as JSON, a text as it is, FormData as multipart. */
export async function call(
  { pbx }: Sandbox,
  method: string,
  path: string,
  body: unknown,
  token: string | null,
): Promise<Answer> {
  const isForm = body instanceof FormData
  const isJson = body !== undefined && !isForm
  const response = await fetch(`${pbx.baseUrl}/api/ver1.0${path}`, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(isJson && { 'content-type': 'application/json' }),
    },
    ...(isForm && { body }),
    ...(isJson && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return answerOf(response)
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const { status, headers } = response
  return { status, headers, text, body: parsed(text), assumed: headers.get('x-sandbox-assumed') }
}

/** Asks /oauth/token. */
export async function askToken({ pbx }: Sandbox, fields: Record<string, string>): Promise<Answer> {
  const { clientId, clientSecret } = pbx
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields })
  return answerOf(await fetch(`${pbx.baseUrl}/oauth/token`, { method: 'POST', body }))
}

/** A token of the user that has these properties; of the handed-out one without. */
export async function tokenOf(running: Sandbox, wanted: Partial<User> = {}): Promise<string> {
  const user = running.pbx.state.users.find((candidate) =>
    Object.entries(wanted).every(([name, value]) => Reflect.get(candidate, name) === value),
  )
  const fields = { grant_type: 'password', username: user?.login ?? '', password: user?.password ?? '' }
  const { body } = await askToken(running, fields)
  return String(Reflect.get(Object(body), 'access_token'))
}

/** Fields of a sound upload. */
export function upload(filename: string, content: Uint8Array, title?: string): FormData {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(content)], filename))
  if (title !== undefined) form.set('title', title)
  return form
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
