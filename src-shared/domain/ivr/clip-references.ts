/** What copied parts of a menu refer to, found by name where they are put in: ids mean something only where they come from. */
import type { Recording } from '../pbx/prompt-intent'
import type { MissingReference } from './menu-file'
import { absentId, type Menu } from './menu'
import { uploadOf, type PromptUpload } from './uploads'

/** What the ids stand for where they were copied. */
export interface ClipNames {
  /** By key. */
  contexts: ReadonlyMap<string, string>
  /** By id; `recording` null: the console has no copy of it. */
  prompts: ReadonlyMap<number, { title: string; recording: Recording | null }>
  intervals: ReadonlyMap<number, string>
}

/** What each becomes where it is put in. */
export interface ClipReferences {
  /** Target of a jump; null: there is none of that name. */
  context(key: string): string | null
  prompt(id: number): number
  interval(id: number): number
}

/** Where it is put in. */
interface Surroundings {
  menu: Menu
  isSameMenu: boolean
  isSameAccount: boolean
  prompts: readonly { id: number; title: string }[]
  intervals: readonly { id: number; name: string }[]
}

/**
 * Prompts that the account lacks are uploaded with the menu where the console has their recordings.
 *
 * @returns `uploads` and `missing` grow as references are asked for
 */
export function arrivingReferences(
  names: ClipNames,
  { menu, isSameMenu, isSameAccount, prompts, intervals }: Surroundings,
): ClipReferences & { uploads: PromptUpload[]; missing: MissingReference[] } {
  const uploads: PromptUpload[] = []
  const missing: MissingReference[] = []
  function miss(kind: MissingReference['kind'], name: string | undefined): number {
    if (name !== undefined && !missing.some((one) => one.kind === kind && one.name === name))
      missing.push({ kind, name })
    return absentId
  }
  function prompt(id: number): number {
    if (isSameAccount && id > 0) return id
    const known = names.prompts.get(id)
    const found = prompts.find(({ title }) => title === known?.title)
    if (found) return found.id
    if (!known?.recording) return miss('prompt', known?.title)
    const upload = uploadOf(known.title, known.recording)
    if (!uploads.some((one) => one.id === upload.id)) uploads.push(upload)
    return upload.id
  }
  function interval(id: number): number {
    if (isSameAccount) return id
    const name = names.intervals.get(id)
    return intervals.find((one) => one.name === name)?.id ?? miss('interval', name)
  }
  function context(key: string): string | null {
    if (isSameMenu) return key
    const name = names.contexts.get(key)
    return menu.contexts.find((one) => one.name === name)?.key ?? null
  }
  return { context, prompt, interval, uploads, missing }
}
