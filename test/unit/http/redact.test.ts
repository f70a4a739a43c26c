import { describe, expect, it } from 'vitest'
import { createRedactor, maskPhones } from '../../../src-main/http/redact'

describe('redactor', () => {
  it('takes a known secret out of any text, in any of its spellings', () => {
    const secret = 'a+b/c"d=='
    const redactor = createRedactor()
    redactor.register(secret)
    for (const spelling of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), btoa(secret)])
      expect(redactor.text(`before ${spelling} after`)).toBe('before [redacted] after')
  })

  it('takes out the longer of two secrets that begin alike', () => {
    const redactor = createRedactor()
    redactor.register('secret')
    redactor.register('secret-longer')
    expect(redactor.text('<secret-longer>')).toBe('<[redacted]>')
  })

  it.each([
    ['{"password":"p","user":"u"}', '{"password":"[redacted]","user":"u"}'],
    ['{"access_token" : "a\\"b", "n":1}', '{"access_token" : "[redacted]", "n":1}'],
    ['{"apiKey":123,"x":[1]}', '{"apiKey":"[redacted]","x":[1]}'],
    ['{"tokens":["a","b"],"x":1}', '{"tokens":"[redacted]","x":1}'],
    ['{"password":"cut off in the mid', '{"password":"[redacted]"'],
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
