import { describe, expect, it } from 'vitest'
import {
  checkContactMapping,
  guessContactMapping,
  layOutContacts,
  looksLikeContactHeader,
  readExternalId,
  readValues,
  zoneCell,
} from '@shared/domain/autocall/contact-columns'
import { parseZoneOffset } from '@shared/domain/autocall/zone-offset'
import { zoneOffsetText } from '@shared/text/zoned'

const now = Date.UTC(2026, 0, 15)

describe('the columns of a file of contacts', () => {
  it('are known by their headers, and the rest are variables of that name', () => {
    const header = ['Телефон', 'Телефон 2', 'Имя', 'ID', 'Часовой пояс', '', 'Имя']
    expect(guessContactMapping(header, [])).toEqual([
      { kind: 'phone' },
      { kind: 'phone' },
      { kind: 'variable', name: 'Имя' },
      { kind: 'externalId' },
      { kind: 'zone' },
      null,
      null,
    ])
  })

  it('are found by what they hold when there is no header', () => {
    expect(guessContactMapping(null, [['Anna', '9161234567']])).toEqual([null, { kind: 'phone' }])
    expect(looksLikeContactHeader(['9161234567', 'Anna'])).toBe(false)
    expect(looksLikeContactHeader(['Phone', 'Name'])).toBe(true)
  })

  it('must have phones, and nothing twice', () => {
    expect(
      checkContactMapping([
        { kind: 'variable', name: 'a' },
        { kind: 'variable', name: 'a' },
        { kind: 'variable', name: ' ' },
      ]).map(({ path, code }) => `${path} ${code}`),
    ).toEqual(['mapping contacts.phoneColumnMissing', 'mapping.1 contacts.columnRepeated', 'mapping.2 field.required'])
  })

  it('give what a row says', () => {
    const layout = layOutContacts([
      { kind: 'phone' },
      { kind: 'variable', name: 'Имя' },
      { kind: 'externalId' },
      { kind: 'zone' },
      { kind: 'variable', name: 'Сумма' },
    ])
    const cells = ['89161234567', "'=Anna", '1,00000000000E+11', 'МСК+2', '']
    expect(readValues(cells, layout)).toEqual(['=Anna', ''])
    expect(readExternalId(cells, layout)).toBe('100000000000')
    expect(zoneCell(cells, layout)).toBe('МСК+2')
    expect(readExternalId(['', '', '1,5E+11'], layout)).toBeNull()
  })
})

describe('the zone of a contact', () => {
  it.each([
    ['+3', 10_800],
    ['UTC+05:30', 19_800],
    ['UTC-3', -10_800],
    ['МСК', 10_800],
    ['msk +4', 25_200],
    ['0', 0],
    ['Asia/Yekaterinburg', 18_000],
    ['25', undefined],
    ['Narnia/Lantern', undefined],
    ['вечером', undefined],
  ])('%s', (text, offset) => {
    expect(parseZoneOffset(text, now)).toBe(offset)
  })

  it('is written as people do', () => {
    expect([10_800, -12_600, 0].map(zoneOffsetText)).toEqual(['UTC+3', 'UTC−3:30', 'UTC'])
  })
})
