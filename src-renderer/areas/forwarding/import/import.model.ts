/** What the import's pages work out from a file and the operator's choices, without Vue. */
import type { FileAbout, ImportRule } from '@shared/contract/imports'
import { isPassing, type Finding } from '@shared/domain/finding'
import { checkForwarding } from '@shared/domain/forwarding/check'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { columnsFor, targetMaximum, targetOf, type Column, type Mapping } from '@shared/domain/import/columns'
import { layOut, readNumber, readRow } from '@shared/domain/import/row'
import { formatPhone } from '@shared/domain/phone'

export const importSteps = ['file', 'columns', 'check'] as const
export type ImportStep = (typeof importSteps)[number]

export interface RuleChoice {
  kind: 'perRow' | 'same'
  mapping: Mapping
  /** Index among the columns; null: not said yet. */
  numberColumn: number | null
  wanted: Forwarding
}

/** A file of numbers alone can only mean the same for all of them. */
export function ruleFor({ mapping }: FileAbout<'forwarding'>, wanted: Forwarding): RuleChoice {
  const numberColumn = mapping.indexOf('number')
  const isAlone = mapping.every((column) => column === null || column === 'number')
  return { kind: isAlone ? 'same' : 'perRow', mapping, numberColumn: numberColumn < 0 ? null : numberColumn, wanted }
}

/** Findings of a forwarding that many numbers are to get. */
export const checkShared = (wanted: Forwarding): Finding[] =>
  wanted.kind === 'none' ? [] : checkForwarding(wanted, { number: '' })

export type RuleProblem = 'noNumber' | 'noForwarding' | 'mistakes'

/** @returns the rule when it can be used, else what is missing */
export function ruleOf({ kind, mapping, numberColumn, wanted }: RuleChoice): ImportRule | RuleProblem {
  if (kind === 'perRow') {
    if (!mapping.includes('number')) return 'noNumber'
    return mapping.some((column) => column !== null && column !== 'number') ? { kind, mapping } : 'noForwarding'
  }
  if (numberColumn === null) return 'noNumber'
  return isPassing(checkShared(wanted)) ? { kind, numberColumn, wanted } : 'mistakes'
}

/** What one of the first rows of the file is read as. */
export interface RowMeaning {
  line: number
  cells: readonly string[]
  number: string
  wanted: Forwarding
  findings: readonly Finding[]
}

export function meaningsOf(
  { sample }: FileAbout<'forwarding'>,
  { kind, mapping, numberColumn, wanted }: RuleChoice,
): RowMeaning[] {
  const layout = layOut(mapping)
  return sample.map(({ line, cells, problem }) => {
    if (problem) return { line, cells, number: '', wanted: { kind: 'none' }, findings: [problem] }
    if (kind === 'same') {
      return { line, cells, wanted, ...readNumber(numberColumn === null ? '' : (cells[numberColumn] ?? '')) }
    }
    const row = readRow(cells, layout)
    const checked = row.findings.length > 0 ? [] : checkShared(row.wanted)
    const mistakes = [...row.findings, ...checked].filter(({ severity }) => severity === 'error')
    return { line, cells, number: row.number, wanted: row.wanted, findings: mistakes }
  })
}

/** @param numbered name of a column that has none, by its position from 1 */
export const columnNames = (
  { header }: Pick<FileAbout<'forwarding'>, 'header'>,
  count: number,
  numbered: (position: number) => string,
): string[] => Array.from({ length: count }, (_, index) => header[index] || numbered(index + 1))

/** Columns offered for a choice: those that the file has, and one target more. */
export function offeredColumns(mapping: Mapping): Column[] {
  const used = mapping.flatMap((column) => (column ? [targetOf(column)?.position ?? 0] : []))
  return columnsFor(Math.min(targetMaximum, Math.max(2, ...used) + 1))
}

/** @returns the mapping with one column set; a column is never taken twice */
export const withColumn = <Name>(
  mapping: readonly (Name | null)[],
  index: number,
  column: Name | null,
): (Name | null)[] =>
  mapping.map((present, position) => (position === index ? column : present === column ? null : present))

/** Where calls go, in few words; empty for none. */
export function destinationOf(forwarding: Forwarding): string {
  switch (forwarding.kind) {
    case 'none':
      return ''
    case 'number':
      return forwarding.targets.map(({ number }) => formatPhone(number)).join(', ')
    case 'url':
      return forwarding.url
    case 'staticIp':
      return forwarding.port === null ? forwarding.address : `${forwarding.address}:${forwarding.port}`
    case 'sip':
      return forwarding.sipUri
  }
}
