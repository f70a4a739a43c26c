import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Forwarding, Target } from '@shared/domain/forwarding/forwarding'
import { neutralise, readPhone, readText } from '@shared/domain/import/cell'
import { columnsFor, columnTitle, guessMapping, looksLikeHeader, type Column } from '@shared/domain/import/columns'
import { layOut, readRow, writeRow } from '@shared/domain/import/row'

function read(row: Partial<Record<Column, string>>) {
  const columns = Object.keys(row) as Column[]
  return readRow(
    columns.map((column) => row[column] ?? ''),
    layOut(columns),
  )
}
const codes = (row: Partial<Record<Column, string>>) => read(row).findings.map(({ path, code }) => [path, code])

describe('phone numbers as spreadsheets leave them', () => {
  test.each([
    ['+7 495 123-45-67', '74951234567'],
    ["'+74951234567", '74951234567'],
    ['="84951234567"', '74951234567'],
    ['74951234567', '74951234567'],
    ['74951234567.0', '74951234567'],
    ['74951234567,00', '74951234567'],
    ['7.4951234567E+10', '74951234567'],
    ['7,4951234567E+10', '74951234567'],
    ['8.83140123456789E+14', '883140123456789'],
    ['883140123456789', '883140123456789'],
  ])('%s', (cell, digits) => expect(readPhone(cell)).toEqual({ digits }))

  test.each(['7,4951E+10', '7.4951E+10', '7E+10', '7,495123456E+10', '8.8314E+14', '7.49512345671E+10'])(
    '%s has lost digits',
    (cell) => expect(readPhone(cell)).toEqual({ finding: 'import.numberDestroyed' }),
  )

  test('the row says which cell and what it holds', () => {
    expect(read({ number: '7,4951E+10', kind: 'none' }).findings).toEqual([
      {
        path: 'number',
        severity: 'error',
        code: 'import.numberDestroyed',
        params: { written: '7,4951E+10', count: 7 },
      },
    ])
    expect(codes({ number: '74951234567', target1_number: '7.4951E+10' })).toEqual([
      ['targets.0.number', 'import.numberDestroyed'],
    ])
    expect(codes({ number: '74951234567', kind: 'static_ip', did: '7.4951E+10' })).toEqual([
      ['did', 'import.numberDestroyed'],
    ])
  })
})

describe('a row', () => {
  test('of every kind', () => {
    const number = '74951234567'
    expect(read({ number, kind: 'none' }).wanted).toEqual({ kind: 'none' })
    expect(read({ number, kind: 'снять' }).wanted).toEqual({ kind: 'none' })
    expect(read({ number, kind: 'URL', url: 'https://a.example', reserve: '8 495 765-43-21' }).wanted).toEqual({
      kind: 'url',
      url: 'https://a.example',
      reserve: '74957654321',
    })
    expect(read({ number, kind: 'static_ip', static_ip: ' 203.0.113.10 ', port: '5060', timeout: '' }).wanted).toEqual({
      kind: 'staticIp',
      address: '203.0.113.10',
      port: 5060,
      timeoutSeconds: null,
      did: '',
    })
    expect(
      read({ number, redirect: 'по очереди', masking: 'да', target1_number: '84957654321', target1_timeout: '20,0' })
        .wanted,
    ).toMatchObject({
      kind: 'number',
      redirect: 'sequential',
      masking: true,
      extendedEvents: false,
      targets: [{ number: '74957654321', timeoutSeconds: 20, active: true }],
    })
  })

  test('takes its kind from what is filled in, and asks when that is not plain', () => {
    const number = '74951234567'
    expect(read({ number, url: 'https://a.example' })).toMatchObject({ wanted: { kind: 'url' }, findings: [] })
    expect(codes({ number })).toEqual([['kind', 'import.kindMissing']])
    expect(codes({ number, url: 'https://a.example', target1_number: '74957654321' })).toEqual([
      ['kind', 'import.kindMissing'],
    ])
    expect(codes({ number, kind: 'нечто' })).toEqual([['kind', 'import.kindUnknown']])
  })

  test('that says two things is refused, unless one of them is only filled down', () => {
    const number = '74951234567'
    expect(codes({ number, kind: 'none', target1_number: '74957654321' })).toEqual([
      ['targets.0.number', 'import.valueOfOtherKind'],
    ])
    expect(codes({ number, kind: 'number', url: 'https://a.example', target1_number: '74957654321' })).toEqual([
      ['url', 'import.valueOfOtherKind'],
    ])
    expect(
      codes({ number, kind: 'none', redirect: 'single', masking: 'false', port: '5060', target1_timeout: '30' }),
    ).toEqual([])
  })

  test('leaves out targets that are empty, in the middle too', () => {
    const { wanted } = read({
      number: '74951234567',
      target1_number: '74957654321',
      target2_number: '',
      target2_timeout: '30',
      target2_active: 'true',
      target3_number: '74957654322',
    })
    expect(wanted).toMatchObject({ targets: [{ number: '74957654321' }, { number: '74957654322' }] })
  })

  test('with values that are no values', () => {
    expect(
      codes({
        number: '12',
        kind: 'number',
        redirect: 'round',
        masking: 'maybe',
        target1_number: '74957654321',
        target1_timeout: '20.5',
        target1_active: '?',
      }),
    ).toEqual([
      ['number', 'phone.length'],
      ['redirect', 'import.redirectUnknown'],
      ['targets.0.timeoutSeconds', 'import.integerMalformed'],
      ['targets.0.active', 'import.booleanUnknown'],
      ['masking', 'import.booleanUnknown'],
    ])
  })
})

