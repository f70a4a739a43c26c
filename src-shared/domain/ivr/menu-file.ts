/**
 * A menu as a file that people read and another account takes: prompts and intervals by their names, contexts by keys that mean
 * something only inside the file.
 */
import { z } from 'zod'
import type { Action } from './action'
import { absentId, inOrder, menuSchema, type Context, type Menu, type MenuOption, type Rule } from './menu'
import { newKey } from './new'
import { promptsOf } from './uploads'

export const menuFileFormat = 'switchboard-ivr-menu'

/** The frame of the file; what is inside `menu` is checked once its names have become ids. */
export const menuFileSchema = z.strictObject({
  /** Where editors find the JSON Schema of this file. */
  $schema: z.string().optional(),
  format: z.literal(menuFileFormat),
  version: z.literal(1),
  /** Number of the extension that it was, without the company's prefix. */
  number: z.string(),
  label: z.string(),
  /** Recordings in the folder beside the file; see `promptFolderName`. */
  prompts: z
    .array(
      z.strictObject({
        title: z.string().min(1).max(200),
        /** Name in that folder; null: the console had no copy of the recording. */
        file: z
          .string()
          .regex(/^[^/\\:]*[^/\\:.][^/\\:]*$/)
          .max(255)
          .nullable(),
      }),
    )
    .optional(),
  /** As `menuSchema`, with titles of prompts and names of intervals in the place of ids. */
  menu: z.record(z.string(), z.json()),
})
export type MenuFile = z.infer<typeof menuFileSchema>

/** `ivr-071-prompts` for `ivr-071.yaml`. */
export const promptFolderName = (menuFileName: string): string => `${menuFileName.replace(/\.[^.]+$/, '')}-prompts`

/** What a menu refers to outside of it. */
export interface Directory {
  sounds: readonly { id: number; title: string }[]
  intervals: readonly { id: number; name: string }[]
  /** Numbers without prefix. */
  extensions: readonly { number: string }[]
  extensionLength: number
}

export interface MissingReference {
  kind: 'prompt' | 'interval' | 'extension'
  name: string
}

type Json = z.infer<ReturnType<typeof z.json>>

/** Fields that hold the id of a prompt or of an interval. */
export const promptFields: ReadonlySet<string> = new Set(['sound', 'greeting'])
export const intervalField = 'interval'

/** @returns plain data with `replace` applied to every reference; fields of unknown actions are left as they are */
function withReferences(value: Json, replace: (kind: 'prompt' | 'interval', reference: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, replace))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => {
      if (field === 'fields' || field === 'extra') return [field, item]
      if (promptFields.has(field)) return [field, item === null ? null : replace('prompt', item)]
      if (field === intervalField) return [field, item === null ? null : replace('interval', item)]
      return [field, withReferences(item, replace)]
    }),
  )
}

/**
 * A prompt or interval that has no name there is written as its id.
 * @param files names of recordings beside the file, by the prompts' ids
 */
export function toMenuFile(
  menu: Menu,
  number: string,
  label: string,
  directory: Directory,
  files: ReadonlyMap<number, string> = new Map(),
): MenuFile {
  const titles = new Map(directory.sounds.map(({ id, title }) => [id, title]))
  const names = new Map(directory.intervals.map(({ id, name }) => [id, name]))
  const named = withReferences(z.json().parse(menu), (kind, id) =>
    typeof id === 'number' ? ((kind === 'prompt' ? titles : names).get(id) ?? id) : id,
  )
  const prompts = [...promptsOf(menu)].flatMap((id) => {
    const title = titles.get(id)
    return title === undefined ? [] : [{ title, file: files.get(id) ?? null }]
  })
  return menuFileSchema.parse({ format: menuFileFormat, version: 1, number, label, prompts, menu: named })
}

/** A prompt that the account lacks and whose recording is said to lie beside the file; rules name it by its id, below 0, until then. */
export interface PromptBeside {
  id: number
  title: string
  file: string
}

export interface MenuOfFile {
  menu: Menu
  /** Prompts beside the file are among them. */
  missing: MissingReference[]
  beside: PromptBeside[]
}

/** @throws z.ZodError with paths into the file */
export function fromMenuFile(file: MenuFile, directory: Directory): MenuOfFile {
  const sounds = new Map(directory.sounds.map(({ id, title }) => [title, id]))
  const intervals = new Map(directory.intervals.map(({ id, name }) => [name, id]))
  const missing = new Map<string, MissingReference>()
  const miss = (kind: MissingReference['kind'], name: string) => missing.set(`${kind}/${name}`, { kind, name })
  const files = new Map(file.prompts?.map(({ title, file: name }) => [title, name]))
  const beside = new Map<string, PromptBeside>()
  function besideFile(title: string): number {
    const name = files.get(title)
    if (!name) return absentId
    const found = beside.get(title) ?? { id: -1 - beside.size, title, file: name }
    beside.set(title, found)
    return found.id
  }
  const resolved = withReferences(file.menu, (kind, reference) => {
    if ((typeof reference !== 'string' && typeof reference !== 'number') || reference === absentId) return reference
    const id = (kind === 'prompt' ? sounds : intervals).get(String(reference))
    if (id !== undefined) return id
    miss(kind, String(reference))
    return kind === 'prompt' ? besideFile(String(reference)) : absentId
  })
  const parsed = z.object({ menu: menuSchema }).parse({ menu: resolved }).menu
  const known = new Set(directory.extensions.map(({ number }) => number))
  for (const { action } of rulesOf(parsed)) {
    for (const destination of destinationsOf(action)) {
      const isExtension = /^\d+$/.test(destination) && destination.length === directory.extensionLength
      if (isExtension && !known.has(destination)) miss('extension', destination)
    }
  }
  return { menu: withFreshKeys(parsed), missing: [...missing.values()], beside: [...beside.values()] }
}

const rulesOf = ({ contexts }: Menu): Rule[] => contexts.flatMap(({ options }) => options.flatMap(({ rules }) => rules))

const destinationsOf = (action: Action): string[] =>
  action.kind === 'transfer' || action.kind === 'simple_transfer' ? action.destinations : []

/** Nothing of a file is at the provider, whatever keys it has. */
export function withFreshKeys(menu: Menu): Menu {
  const contexts = new Map(menu.contexts.map(({ key }, index) => [key, newKey(`file-context-${index}`)]))
  const freshKey = (key: string | null): string | null => (key === null ? null : (contexts.get(key) ?? key))
  let made = 0
  const fresh = (rule: Rule): Rule => {
    const { action } = rule
    const key = newKey(`file-rule-${made++}`)
    if (action.kind !== 'jump_to_context') return { ...rule, key }
    return { ...rule, key, action: { ...action, context: freshKey(action.context) } }
  }
  const freshOption = ({ digits, rules }: MenuOption): MenuOption => ({ digits, rules: rules.map(fresh) })
  return {
    config: { ...menu.config, entryContext: freshKey(menu.config.entryContext) },
    contexts: menu.contexts.map((context): Context => ({
      ...context,
      key: freshKey(context.key) ?? context.key,
      options: inOrder(context.options.map(freshOption)),
    })),
  }
}
