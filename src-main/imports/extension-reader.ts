/** Rows about the extensions of a company. */
import type { ImportRule } from '@shared/contract/imports'
import { AppFailure } from '@shared/domain/app-error'
import {
  checkExtensionRow,
  layOutExtensions,
  readExtensionNumber,
  readExtensionRow,
  type ExtensionSurroundings,
} from '@shared/domain/import/extension-row'
import type { RowReader } from './row-reader'
import type { TableRow } from './table'

export interface ExtensionTask {
  rule: Extract<ImportRule, { kind: 'extensions' }>
  surroundings: ExtensionSurroundings
}

/** Numbers whose repeats are looked for: more than fit the longest documented length, four digits. */
const numbersAtMost = 100_000

/** @throws AppFailure `input.invalid` without a column of numbers */
export function createExtensionReader({ rule, surroundings }: ExtensionTask): RowReader {
  const layout = layOutExtensions(rule.mapping)
  const nameColumn = layout.get('name')
  if (nameColumn === undefined) throw new AppFailure('input.invalid')
  const { numbering } = surroundings
  const indexes = new Map<string, number>()

  const nameIn = ({ cells }: TableRow): string => cells[nameColumn] ?? ''
  function numberOf(row: TableRow): string {
    const { number, finding } = readExtensionNumber(nameIn(row), numbering)
    return finding ? '' : number
  }

  return {
    numberCount: Math.min(numbersAtMost, 10 ** numbering.extensionLength),
    indexOf(number) {
      const known = indexes.get(number)
      if (known !== undefined) return known
      const isOne = /^\d+$/.test(number) && number.length === numbering.extensionLength
      if (!isOne || indexes.size >= numbersAtMost) return -1
      indexes.set(number, indexes.size)
      return indexes.size - 1
    },
    numberOf,
    read(row) {
      if (row.problem) {
        const number = numberOf(row) || nameIn(row).slice(0, 50)
        return {
          number,
          wanted: { subject: 'extension', extension: { type: null, settings: {} } },
          findings: [row.problem],
        }
      }
      const { number, type, settings, findings } = readExtensionRow(row.cells, layout, surroundings)
      return { number, wanted: { subject: 'extension', extension: { type, settings } }, findings }
    },
    check: ({ number, wanted }) =>
      wanted.subject === 'extension'
        ? checkExtensionRow({ number, ...wanted.extension, findings: [] }, surroundings)
        : [],
  }
}
