/** The three ways in which a request carries its content, encoded for the wire and written down for people. */
import type { Json } from './gateway'
import type { Redactor } from './redact'

/** A field of a form with files (`multipart/form-data`). */
export type RequestPart =
  | { name: string; value: string }
  | { name: string; fileName: string; contentType: string; bytes: Uint8Array<ArrayBuffer> }

/** What a request carries; at most one of the three. */
export interface RequestContent {
  /** Sent as JSON. */
  body?: Json
  /** Sent url-encoded, as OAuth asks for. */
  form?: Record<string, string>
  /** Sent as a form with files. */
  parts?: readonly RequestPart[]
}

export interface EncodedBody {
  data: string | Uint8Array<ArrayBuffer> | undefined
  contentType: string | null
}

const formContentType = 'application/x-www-form-urlencoded'

export async function encodeBody({ body, form, parts }: RequestContent): Promise<EncodedBody> {
  if (parts) {
    const fields = new FormData()
    for (const part of parts) {
      if ('value' in part) fields.append(part.name, part.value)
      else fields.append(part.name, new Blob([part.bytes], { type: part.contentType }), part.fileName)
    }
    // The platform's own encoder chooses a boundary that is in none of the files.
    const encoded = new Response(fields)
    const contentType = encoded.headers.get('content-type')
    return { data: new Uint8Array(await encoded.arrayBuffer()), contentType }
  }
  if (form) return { data: new URLSearchParams(form).toString(), contentType: formContentType }
  if (body !== undefined) return { data: JSON.stringify(body), contentType: 'application/json' }
  return { data: undefined, contentType: null }
}

/**
 * The same for the journal, secrets blanked: JSON as it is, a form url-encoded, and of files their name, type and length
 * in bytes, as an object that stands for the parts.
 */
export function describeBody({ body, form, parts }: RequestContent, redactor: Redactor): string | null {
  if (parts) return redactor.json(describeParts(parts))
  if (form) return redactor.text(new URLSearchParams(form).toString())
  return body === undefined ? null : redactor.json(body)
}

/** What a review shows of a form with files. */
export const describeParts = (parts: readonly RequestPart[]): Json => ({
  'multipart/form-data': parts.map((part): Json =>
    'value' in part
      ? { name: part.name, value: part.value }
      : { name: part.name, fileName: part.fileName, contentType: part.contentType, bytes: part.bytes.length },
  ),
})
