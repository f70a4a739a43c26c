import { describe, expect, it } from 'vitest'
import { createRedactor, excerptOf, hide, maskPhones } from '../../../src-main/http/redact'

describe('redactor', () => {
  const secret = 'a+b/c"d=\\é&<😀 9'
  const utf8 = Buffer.from(secret)
  it.each<[string, string]>([
    ['as it is', secret],
    ['in a URL', encodeURIComponent(secret)],
    ['in a URL, with small digits', encodeURIComponent(secret).replace(/%../g, (byte) => byte.toLowerCase())],
    ['in a url-encoded form', new URLSearchParams({ s: secret }).toString().slice('s='.length)],
    ['as JavaScript writes JSON', JSON.stringify(secret).slice(1, -1)],
    ['as Python writes JSON', String.raw`a+b/c\"d=\\\u00e9&<\ud83d\ude00 9`],
    ['as PHP writes JSON', String.raw`a+b\/c\"d=\\\u00e9&<\ud83d\ude00 9`],
    ['as .NET writes JSON', String.raw`a\u002Bb/c\u0022d=\\\u00E9\u0026\u003C\uD83D\uDE00 9`],
    ['in HTML', 'a+b/c&quot;d=\\é&amp;&lt;😀 9'],
    ['in HTML by numbers', 'a&#43;b/c&#34;d=\\&#233;&#x26;&#x3C;&#x1F600; 9'],
    ['in base64', utf8.toString('base64')],
    ['in base64 for URLs', utf8.toString('base64url')],
  ])('takes out a known secret %s', (_how, spelling) => {
    const redactor = createRedactor()
    redactor.register(secret)
    expect(redactor.text(`before ${spelling} after`)).toMatch(/^before \[redacted\][\w=]{0,2} after$/)
    expect(hide(`before ${spelling} after`, [secret])).toMatch(/^before \[redacted\][\w=]{0,2} after$/)
  })

  it.each(['', 'u', 'us', 'user:', 'client-id:'])('takes a secret out of base64 that begins with "%s"', (before) => {
    const redactor = createRedactor()
    redactor.register('S3cr3t-key-of-Exolve')
    const encoded = Buffer.from(`${before}S3cr3t-key-of-Exolve:more`).toString('base64')
    const redacted = redactor.text(`<${encoded}>`)
    expect(redacted).toContain('[redacted]')
    expect(Buffer.from(redacted.replace('[redacted]', '')).toString()).not.toMatch(/[\w+/]{16}.*[\w+/]{16}/)
    for (const piece of redacted.split('[redacted]'))
      for (const start of [0, 1, 2, 3])
        expect(Buffer.from(piece.slice(start), 'base64').toString()).not.toMatch(/S3cr3t|Exolve/)
  })

  it('takes out a secret that became known after others', () => {
    const redactor = createRedactor()
    redactor.register('first-secret')
    expect(redactor.text('first-secret later-secret')).toBe('[redacted] later-secret')
    redactor.register('later-secret')
    expect(redactor.text('first-secret later-secret')).toBe('[redacted] [redacted]')
  })

  it('takes nothing out for a secret that is too short to be one', () => {
    const redactor = createRedactor()
    redactor.register('abc')
    redactor.register('')
    expect(redactor.text('abcabc')).toBe('abcabc')
  })

  it('takes out the longer of two secrets that begin alike', () => {
    const redactor = createRedactor()
    redactor.register('secret')
    redactor.register('secret-longer')
    expect(redactor.text('<secret-longer>')).toBe('<[redacted]>')
    expect(hide('<secret-longer>', ['secret', 'secret-longer'])).toBe('<[redacted]>')
  })

  it.each([
    ['{"password":"p","user":"u"}', '{"password":"[redacted]","user":"u"}'],
    ['{"access_token" : "a\\"b", "n":1}', '{"access_token" : "[redacted]", "n":1}'],
    ['{"apiKey":123,"x":[1]}', '{"apiKey":"[redacted]","x":[1]}'],
    ['{"tokens":["a","b"],"x":1}', '{"tokens":"[redacted]","x":1}'],
    ['{"password":"cut off in the mid', '{"password":"[redacted]"'],
    [
      String.raw`{"error":"bad {\"password\":\"p\",\"user\":\"u\"}"}`,
      String.raw`{"error":"bad {\"password\":\"[redacted]\",\"user\":\"u\"}"}`,
    ],
    ['GET /x?token=abc&y=1', 'GET /x?token=[redacted]&y=1'],
    ['authorization: Bearer abcdef123', 'authorization: Bearer [redacted]'],
    ['{"error":"malformed token"}', '{"error":"malformed token"}'],
    ['-H "Authorization: Bearer $TOKEN"', '-H "Authorization: Bearer $TOKEN"'],
  ])('%s', (text, redacted) => {
    expect(createRedactor().text(text)).toBe(redacted)
  })

  it('blanks whole branches under a telling name', () => {
    expect(createRedactor().json({ credentials: { a: { b: 'x' } }, ok: 1 })).toBe('{"credentials":"[redacted]","ok":1}')
  })
})

describe('excerpts', () => {
  const secret = '0123456789'.repeat(10)
  const redact = (text: string) => hide(text, [secret])

  it('are as long as wanted, and cut no secret into a readable half', () => {
    expect(excerptOf(`${'x'.repeat(95)}${secret}${'y'.repeat(9_000)}`, 100, redact)).toBe(`${'x'.repeat(95)}[reda`)
  })

  it('show no beginning of a secret, however much is taken out before it', () => {
    const text = `${secret} `.repeat(150)
    for (let length = 0; length < 16_000; length += 37) expect(excerptOf(text, length, redact)).not.toMatch(/\d/)
    expect(excerptOf(text, 20_000, redact)).toBe('[redacted] '.repeat(150))
  })
})

describe('phone masks', () => {
  it.each([
    ['+74951112233', '+7495***2233'],
    ['to 74951112233,', 'to 7495***2233,'],
    ['883140000000001', '8831***0001'],
    ['+7 495 111-22-33', '+7495***2233'],
    ['8 (495) 111-22-33', '8495***2233'],
    ['/numbers/74951112233', '/numbers/7495***2233'],
    ['call4951112233', 'call4951***2233'],
    ['2026-11-21T22:10:05.123Z', '2026-11-21T22:10:05.123Z'],
    ['0f8fad5b-d9cb-469f-a165-708676895012', '0f8fad5b-d9cb-469f-a165-708676895012'],
    ['12345 rows', '12345 rows'],
  ])('%s', (text, masked) => {
    expect(maskPhones(text)).toBe(masked)
  })
})
