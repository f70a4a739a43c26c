/** A request as a command for the shell, to be repeated or shown to the provider's support. */
import { z } from 'zod'
import type { Json } from './gateway'

interface CurlRequest {
  method: string
  url: string
  /** JSON; or a form with files, as `describeParts` writes it. */
  body?: Json | undefined
  /** Instead of `body`: a url-encoded form. */
  form?: string | undefined
}

/** @returns a POSIX shell command. The key is never in it: `$TOKEN` stands in its place. */
export function toCurl({ method, url, body, form }: CurlRequest): string {
  const parts = [`curl -X ${method} ${quote(url)}`, '-H "Authorization: Bearer $TOKEN"']
  const described = describedParts.safeParse(body)
  if (form !== undefined) parts.push(`--data-raw ${quote(form)}`)
  else if (described.success) {
    for (const part of described.data[multipart]) parts.push(`-F ${quote(fieldOf(part))}`)
  } else if (body !== undefined) {
    parts.push(`-H ${quote('Content-Type: application/json')}`, `--data-raw ${quote(JSON.stringify(body))}`)
  }
  return parts.join(' \\\n  ')
}

const multipart = 'multipart/form-data'
const describedParts = z.strictObject({
  [multipart]: z.array(
    z.union([
      z.object({ name: z.string(), value: z.string() }),
      z.object({ name: z.string(), fileName: z.string(), contentType: z.string() }),
    ]),
  ),
})

type DescribedPart = z.infer<typeof describedParts>[typeof multipart][number]

/** curl takes the file from where the command is run. */
const fieldOf = (part: DescribedPart): string =>
  'value' in part ? `${part.name}=${part.value}` : `${part.name}=@${part.fileName};type=${part.contentType}`

/** Single quotes keep everything as it is; a quote inside is closed, escaped, and opened again. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
