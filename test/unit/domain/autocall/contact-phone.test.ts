import fc from 'fast-check'
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { createPhoneReader, splitPhones, type PhoneVerdict } from '@shared/domain/autocall/contact-phone'

/** What libphonenumber alone says. */
function reference(text: string, homeCountry: CountryCode): PhoneVerdict {
  const number = parsePhoneNumberFromString(text, { defaultCountry: homeCountry, extract: false })
  if (!number?.isValid()) return { kind: 'invalid', reason: 'malformed' }
  const digits = number.number.slice(1)
  if (number.getType() === 'PREMIUM_RATE') return { kind: 'premium', digits }
  return { kind: number.country === homeCountry ? 'callable' : 'foreign', digits }
}

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))
/** Real beginnings among them, since most random ones are nobody's. */
const national = fc.oneof(
  digits(10),
  fc
    .tuple(
      fc.constantFrom(
        '9',
        '930',
        '9300',
        '93',
        '495',
        '812',
        '800',
        '803',
        '809',
        '808',
        '70',
        '77',
        '710',
        '7212',
        '88',
        '7',
      ),
      digits(10),
    )
    .map(([start, rest]) => (start + rest).slice(0, 10)),
)
const written = fc
  .tuple(
    fc.constantFrom('+7', '7', '8', '', '+8', '+', '+1', '+49', '77', '88'),
    national,
    fc.constantFrom('', ' ', '-', '--', ' (', ') ', '  '),
    fc.constantFrom('', ' ', '-', ' - '),
    fc.integer({ min: 8, max: 10 }),
  )
  .map(([prefix, number, first, second, length]) => {
    const kept = number.slice(0, length)
    return `${prefix}${first}${kept.slice(0, 3)}${second}${kept.slice(3, 6)}${second}${kept.slice(6)}`.trim()
  })

describe('the reader of phone cells', () => {
  it('says what libphonenumber says, the fast way and the slow one', () => {
    for (const country of ['RU', 'KZ', 'DE'] as const) {
      const { read } = createPhoneReader(country)
      fc.assert(
        fc.property(written, (text) => {
          fc.pre(text !== '' && !/[.,]|e/i.test(text))
          expect([text, read(text)]).toEqual([text, reference(text, country)])
        }),
        { numRuns: 20_000 },
      )
    }
  })

  it('says the same of what is no number at all', () => {
    const { read } = createPhoneReader('RU')
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('٣', '９', 'a', '+') }),
    )
    fc.assert(
      fc.property(text, (anything) => {
        fc.pre(anything.trim() !== '' && !/[.,'=]|e/i.test(anything))
        const { kind } = read(anything)
        expect([anything, kind]).toEqual([anything, reference(anything.trim(), 'RU').kind])
      }),
      { numRuns: 5000 },
    )
  })

  it('tells of bytes in the middle of others what it tells of the text', () => {
    const { read, callable } = createPhoneReader('RU')
    fc.assert(
      fc.property(fc.oneof(written, fc.string()), fc.string(), (text, around) => {
        const [before, bytes] = [Buffer.from(around), Buffer.from(text)]
        const found = callable(Buffer.concat([before, bytes, before]), before.length, before.length + bytes.length)
        const verdict = read(text)
        expect([text, found]).toEqual([text, verdict.kind === 'callable' && found > 0 ? Number(verdict.digits) : 0])
      }),
      { numRuns: 20_000 },
    )
    const bytes = Buffer.from('8 (916) 123-45-67')
    expect(callable(bytes, 0, bytes.length)).toBe(79161234567)
  })

  it('agrees with it also for numbers whose beginning it has met before', () => {
    const { read } = createPhoneReader('RU')
    fc.assert(
      fc.property(
        fc.constantFrom('930004', '930030', '930065', '710230', '712359', '495123', '809555'),
        digits(4),
        (start, rest) => {
          expect(read(`+7${start}${rest}`)).toEqual(reference(`+7${start}${rest}`, 'RU'))
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('and for mobile numbers whatever they begin with', () => {
    const { read } = createPhoneReader('RU')
    const different: string[] = []
    for (let start = 900_000; start < 1_000_000; start += 1) {
      const text = `+7${start}${String((start * 7919) % 10_000).padStart(4, '0')}`
      if (read(text).kind !== reference(text, 'RU').kind) different.push(text)
    }
    expect(different).toEqual([])
  })

  it('takes what is dialled as an international call, or is too long for a number, for what libphonenumber takes it', () => {
    const { read, callable } = createPhoneReader('RU')
    for (const text of ['81029022345', '810 290 22345', '84951112233 (', `8495111${' '.repeat(300)}2233`]) {
      expect(read(text)).toEqual(reference(text, 'RU'))
      const bytes = new TextEncoder().encode(text)
      const plain = callable(bytes, 0, bytes.length)
      if (plain > 0) expect(reference(text, 'RU')).toEqual({ kind: 'callable', digits: String(plain) })
    }
  })

  it('tells kinds apart', () => {
    const { read } = createPhoneReader('RU')
    const kinds = [
      '8 (916) 123-45-67',
      '9161234567',
      '+7 701 123-45-67',
      '+49 30 901820',
      '8 809 505-55-55',
      '8 10 49 30 901820',
      '123',
      '',
      'Anna',
    ]
    expect(kinds.map((text) => read(text).kind)).toEqual([
      'callable',
      'callable',
      'foreign',
      'foreign',
      'premium',
      'foreign',
      'invalid',
      'empty',
      'invalid',
    ])
  })

  it('undoes what Excel does, as long as the digits are there', () => {
    const { read } = createPhoneReader('RU')
    const anna = { kind: 'callable', digits: '79161234567' }
    for (const cell of ['7.9161234567E+10', '7,9161234567E+10', '79161234567.0', "'+79161234567", '="89161234567"'])
      expect([cell, read(cell)]).toEqual([cell, anna])
    expect(read('7.91612E+10')).toEqual({ kind: 'invalid', reason: 'destroyed' })
  })

  it('finds an extension, and several numbers in one cell', () => {
    const { read } = createPhoneReader('RU')
    expect(read('+7 495 123-45-67 ext. 12')).toEqual({ kind: 'invalid', reason: 'extension' })
    expect(splitPhones('8 916 123-45-67; 8 925 123-45-67')?.map((cell) => read(cell).kind)).toEqual([
      'callable',
      'callable',
    ])
  })
})
