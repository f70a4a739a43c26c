import { expect, test } from 'vitest'
import type { FileAbout } from '@shared/contract/imports'
import { emptyForwarding } from '@shared/domain/forwarding/empty'
import type { Mapping } from '@shared/domain/import/columns'
import {
  meaningsOf,
  offeredColumns,
  ruleFor,
  ruleOf,
  withColumn,
} from '../../../../../src-renderer/areas/forwarding/import/import.model'

const wanted = emptyForwarding('number')
const file = (mapping: Mapping, ...rows: string[][]): FileAbout<'forwarding'> => ({
  subject: 'forwarding',
  importId: '1',
  name: 'a.csv',
  size: 1,
  reading: { format: 'csv', encoding: 'utf-8', delimiter: ';', hasHeader: false },
  sheets: [],
  header: [],
  sample: rows.map((cells, index) => ({ line: index + 1, cells, problem: null })),
  mapping,
})

test('numbers alone mean the same forwarding for all', () => {
  expect(ruleFor(file([null, 'number']), wanted)).toMatchObject({ kind: 'same', numberColumn: 1 })
  expect(ruleFor(file(['number', 'target1_number']), wanted)).toMatchObject({ kind: 'perRow' })
  expect(ruleFor(file([null]), wanted)).toMatchObject({ kind: 'same', numberColumn: null })
})

test('a rule says what it still lacks', () => {
  const choice = ruleFor(file(['number', 'kind']), wanted)
  expect(ruleOf(choice)).toEqual({ kind: 'perRow', mapping: ['number', 'kind'] })
  expect(ruleOf({ ...choice, mapping: [null, 'kind'] })).toBe('noNumber')
  expect(ruleOf({ ...choice, mapping: ['number', null] })).toBe('noForwarding')
  expect(ruleOf({ ...choice, kind: 'same' })).toBe('mistakes')
  expect(ruleOf({ ...choice, kind: 'same', numberColumn: null })).toBe('noNumber')
  const removal = { ...choice, kind: 'same', wanted: { kind: 'none' } } as const
  expect(ruleOf(removal)).toEqual({ kind: 'same', numberColumn: 0, wanted: { kind: 'none' } })
})

test('no column is taken twice, and one target more than there are is offered', () => {
  expect(withColumn(['number', 'kind', null], 2, 'number')).toEqual([null, 'kind', 'number'])
  expect(offeredColumns(['number', 'target4_number'])).toContain('target5_number')
  expect(offeredColumns(['number'])).not.toContain('target4_number')
})

test('the first rows are read as the whole file will be', () => {
  const opened = file(['number', 'target1_number'], ['84951234567', '8 495 765-43-21'], ['84951234567', '7,4951E+10'])
  const [good, bad] = meaningsOf(opened, ruleFor(opened, wanted))
  expect(good).toMatchObject({ number: '74951234567', wanted: { targets: [{ number: '74957654321' }] }, findings: [] })
  expect(bad?.findings[0]?.code).toBe('import.numberDestroyed')
  const same = meaningsOf(opened, { ...ruleFor(opened, wanted), kind: 'same', numberColumn: 0 })
  expect(same.map(({ number, findings }) => [number, findings.length])).toEqual([
    ['74951234567', 0],
    ['74951234567', 0],
  ])
})
