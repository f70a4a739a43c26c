/** Rows of a CSV file of any size, in constant memory. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { CsvReading } from '@shared/contract/imports'
import { createCsvSplitter } from './csv-splitter'
import type { ReadOptions, TableRow } from './table'

const chunkSize = 256 * 1024

/** @throws errors of the file system as they are */
export async function* readCsvRows(
  path: string,
  reading: CsvReading,
  { onProgress }: ReadOptions,
): AsyncGenerator<TableRow[]> {
  const { size } = await stat(path)
  const decoder = new TextDecoder(reading.encoding)
  const splitter = createCsvSplitter(reading)
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: chunkSize })) {
    const bytes = chunk as Buffer
    const rows = splitter.add(decoder.decode(bytes, { stream: true }), false)
    done += bytes.length
    onProgress(done, size)
    yield rows
  }
  yield splitter.add(decoder.decode(), true)
}

/** Rows of the beginning of a file, for a preview; a last one that may be cut off in the middle is left out. */
export function splitSample(bytes: Buffer, isWhole: boolean, reading: CsvReading): TableRow[] {
  const text = new TextDecoder(reading.encoding).decode(bytes, { stream: !isWhole })
  return createCsvSplitter(reading).add(text, isWhole)
}
