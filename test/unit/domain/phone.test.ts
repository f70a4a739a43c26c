import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { describe, expect, test } from 'vitest'
import { checkPhone, formatPhone, normalisePhone, phoneForCopy } from '@shared/domain/phone'

describe('normalisePhone', () => {
  test.each([
    ['+7 (495) 123-45-67', '74951234567'],
    ['8 495 123-45-67', '74951234567'],
    ['8 (800) 555.35.35', '78005553535'],
    ['7 495 123 45 67', '74951234567'],
    [' +7\u00a0495\u00a0123–45–67 ', '74951234567'],
    ['tel:+74951234567', '74951234567'],
    ['+44 20 7946 0958', '442079460958'],
    ['442079460958', '442079460958'],
    ['8 10 44 20 7946 0958', '442079460958'],
    // No area code of Russia begins with 1 or 2: this is Tokyo.
    ['81 3 1234 5678', '81312345678'],
    // A plus means what it says: Vietnam.
    ['+84 951 234 567', '84951234567'],
    ['883140000000001', '883140000000001'],
    ['883140 000 000 001', '883140000000001'],
  ])('%j → %j', (text, digits) => {
    expect(normalisePhone(text)).toEqual({ digits })
  })

  test.each([
    ['', 'field.required'],
    ['495 123-45-67', 'phone.countryMissing'],
    ['12345', 'phone.length'],
    ['+1234567890123456', 'phone.length'],
    ['0044 20 7946 0958', 'phone.leadingZero'],
    ['88314000000001', 'phone.sipIdLength'],
    ['+7 495 123-45-67 доб. 12', 'phone.malformed'],
    ['7,4951E+10', 'phone.malformed'],
    ['+', 'phone.malformed'],
    ['7+4951234567', 'phone.malformed'],
    ['sip:user@example.com', 'phone.malformed'],
    ['٧٤٩٥١٢٣٤٥٦٧', 'phone.malformed'],
  ])('%j: %s', (text, finding) => {
    expect(normalisePhone(text)).toEqual({ finding })
  })

  test('agrees with libphonenumber on every plain Russian form', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0')
    const digits = (length: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
    const area = fc.tuple(fc.constantFrom('3', '4', '7', '8', '9'), digits(2)).map((parts) => parts.join(''))
    const text = fc
      .tuple(
        fc.constantFrom('+7', '7', '8'),
        separator,
        fc.boolean(),
        area,
        separator,
        digits(3),
        separator,
        digits(2),
        separator,
        digits(2),
      )
      .map(([prefix, gap, inBrackets, code, ...rest]) =>
        [prefix, gap, inBrackets ? `(${code})` : code, ...rest].join(''),
      )
    fc.assert(
      fc.property(text, (written) => {
        expect(`+${normalisePhone(written).digits}`).toBe(parsePhoneNumberFromString(written, 'RU')?.number)
      }),
      { numRuns: 2000 },
    )
  })

  test('takes its own result, and what formatPhone shows', () => {
    const phone = fc.stringMatching(/^[1-7]\d{10,14}$/)
    fc.assert(
      fc.property(phone, (digits) => {
        expect(normalisePhone(`+${digits}`)).toEqual({ digits })
        expect(normalisePhone(formatPhone(digits))).toEqual({ digits })
      }),
    )
  })
})

describe('checkPhone', () => {
  const found = (text: string) => checkPhone(text, 'x').map(({ severity, code, fix }) => [severity, code, fix])

  test.each(['74951234567', '77271234567', '442079460958', '883140000000001', '12025550123'])('takes %s', (text) => {
    expect(found(text)).toEqual([])
  })

  test.each([
    ['', 'error', 'field.required', undefined],
    ['+7 495 123-45-67', 'error', 'phone.written', '74951234567'],
    ['84951234567', 'warning', 'phone.nationalPrefix', '74951234567'],
    ['04951234567', 'error', 'phone.leadingZero', undefined],
    ['123456', 'error', 'phone.length', undefined],
    ['8831400000000012', 'error', 'phone.sipIdLength', undefined],
    ['749512345', 'warning', 'phone.unusualLength', undefined],
    ['office', 'error', 'phone.malformed', undefined],
  ])('%j: %s %s', (text, ...expected) => {
    expect(found(text)).toEqual([expected])
  })

  test('does not ask libphonenumber about a plain Russian number, which it would find possible', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^7[347-9]\d{9}$/), (digits) => {
        expect(checkPhone(digits, 'x')).toEqual([])
        expect(parsePhoneNumberFromString(`+${digits}`)?.isPossible()).toBe(true)
      }),
    )
  })
})

test.each([
  ['74951234567', '+7 495 123-45-67', '+74951234567'],
  ['442079460958', '+44 20 7946 0958', '+442079460958'],
  ['883140000000001', '883140000000001', '883140000000001'],
  ['', '', ''],
  ['office', 'office', 'office'],
  ['112', '112', '112'],
  ['9999999999', '+9999999999', '+9999999999'],
])('%j is shown as %j and copied as %j', (digits, shown, copied) => {
  expect(formatPhone(digits)).toBe(shown)
  expect(phoneForCopy(digits)).toBe(copied)
})
