/** A first look at a file of contacts. */
import type { ContactGroup, ContactRow, ContactRule, OpenedContacts } from '@shared/contract/contacts'
import type { Reading } from '@shared/contract/imports'
import { AppFailure } from '@shared/domain/app-error'
import { guessContactMapping, looksLikeContactHeader } from '@shared/domain/autocall/contact-columns'
import type { Finding } from '@shared/domain/finding'
import { isBlank } from '@shared/domain/import/cell'
import { recogniseFile } from '../imports/file-format'
import type { TableRow } from '../imports/table'
import { firstRows, sampleRows } from '../imports/table-reader'
import { readSheetNames } from '../imports/xlsx-rows'
import { createContactReader } from './contact-reader'
import { toVariables } from './stored-row'

export type ContactInspection = Omit<OpenedContacts, 'importId' | 'name' | 'size'>

/** Characters of a cell that a preview shows. */
const cellLength = 200
const cut = (cell: string): string => cell.slice(0, cellLength)

const filledRows = async (path: string, format: Parameters<typeof firstRows>[1]): Promise<TableRow[]> => {
  const rows = (await firstRows(path, format)).filter(({ cells, problem }) => problem || !isBlank(cells))
  if (rows.length === 0) throw new AppFailure('file.empty')
  return rows
}

/**
 * @param reading null: to be detected
 * @throws AppFailure `file.…`; errors of the file system as they are
 */
export async function inspectContacts(path: string, reading: Reading | null): Promise<ContactInspection> {
  const format = reading ?? (await recogniseFile(path))
  const rows = await filledRows(path, format)
  const [first] = rows
  const hasHeader =
    reading?.hasHeader ?? (first !== undefined && first.problem === undefined && looksLikeContactHeader(first.cells))
  const sample = rows.slice(hasHeader ? 1 : 0, sampleRows + (hasHeader ? 1 : 0))
  const header = hasHeader && first ? first.cells : []
  return {
    reading:
      format.format === 'csv'
        ? { format: 'csv', encoding: format.encoding, delimiter: format.delimiter, hasHeader }
        : { format: 'xlsx', sheet: format.sheet, hasHeader },
    sheets: format.format === 'xlsx' ? await readSheetNames(path) : [],
    header: header.map(cut),
    sample: sample.map(({ line, cells, problem }) => ({ line, cells: cells.map(cut), problem: problem ?? null })),
    mapping: guessContactMapping(
      hasHeader ? header : null,
      sample.filter(({ problem }) => !problem).map(({ cells }) => cells),
    ),
  }
}

export type PreviewRow = ContactRow & { group: ContactGroup; problem: Finding | null }

/** The first rows by themselves, as the rule reads them. @throws as `inspectContacts` */
export async function previewContacts(
  path: string,
  reading: Reading,
  rule: ContactRule,
  now: number,
): Promise<PreviewRow[]> {
  const { read, names } = createContactReader(rule, now)
  const rows = await filledRows(path, reading)
  return rows.slice(reading.hasHeader ? 1 : 0, sampleRows + (reading.hasHeader ? 1 : 0)).map((table) => {
    const { group, line, written, phones, externalId, zoneOffset, values, reason } = read(table)
    return {
      line,
      written,
      phones: [...phones],
      externalId,
      zoneOffset,
      variables: toVariables(names, values),
      reason,
      otherLine: null,
      group,
      problem: table.problem ?? null,
    }
  })
}
