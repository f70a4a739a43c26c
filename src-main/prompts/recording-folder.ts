/** Recordings in the data folder, named by the SHA-256 of their content. */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppFailure } from '@shared/domain/app-error'

export function createRecordingFolder(folder: string) {
  const pathOf = (sha256: string): string => join(folder, sha256)

  return {
    /**
     * Writes a recording down so that it survives a power cut.
     * @returns its SHA-256
     * @throws AppFailure `file.unwritable`
     */
    async keep(bytes: Uint8Array): Promise<string> {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const draft = `${pathOf(sha256)}.${process.pid}.part`
      try {
        await mkdir(folder, { recursive: true })
        const file = await open(draft, 'w')
        try {
          await file.write(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, pathOf(sha256))
        return sha256
      } catch (cause) {
        await rm(draft, { force: true }).catch(() => undefined)
        throw new AppFailure('file.unwritable', { params: { reason: reasonOf(cause) } }, { cause })
      }
    },
    /** @throws AppFailure `input.invalid` with `prompt.copyGone` when it is not there, or not what it was. */
    async read(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
      const bytes = await readFile(pathOf(sha256)).catch(() => null)
      if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new AppFailure('input.invalid', {
          fields: [{ path: 'recording', severity: 'error', code: 'prompt.copyGone', params: {} }],
        })
      }
      return new Uint8Array(bytes)
    },
    remove: (sha256: string): Promise<void> => rm(pathOf(sha256), { force: true }),
  }
}

const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause)
