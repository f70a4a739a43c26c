import { expect, test } from 'vitest'
import { inspectSound } from '../../../src-main/prompts/sound-file'
import { mp3, wav } from './sounds'

test('a WAV: its length follows from its format', () => {
  expect(inspectSound('hello.wav', wav({ seconds: 1.5 }))).toEqual({ ok: true, format: 'wav', seconds: 1.5 })
  expect(inspectSound('HELLO.WAV', wav({ seconds: 2, format: 6, bits: 8 }))).toMatchObject({ ok: true, seconds: 2 })
})

test('chunks before the format and an odd one are passed over', () => {
  const bytes = Buffer.from(wav({ seconds: 1 }))
  const odd = Buffer.concat([Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')])
  const patched = new Uint8Array(Buffer.concat([bytes.subarray(0, 12), odd, bytes.subarray(12)]))
  expect(inspectSound('a.wav', patched)).toMatchObject({ ok: true, seconds: 1 })
})

test('an MP3: frames are counted, behind a tag too', () => {
  const plain = inspectSound('a.mp3', mp3(100))
  expect(plain).toMatchObject({ ok: true, format: 'mp3' })
  expect(plain.ok && plain.seconds).toBeCloseTo((100 * 1152) / 44_100, 3)
  const tag = Buffer.from('ID3\x04\0\0\0\0\0\x05.....', 'latin1')
  expect(inspectSound('a.mp3', new Uint8Array(Buffer.concat([tag, mp3(10)])))).toMatchObject({ ok: true })
})

test.each([
  [
    'a WAV renamed to MP3',
    'a.mp3',
    wav({ seconds: 1 }),
    { code: 'prompt.named', params: { found: 'WAV', ending: '.mp3' } },
  ],
  ['an MP3 renamed to WAV', 'a.wav', mp3(5), { code: 'prompt.named', params: { found: 'MP3', ending: '.wav' } }],
  ['no ending', 'hello', wav({ seconds: 1 }), { code: 'prompt.named', params: { found: 'WAV', ending: '—' } }],
  ['a text', 'a.wav', new Uint8Array(Buffer.from('hello')), { code: 'prompt.neither' }],
  ['nothing', 'a.mp3', new Uint8Array(), { code: 'prompt.neither' }],
  ['floats', 'a.wav', wav({ seconds: 1, format: 3, bits: 32 }), { code: 'prompt.float' }],
  [
    'floats in an extensible format',
    'a.wav',
    wav({ seconds: 1, format: 0xfffe, sub: 3, bits: 32 }),
    { code: 'prompt.float' },
  ],
  ['no frequency', 'a.wav', wav({ seconds: 0, rate: 0 }), { code: 'prompt.noFormat' }],
  ['a header alone', 'a.wav', wav({ seconds: 1 }).slice(0, 12), { code: 'prompt.noFormat' }],
  ['no samples', 'a.wav', wav({ seconds: 0 }), { code: 'prompt.noSound' }],
  ['more than 10 MB', 'a.wav', new Uint8Array(10 * 1024 * 1024 + 1), { code: 'prompt.tooLarge' }],
])('%s is refused', (_, name, bytes, expected) => {
  expect(inspectSound(name, bytes)).toMatchObject({ ok: false, ...expected })
})

test('PCM in an extensible format is fine', () => {
  expect(inspectSound('a.wav', wav({ seconds: 1, format: 0xfffe, sub: 1 }))).toMatchObject({ ok: true })
})
