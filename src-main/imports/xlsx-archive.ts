/**
 * Parts of an XLSX file, unpacked as a stream. A small file can unpack to terabytes, so what comes out is measured while it
 * comes; the sizes that the archive itself states are not believed.
 */
import { Transform, type Readable } from 'node:stream'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { AppFailure } from '@shared/domain/app-error'

export interface ArchiveLimits {
  entries: number
  /** Bytes that one part may unpack to. */
  partSize: number
  /** Times that a part may be larger than what it is packed in … */
  ratio: number
  /** … once it is larger than this, bytes: a few repeated lines pack very well. */
  ratioFrom: number
}

export const archiveLimits: ArchiveLimits = {
  entries: 10_000,
  partSize: 4 * 2 ** 30,
  ratio: 250,
  ratioFrom: 16 * 2 ** 20,
}

export interface Archive {
  has(name: string): boolean
  /** Stated by the archive: good for a progress bar, not to be relied on. */
  sizeOf(name: string): number
  /** @throws AppFailure `file.damaged` without such a part; the stream fails with `file.tooLarge` or `file.damaged` */
  read(name: string): Promise<Readable>
  close(): void
}

const damaged = (error: unknown): AppFailure =>
  error instanceof AppFailure ? error : new AppFailure('file.damaged', { params: { reason: 'ZIP' } }, { cause: error })

/** @throws AppFailure `file.damaged`, `file.tooLarge` */
export async function openArchive(path: string, limits: ArchiveLimits = archiveLimits): Promise<Archive> {
  // Names are only looked up, never written to, so odd ones do no harm.
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false }).catch(
    (error) => {
      if (error instanceof Error && 'code' in error) throw error
      throw damaged(error)
    },
  )
  try {
    const entries = await readEntries(zip, limits)
    return {
      has: (name) => entries.has(name.toLowerCase()),
      sizeOf: (name) => entries.get(name.toLowerCase())?.uncompressedSize ?? 0,
      async read(name) {
        const entry = entries.get(name.toLowerCase())
        if (!entry) throw new AppFailure('file.damaged', { params: { reason: name } })
        const packed = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
          throw damaged(error)
        })
        const measured = measure(entry, limits)
        // Errors of the unpacking, a wrong size among them, end the reader's stream too.
        packed.on('error', (error) => measured.destroy(damaged(error)))
        measured.on('close', () => packed.destroy())
        return packed.pipe(measured)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function readEntries(zip: ZipFile, { entries: maximum }: ArchiveLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  if (zip.entryCount > maximum) throw tooLarge(`${zip.entryCount} parts`)
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  } catch (error) {
    throw damaged(error)
  }
  return entries
}

const tooLarge = (reason: string): AppFailure => new AppFailure('file.tooLarge', { params: { reason } })

function measure(entry: Entry, limits: ArchiveLimits): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limits.partSize) return done(tooLarge(`> ${Math.round(limits.partSize / 2 ** 20)} MiB`))
      if (size > limits.ratioFrom && size > entry.compressedSize * limits.ratio) {
        return done(tooLarge(`> ${limits.ratio} : 1`))
      }
      done(null, chunk)
    },
  })
}
