/** Rows of a list as they are stored: a million of them, so without the names of their fields. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { z } from 'zod'
import { duplicateReasons, type ContactRow } from '@shared/contract/contacts'
import type { Contact } from '@shared/domain/autocall/contact'
import { invalidReasons } from '@shared/domain/autocall/invalid-reason'

export interface ReadRow {
  line: number
  written: string
  phones: readonly string[]
  externalId: string
  zoneOffset: number | null
  /** Of the variables, in the order of their names in the list; empty: not there. */
  values: readonly string[]
  reason: ContactRow['reason']
  otherLine: number | null
}

const storedRowSchema = z.tuple([
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.number().nullable(),
  z.array(z.string()),
  z.enum([...duplicateReasons, ...invalidReasons]).nullable(),
  z.number().nullable(),
])
type StoredRow = z.infer<typeof storedRowSchema>

export const toStored = (row: ReadRow): StoredRow => [
  row.line,
  row.written,
  row.phones.length === 1 ? (row.phones[0] ?? '') : row.phones.join(' '),
  row.externalId,
  row.zoneOffset,
  row.values as string[],
  row.reason,
  row.otherLine,
]

/** What is packed is about a quarter, and packing it in the quickest way takes a fraction of the time of writing the rest. */
const packing = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } }
/** Begins rows that are packed; earlier versions did not pack, and JSON begins otherwise. */
const packedMark = 1

/** @param json of stored rows, UTF-8 */
export function packRows(json: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = brotliCompressSync(json, packing)
  const marked = new Uint8Array(packed.length + 1)
  marked[0] = packedMark
  marked.set(packed, 1)
  return marked
}

export const unpackRows = (stored: Uint8Array): string =>
  new TextDecoder().decode(stored[0] === packedMark ? brotliDecompressSync(stored.subarray(1)) : stored)

/** @param packed stored rows. @param names of the variables of their list */
export const parseStored = (packed: Uint8Array, names: readonly string[]): ContactRow[] =>
  z
    .array(storedRowSchema)
    .parse(JSON.parse(unpackRows(packed)))
    .map(([line, written, phones, externalId, zoneOffset, values, reason, otherLine]) => ({
      line,
      written,
      phones: phones === '' ? [] : phones.split(' '),
      externalId,
      zoneOffset,
      variables: toVariables(names, values),
      reason,
      otherLine,
    }))

/** Empty cells are no variables: the scenario has its own word for what is not there. */
export function toVariables(names: readonly string[], values: readonly string[]): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? ''
    if (value !== '') variables[name] = value
  }
  return variables
}

export const toContact = ({ phones, variables, externalId, zoneOffset }: ContactRow): Contact => ({
  phones,
  variables,
  externalId,
  zoneOffset,
})