describe('columns', () => {
  test('are recognised by machine names, by their titles in both languages, and by what people write', () => {
    for (const locale of ['ru', 'en'] as const) {
      const columns = columnsFor(3)
      expect(guessMapping(columns, [])).toEqual(columns)
      expect(
        guessMapping(
          columns.map((column) => columnTitle(column, locale)),
          [],
        ),
      ).toEqual(columns)
    }
    expect(guessMapping(['Телефон', 'Куда', 'Направление 2', 'Комментарий'], [])).toEqual([
      'number',
      'target1_number',
      'target2_number',
      null,
    ])
  })

  test('are not taken twice', () => {
    expect(guessMapping(['number', 'Номер', 'kind'], [])).toEqual(['number', null, 'kind'])
  })

  test('a first row of values is no header', () => {
    expect(looksLikeHeader(['74951234567', 'office'])).toBe(false)
    expect(looksLikeHeader(['my numbers', 'where to'])).toBe(true)
    expect(looksLikeHeader(['Номер'])).toBe(true)
  })
})

describe('there and back', () => {
  const text = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', "'", '"', ';', ' ', 'a', '7', 'я', '\r'),
    maxLength: 6,
  })

  test('a text is the same after its mark was put on and taken off', () => {
    fc.assert(fc.property(text, (written) => readText(neutralise(written)) === written))
    expect(['=1+1', '+7', '-1', '@a', '\tx', '\rx', "'a", "'=1"].map(neutralise)).toEqual([
      "'=1+1",
      "'+7",
      "'-1",
      "'@a",
      "'\tx",
      "'\rx",
      "''a",
      "''=1",
    ])
  })

  const phone = fc.oneof(
    fc.constantFrom('74951234567', '84951234567', '883140123456789', '4951234567', '12', '08001234', 'sip-7'),
    fc.stringMatching(/^[1-9]\d{6,14}$/),
  )
  const target: fc.Arbitrary<Target> = fc.record({
    number: phone,
    timeoutSeconds: fc.option(fc.integer({ min: 1, max: 4_294_967_295 })),
    active: fc.boolean(),
    name: text,
    period: text,
    periodDescription: text,
  })
  const forwarding: fc.Arbitrary<Forwarding> = fc.oneof(
    fc.constant({ kind: 'none' } as const),
    fc.record({
      kind: fc.constant('number' as const),
      redirect: fc.constantFrom('single' as const, 'sequential' as const, 'parallel' as const),
      targets: fc.array(target, { minLength: 1, maxLength: 4 }),
      eventUrl: text,
      extendedEvents: fc.boolean(),
      clientId: text,
      promptToCaller: text,
      promptToCallee: text,
      masking: fc.boolean(),
      displayNumber: fc.oneof(fc.constant(''), phone),
    }),
    fc.record({ kind: fc.constant('url' as const), url: text, reserve: fc.oneof(fc.constant(''), phone) }),
    fc.record({
      kind: fc.constant('staticIp' as const),
      address: fc.constantFrom('203.0.113.10', ''),
      port: fc.option(fc.integer({ min: 1, max: 65_535 })),
      timeoutSeconds: fc.option(fc.integer({ min: 1, max: 1000 })),
      did: fc.constantFrom('', '18446744073709551615', '0', '74951234567'),
    }),
    fc.record({ kind: fc.constant('sip' as const), sipUri: fc.constant('user@example.com:5060') }),
  )

  test('whatever a provider holds is read back exactly as it was written', () => {
    fc.assert(
      fc.property(forwarding, (present) => {
        const cells = writeRow('74951234567', present)
        const columns = columnsFor(4)
        const row = readRow(
          columns.map((column) => neutralise(cells.get(column) ?? '')),
          layOut(columns),
        )
        expect(row).toEqual({ number: '74951234567', wanted: present, findings: [] })
      }),
      { numRuns: 2000 },
    )
  })
})
