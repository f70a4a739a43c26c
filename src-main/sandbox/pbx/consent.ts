/** The page on which a user lets an application in, and the way back from it. */
import type { ProviderAnswer } from '../provider'

interface Consent {
  status: number
  /** Name of the application that asks; null: the request is wrong and there is nothing to decide. */
  application: string | null
  message: string | null
}

export function consentPage({ status, application, message }: Consent): ProviderAnswer {
  const note = message === null ? '' : `<p role="alert">${escaped(message)}</p>`
  const form =
    application === null
      ? ''
      : `<p>${escaped(application)} asks for access to the demo company.</p>
<form method="post">
<p><label>Login <input name="username" autocomplete="off"></label></p>
<p><label>Password <input name="password" type="password"></label></p>
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p>
</form>`
  return {
    status,
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Demo cloud PBX</title></head><body><h1>Demo cloud PBX</h1>
${note}${form}</body></html>`,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    acted: false,
  }
}

export function redirectTo(address: string, answer: Record<string, string>): ProviderAnswer {
  const url = new URL(address)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  return { status: 302, body: '', headers: { location: url.href }, acted: true }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
