/** Menus as files of the operator, with the recordings of their prompts in a folder beside each. */
import { mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Output, ParsedInput } from '@shared/contract'
import type { IvrAccount } from '@shared/contract/ivr'
import { AppFailure } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import { absentId } from '@shared/domain/ivr/menu'
import { promptFolderName, toMenuFile, type Directory, type PromptBeside } from '@shared/domain/ivr/menu-file'
import { menuSchemaFileName } from '@shared/domain/ivr/menu-file-schema'
import { promptsOf, replacePrompts, uploadOf, type PromptUpload } from '@shared/domain/ivr/uploads'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { writeAtomically } from '../files/atomic-file'
import { recordingNames } from './recording-names'
import { menuFileText } from './menu-file'
import { readMenuFile } from './menu-file-thread'

interface MenuFilesDeps {
  account(accountId: string): Promise<IvrAccount>
  prompts: {
    copies: { list(accountId: string): { promptId: number; recording: Recording }[] }
    /** @throws AppFailure `input.invalid` when its copy is no longer there */
    recording(sha256: string): Promise<{ bytes: Uint8Array<ArrayBuffer> }>
    /** Checks a sound file and copies it into the data folder. @throws AppFailure `file.unreadable`, `file.unwritable` */
    take(path: string): Promise<{ recording: Recording | null; findings: Finding[] }>
  }
  /** The built `menu-file-worker.js`. */
  workerPath: string
  /** The JSON Schema of menu files, which is written beside each. */
  schemaPath: string
  /** The operator's choice of a menu to read. null: none. */
  chooseMenu(): Promise<string | null>
  /** The operator's choice of a place to write to. null: none. */
  choosePlace(suggestedName: string): Promise<string | null>
}

export type MenuFiles = ReturnType<typeof createMenuFiles>

export function createMenuFiles({ account, prompts, workerPath, schemaPath, chooseMenu, choosePlace }: MenuFilesDeps) {
  async function save(input: ParsedInput<'ivr.export'>): Promise<Output<'ivr.export'>> {
    const { accountId, number, label, menu, uploads } = input
    const path = await choosePlace(`ivr-${number}.yaml`)
    if (path === null) return null
    const directory = withUploads(await account(accountId), uploads)
    const recordings = new Map([
      ...prompts.copies.list(accountId).map(({ promptId, recording }) => [promptId, recording] as const),
      ...uploads.map(({ id, recording }) => [id, recording] as const),
    ])
    const used = promptsOf(menu)
    const titled = directory.sounds.filter(({ id }) => used.has(id))
    const wanted = titled.flatMap(({ id, title }) => {
      const recording = recordings.get(id)
      return recording ? [{ id, title, recording }] : []
    })
    const folder = join(dirname(path), promptFolderName(basename(path)))
    const files = new Map<number, string>()
    for (const { id, name, recording } of recordingNames(wanted)) {
      const bytes = await copyOf(recording)
      if (!bytes) continue
      await mkdir(folder, { recursive: true }).catch(unwritable)
      await writeAtomically(join(folder, name), [bytes])
      files.set(id, name)
    }
    const file = toMenuFile(menu, number, label, directory, files)
    await writeAtomically(join(dirname(path), menuSchemaFileName), [await readFile(schemaPath)])
    await writeAtomically(path, [menuFileText(file, extname(path).toLowerCase() === '.json')])
    return {
      fileName: basename(path),
      folderName: files.size > 0 ? basename(folder) : null,
      recordings: files.size,
      withoutRecording: titled.filter(({ id }) => !files.has(id)).map(({ title }) => title),
    }
  }

  /** @returns null when the copy is no longer there */
  async function copyOf({ sha256 }: Recording): Promise<Uint8Array | null> {
    try {
      return (await prompts.recording(sha256)).bytes
    } catch (error) {
      if (error instanceof AppFailure && error.error.code === 'input.invalid') return null
      throw error
    }
  }

  async function open({ accountId }: ParsedInput<'ivr.import'>): Promise<Output<'ivr.import'>> {
    const path = await chooseMenu()
    if (path === null) return null
    const { file, menu, missing, beside } = await readMenuFile(workerPath, path, await account(accountId))
    const folder = join(dirname(path), promptFolderName(basename(path)))
    const found = new Map<string, Awaited<ReturnType<typeof takeBeside>>>()
    for (const prompt of beside) found.set(prompt.title, await takeBeside(folder, prompt))
    const uploads = [...found.values()].flatMap(({ upload }) => (upload ? [upload] : []))
    const ids = new Map(beside.map(({ id, title }) => [id, found.get(title)?.upload?.id ?? absentId]))
    return {
      number: file.number,
      label: file.label,
      menu: replacePrompts(menu, ids),
      uploads,
      missing: missing
        .filter(({ kind, name }) => kind !== 'prompt' || !found.get(name)?.upload)
        .map((one) => ({ ...one, finding: (one.kind === 'prompt' && found.get(one.name)?.finding) || null })),
    }
  }

  /** A recording that is not there, or is none, leaves its prompt missing. */
  async function takeBeside(
    folder: string,
    { title, file }: PromptBeside,
  ): Promise<{ upload?: PromptUpload; finding?: Finding }> {
    try {
      const { recording, findings } = await prompts.take(join(folder, file))
      const [finding] = findings
      return recording ? { upload: uploadOf(title, recording) } : { ...(finding && { finding }) }
    } catch (error) {
      if (error instanceof AppFailure && error.error.code === 'file.unreadable') return {}
      throw error
    }
  }

  return { save, open }
}

const withUploads = (directory: IvrAccount, uploads: readonly PromptUpload[]): Directory => ({
  ...directory,
  sounds: [...directory.sounds, ...uploads],
})

function unwritable(cause: NodeJS.ErrnoException): never {
  throw new AppFailure('file.unwritable', { params: { reason: cause.code ?? cause.message } }, { cause })
}
