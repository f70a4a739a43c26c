/** A request as a command for the shell, to be repeated or shown to the provider's support. */
import type { Json } from './gateway'

interface CurlRequest {
  method: string
  url: string
  body?: Json | undefined
}

/** @returns a POSIX shell command. The key is never in it: `$TOKEN` stands in its place. */
export function toCurl({ method, url, body }: CurlRequest): string {
  const parts = [`curl -X ${method} ${quote(url)}`, '-H "Authorization: Bearer $TOKEN"']
  if (body !== undefined) {
    parts.push(`-H ${quote('Content-Type: application/json')}`, `--data-raw ${quote(JSON.stringify(body))}`)
  }
  return parts.join(' \\\n  ')
}

/** Single quotes keep everything as it is; a quote inside is closed, escaped, and opened again. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
