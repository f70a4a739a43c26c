import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cascadeTimeline } from '@shared/domain/pbx/cascade'
import { extensionAt, readDestination, splitDestinations } from '@shared/domain/pbx/destination'
import { numberOfName } from '@shared/domain/pbx/extension'
import { extensions, numbering } from './rule-example'

test.each([
  ['101', { number: '101' }],
  [' 071 ', { number: '071' }],
  ['000*101', { number: '000*101' }],
  ['101@sip.example.com', { number: '101@sip.example.com' }],
  ['+7(987)654-32-10', { number: '+79876543210' }],
  ['8 987 654-32-10', { number: '+79876543210' }],
  ['112', { number: '112' }],
  ['9876543210', { finding: 'phone.countryMissing' }],
  ['', { finding: 'field.required' }],
  ['reception', { finding: 'phone.malformed' }],
])('reads %s', (text, expected) => {
  expect(readDestination(text, numbering)).toEqual(expected)
})

test.each([
  ['101 102', ['101', '102']],
  ['101, 102;103\n104', ['101', '102', '103', '104']],
  ['+7 (987) 654-32-10', ['+7 (987) 654-32-10']],
  ['987 654 32 10', ['987 654 32 10']],
  ['101 +79876543210', ['101', '+79876543210']],
  ['000*101 102', ['000*101', '102']],
  ['  ', []],
])('takes apart %j', (text, expected) => {
  expect(splitDestinations(text, () => false)).toEqual(expected)
})

test('digits in groups are a phone, unless each group is an extension of the company', () => {
  const isExtension = (number: string) => ['101', '102', '103', '104'].includes(number)
  expect(splitDestinations('101 102 103 104', isExtension)).toEqual(['101', '102', '103', '104'])
  expect(splitDestinations('812 123 45 67', isExtension)).toEqual(['812 123 45 67'])
  expect(splitDestinations('101 102 103 999', isExtension)).toEqual(['101 102 103 999'])
})

test('what is sent never has a space in it, and reads as itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[+\d ()*@a.-]{0,18}$/), (text) => {
      const read = readDestination(text, numbering)
      if (!('number' in read)) return
      expect(read.number).not.toMatch(/\s/)
      expect(readDestination(read.number, numbering)).toEqual(read)
    }),
  )
})

describe('an extension', () => {
  test.each([
    ['101', 1],
    ['000*101', 1],
    ['77*000*101', 1],
    ['000*101@sip.example.com', 1],
    ['000*101@elsewhere.example', undefined],
    ['999', undefined],
    ['+78121234567', undefined],
  ])('%s', (destination, id) => {
    expect(extensionAt(destination, extensions, numbering)?.id).toBe(id)
  })

  test.each([
    ['000*071', '000', '071'],
    ['000*071', '', '000*071'],
    ['000*071', '00', '000*071'],
    ['071', '000', '071'],
  ])('%s without the prefix %s is %s', (name, prefix, number) => {
    expect(numberOfName(name, prefix)).toBe(number)
  })
})

describe('a cascade', () => {
  const rings = (delays: [number, string][], timeout = 60) =>
    cascadeTimeline(
      delays.map(([delaySeconds, number]) => ({ delaySeconds, number })),
      timeout,
    ).map(({ number, from }) => [number, from])

  test('the example of the page: 097 at once, after 5 s both', () => {
    expect(
      rings([
        [0, '097'],
        [5, '00018966'],
      ]),
    ).toEqual([
      ['097', 0],
      ['00018966', 5],
    ])
  })

  test('the smallest delay counts as 0, the others stay', () => {
    expect(
      rings([
        [3, '097'],
        [5, '00018966'],
      ]),
    ).toEqual([
      ['097', 0],
      ['00018966', 5],
    ])
    expect(
      rings([
        [9, '1'],
        [4, '2'],
      ]),
    ).toEqual([
      ['2', 0],
      ['1', 9],
    ])
  })

  test('what begins after the end does not ring', () => {
    expect(
      cascadeTimeline(
        [
          { delaySeconds: 0, number: '1' },
          { delaySeconds: 20, number: '2' },
        ],
        20,
      ).map((leg) => leg.rings),
    ).toEqual([true, false])
  })

  test('of any cascade somebody rings at once, and nobody before 0', () => {
    const legs = fc.array(fc.record({ delaySeconds: fc.nat(100), number: fc.string() }), { minLength: 1 })
    fc.assert(
      fc.property(legs, (cascade) => {
        const spans = cascadeTimeline(cascade, 60)
        expect(spans[0]?.from).toBe(0)
        expect(spans.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(cascade.map((_, index) => index))
      }),
    )
  })
})
