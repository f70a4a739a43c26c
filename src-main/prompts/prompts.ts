/** Recordings of prompts: chosen, checked and copied into the data folder, kept with what they were uploaded as, given out to be heard. */
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Output } from '@shared/contract'
import { AppFailure } from '@shared/domain/app-error'
import type { Finding, FindingCode } from '@shared/domain/finding'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { createCopyStore } from './copy-store'
import { createRecordingFolder } from './recording-folder'
import { inspectSound, largestSound } from './sound-file'

interface PromptsDeps {
  database: DatabaseSync
  /** The data folder. */
  folder: string
  /** @returns the path of a sound file; null: none was chosen */
  chooseSound(): Promise<string | null>
  /** ms since 1970 */
  now(): number
}

export type Prompts = ReturnType<typeof createPrompts>

export function createPrompts({ database, folder, chooseSound, now }: PromptsDeps) {
  const copies = createCopyStore(database, now)
  const folderOfRecordings = createRecordingFolder(join(folder, 'prompts'))

  return {
    copies,
    /** A recording with its content. @throws AppFailure `input.invalid` with `prompt.copyGone` when it is no longer there */
    async recording(sha256: string): Promise<{ recording: Recording; bytes: Uint8Array<ArrayBuffer> }> {
      const bytes = await folderOfRecordings.read(sha256)
      const recording = copies.recording(sha256)
      if (!recording) throw new Error('a recording without its row')
      return { recording, bytes }
    },
    /** @throws AppFailure `file.unreadable`, `file.unwritable` */
    async choose(): Promise<Output<'prompts.choose'>> {
      const path = await chooseSound()
      return path === null ? null : take(path)
    },
    take,
    /** @throws AppFailure `input.invalid` when there is no copy any more */
    async audio({ sha256 }: { sha256: string }): Promise<Output<'prompts.audio'>> {
      return { base64: Buffer.from(await folderOfRecordings.read(sha256)).toString('base64') }
    },
    removeAccount: (accountId: string): void => copies.removeAccount(accountId),
    /** Removes recordings that no prompt uses and no change of the history needs. @param before ms since 1970 */
    async removeBefore(before: number): Promise<void> {
      for (const sha256 of copies.unused(before)) {
        await folderOfRecordings.remove(sha256)
        copies.drop(sha256)
      }
    },
  }

  /** Checks a file and copies it. @throws AppFailure `file.unreadable`, `file.unwritable` */
  async function take(path: string): Promise<NonNullable<Output<'prompts.choose'>>> {
    const fileName = basename(path)
    const refused = (code: FindingCode, params: Finding['params']) => ({
      fileName,
      recording: null,
      findings: [{ path: 'recording', severity: 'error' as const, code, params }],
    })
    // A file of gigabytes is not read to be told that it is too large.
    const { size } = await stat(path).catch(unreadable)
    if (size > largestSound) return refused('prompt.tooLarge', { size: (size / 2 ** 20).toFixed(1) })
    const bytes = new Uint8Array(await readFile(path).catch(unreadable))
    const inspected = inspectSound(fileName, bytes)
    if (!inspected.ok) return refused(inspected.code, inspected.params)
    const { format, seconds } = inspected
    const sha256 = await folderOfRecordings.keep(bytes)
    const recording: Recording = { sha256, fileName, format, seconds, size: bytes.length }
    copies.add(recording)
    return { fileName, recording, findings: [] }
  }
}

function unreadable(cause: NodeJS.ErrnoException): never {
  throw new AppFailure('file.unreadable', { params: { reason: cause.code ?? cause.message } }, { cause })
}
