/** Tells from the first bytes of a file what it is. */
import { open } from 'node:fs/promises'
import { AppFailure } from '@shared/domain/app-error'
import type { CsvReading } from '@shared/contract/imports'

export type FileFormat = { format: 'xlsx'; sheet: number } | ({ format: 'csv' } & CsvReading)

/** Bytes looked at. */
const sampleSize = 1 << 20
/** A text has hardly any control characters; packed and binary data about one byte in ten. */
const controlShareMaximum = 0.03

/** @throws AppFailure `file.empty`, `file.notATable`, `file.oldExcel`; errors of the file system as they are */
export async function recogniseFile(path: string): Promise<FileFormat> {
  const sample = await readSample(path)
  if (sample.length === 0) throw new AppFailure('file.empty')
  if (sample.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return { format: 'xlsx', sheet: 0 }
  if (sample.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new AppFailure('file.oldExcel')
  const encoding = detectEncoding(sample)
  const text = new TextDecoder(encoding).decode(sample, { stream: true })
  if (controlShare(text) > controlShareMaximum) throw new AppFailure('file.notATable')
  if (text.trim() === '') throw new AppFailure('file.empty')
  return { format: 'csv', encoding, delimiter: detectDelimiter(text) }
}

/** The first bytes of a file. */
export async function readSample(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleSize), 0, sampleSize, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function detectEncoding(sample: Buffer): CsvReading['encoding'] {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const { characters, strays } = countUtf8(sample)
  // A UTF-8 file with a few rows pasted in another encoding is still UTF-8, and those rows are mistakes.
  return strays > characters ? 'windows-1251' : 'utf-8'
}

/** Counts characters of several bytes, and bytes above 127 that belong to none. */
function countUtf8(bytes: Buffer): { characters: number; strays: number } {
  let characters = 0
  let strays = 0
  for (let position = 0; position < bytes.length; position += 1) {
    const byte = bytes[position] ?? 0
    if (byte < 0x80) continue
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
    const following = bytes.subarray(position + 1, position + 1 + length)
    if (length > 0 && following.length === length && following.every((next) => (next & 0xc0) === 0x80)) {
      characters += 1
      position += length
    } else strays += 1
  }
  return { characters, strays }
}

function controlShare(text: string): number {
  let controls = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) controls += 1
  }
  return controls / text.length
}

const delimiters = [';', ',', '\t'] as const

/** The delimiter that splits most of the first rows, outside quotes, into the same number of cells. */
function detectDelimiter(text: string): CsvReading['delimiter'] {
  const rows = text
    .slice(0, 65_536)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((row) => row.trim() !== '')
    .slice(0, 50)
  const scored = delimiters.map((delimiter) => {
    const counts = rows.map((row) => row.split(delimiter).length - 1)
    const usual = counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0
    return { delimiter, score: usual === 0 ? 0 : counts.filter((count) => count === usual).length, usual }
  })
  const [best] = scored.toSorted((one, other) => other.score - one.score || other.usual - one.usual)
  return best && best.score > 0 ? best.delimiter : ';'
}
