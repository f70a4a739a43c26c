import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src-main/http/gateway'
import { toCurl } from '../../../src-main/http/curl'

describe('curl command', () => {
  const body = { name: `it's "quoted" $HOME \\ \`x\``, text: 'строка\n2' }

  it('shows the request with a stand-in for the key', () => {
    expect(toCurl({ method: 'POST', url: 'https://a.example/x', body: { a: "it's" } })).toBe(
      [
        `curl -X POST 'https://a.example/x'`,
        `-H "Authorization: Bearer $TOKEN"`,
        `-H 'Content-Type: application/json'`,
        String.raw`--data-raw '{"a":"it'\''s"}'`,
      ].join(' \\\n  '),
    )
  })

  it('has no body where the request has none', () => {
    expect(toCurl({ method: 'GET', url: 'https://a.example/x' })).not.toContain('data')
  })

  it('shows forms, with files by their names', () => {
    expect(toCurl({ method: 'POST', url: 'https://a.example/x', form: 'a=1&b=2' })).toContain("--data-raw 'a=1&b=2'")
    const form: Json = {
      'multipart/form-data': [
        { name: 'title', value: 'Hello' },
        { name: 'file', fileName: 'hello.wav', contentType: 'audio/wav', bytes: 4 },
      ],
    }
    const command = toCurl({ method: 'POST', url: 'https://a.example/x', body: form })
    expect(command).toContain("-F 'title=Hello' \\\n  -F 'file=@hello.wav;type=audio/wav'")
    expect(command).not.toContain('application/json')
  })

  // A POSIX shell itself reads the quoting back; Windows has none to ask.
  it.runIf(process.platform !== 'win32')('survives the shell exactly', () => {
    const command = toCurl({ method: 'POST', url: "https://a.example/?q='x'&y=$(id)", body })
    const script = `curl() { for a in "$@"; do printf '%s\\0' "$a"; done; }; TOKEN=key; ${command}`
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0')
    expect(words).toContain("https://a.example/?q='x'&y=$(id)")
    expect(words).toContain('Authorization: Bearer key')
    expect(words).toContain(JSON.stringify(body))
  })
})
