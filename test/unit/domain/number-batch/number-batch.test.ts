import { describe, expect, it } from 'vitest'
import { emptyNumberRule, emptyRow } from '@shared/domain/number-batch/batch'
import { checkNumberRows, checkNumberRule } from '@shared/domain/number-batch/check'
import {
  checkNumberMapping,
  guessNumberMapping,
  pastedCells,
  readNumberRow,
  rowsOfCells,
} from '@shared/domain/number-batch/columns'

const trunk = 'bce7d22e-dde6-4427-b391-ebbdfda44de6'
const defaults = { trunkId: trunk, numberAsDid: true, forceOut: false }
const reader = { defaults, trunkNamed: (name: string) => (name === 'Основной' ? trunk : undefined) }
const codes = (findings: readonly { path: string; code: string }[]) =>
  findings.map(({ path, code }) => `${path} ${code}`)

describe('checks', () => {
  it('a rule that hands calls to a bot needs one, and addresses must be addresses', () => {
    const rule = { ...emptyNumberRule(), webhookUrls: ['http://a.example/x', 'sample'] }
    expect(codes(checkNumberRule(rule))).toEqual([
      'botId field.required',
      'webhookUrls.0 numberBatch.urlInsecure',
      'webhookUrls.1 numberBatch.urlMalformed',
    ])
    expect(checkNumberRule({ ...rule, action: 'end', webhookUrls: [] })).toEqual([])
  })

  it('a row needs a number, a title, a trunk, and a DID unless the number is one', () => {
    expect(codes(checkNumberRows([{ ...emptyRow(), numberAsDid: false }]))).toEqual([
      'rows.0.number field.required',
      'rows.0.title field.required',
      'rows.0.trunkId field.required',
      'rows.0.did field.required',
    ])
    const sound = { ...emptyRow(), number: '74951234567', title: 'a', trunkId: trunk, password: 'secret' }
    expect(codes(checkNumberRows([sound, sound]))).toEqual([
      'rows.0.login numberBatch.passwordAlone',
      'rows.1.login numberBatch.passwordAlone',
      'rows.1.number numberBatch.repeated',
    ])
    expect(codes(checkNumberRows([]))).toEqual(['rows numberBatch.empty'])
  })
})

describe('columns', () => {
  it.each([
    [
      ['Название', 'Номер', 'Транк', 'DID', 'Логин', 'Пароль', 'Комментарий'],
      ['title', 'number', 'trunkId', 'did', 'login', 'password', null],
    ],
    [
      ['SIP password', 'Phone', 'Name'],
      ['password', 'number', 'title'],
    ],
  ])('are found by their headers: %j', (header, mapping) => {
    expect(guessNumberMapping(header, [])).toEqual(mapping)
  })

  it('without a header the numbers are found, and the text beside them', () => {
    expect(guessNumberMapping(null, [['Касса', '+7 495 123-45-67']])).toEqual(['title', 'number'])
    expect(codes(checkNumberMapping([null]))).toEqual(['mapping numberBatch.numberColumn'])
    expect(codes(checkNumberMapping(['number', 'number']))).toEqual(['mapping.1 numberBatch.columnTwice'])
  })

  it('rows pasted from a spreadsheet are read with or without headings', () => {
    const text = "Номер\tНазвание\tDID\tПароль\r\n8 (495) 123-45-67\tКасса\t\t'-pass \r\n74957654321\t=СУММ\t101\t\r\n"
    expect(rowsOfCells(pastedCells(text), reader)).toMatchObject([
      { number: '74951234567', title: 'Касса', numberAsDid: true, did: '', password: '-pass ', trunkId: trunk },
      { number: '74957654321', title: '=СУММ', numberAsDid: false, did: '101' },
    ])
    expect(rowsOfCells(pastedCells('74951234567;Касса'), reader)).toMatchObject([{ title: 'Касса' }])
  })

  it('what Excel made of numbers is recognised, an unknown trunk is named', () => {
    const mapping = ['number', 'trunkId', 'numberAsDid'] as const
    const read = (cells: string[]) => readNumberRow(cells, { ...reader, mapping: [...mapping] })
    expect(read(['7,4951234567E+10', 'Основной', 'да'])).toMatchObject({
      row: { number: '74951234567', trunkId: trunk, title: '74951234567', numberAsDid: true },
      findings: [],
    })
    expect(codes(read(['7,4951E+10', 'Другой', 'maybe']).findings)).toEqual([
      'number import.numberDestroyed',
      'trunkId numberBatch.trunkUnknown',
      'numberAsDid field.malformed',
    ])
  })
})
