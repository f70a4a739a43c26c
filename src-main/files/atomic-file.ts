/** Files written for the operator: whole or not at all. */
import { open, rename, rm } from 'node:fs/promises'
import { AppFailure } from '@shared/domain/app-error'

/**
 * Writes into a file beside the wanted one, brings it to the disk, and only then puts it in its place: a full disk, a
 * power cut or cancelling leave what was there before.
 *
 * @param chunks written one by one, so that a file of any size takes no memory
 * @throws AppFailure `cancelled` when `signal` aborts, `file.unwritable`; and whatever `chunks` throws
 */
export async function writeAtomically(
  path: string,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const draft = `${path}.${process.pid}.part`
  try {
    const file = await open(draft, 'w').catch(refuse)
    try {
      for await (const chunk of chunks) {
        if (signal?.aborted) throw new AppFailure('cancelled')
        await file.appendFile(chunk).catch(refuse)
      }
      await file.sync().catch(refuse)
    } finally {
      await file.close()
    }
    await rename(draft, path).catch(refuse)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw error
  }
}

function refuse(cause: NodeJS.ErrnoException): never {
  throw new AppFailure('file.unwritable', { params: { reason: cause.code ?? cause.message } }, { cause })
}
