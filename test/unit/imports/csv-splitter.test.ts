import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { createCsvSplitter } from '../../../src-main/imports/csv-splitter'

const cell = fc.string({ unit: fc.constantFrom('a', 'я', '"', ';', ',', '\t', '\n', '\r\n', ' ', "'", '7') })
const tables = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })

/** Cuts a text into pieces of the given lengths, over and over. */
function pieces(text: string, lengths: readonly number[]): string[] {
  const cut: string[] = []
  for (let position = 0, index = 0; position < text.length; index += 1) {
    const length = lengths[index % lengths.length] ?? 1
    cut.push(text.slice(position, position + length))
    position += length
  }
  return cut
}

test('splits what papaparse writes as papaparse does, in whatever pieces it comes', () => {
  fc.assert(
    fc.property(
      tables,
      fc.constantFrom(';' as const, ',' as const, '\t' as const),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      (rows, delimiter, newline, quotes, lengths) => {
        const text = Papa.unparse(rows, { delimiter, newline, quotes }) + newline
        const splitter = createCsvSplitter({ encoding: 'utf-8', delimiter })
        const split = [
          ...pieces(text, lengths).flatMap((piece) => splitter.add(piece, false)),
          ...splitter.add('', true),
        ]
        expect(split.map(({ cells }) => cells)).toEqual(rows)
        expect(Papa.parse<string[]>(text, { delimiter, newline }).data.slice(0, -1)).toEqual(rows)
      },
    ),
    { numRuns: 1000 },
  )
})

test('no text is lost, doubled or endless, however broken it is', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ';', '\n'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (broken, lengths) => {
      const whole = createCsvSplitter({ encoding: 'utf-8', delimiter: ';' }).add(broken, true)
      const splitter = createCsvSplitter({ encoding: 'utf-8', delimiter: ';' })
      const parts = [
        ...pieces(broken, lengths).flatMap((piece) => splitter.add(piece, false)),
        ...splitter.add('', true),
      ]
      expect(parts).toEqual(whole)
      expect(whole.map(({ line }) => line)).toEqual(whole.map((_, index) => index + 1))
    }),
    { numRuns: 2000 },
  )
})
