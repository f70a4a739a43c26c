/**
 * All that a company has, as the section `pbx` of a snapshot file. Ids are those of the time it was taken and mean something
 * only inside the file: what they stand for is found again by its name, title or number.
 */
import { z } from 'zod'
import type { Plain } from '../difference'
import { menuSchema, type Menu } from '../ivr/menu'
import { compareParts, type ComparedPart, type Part } from '../snapshot-part'
import { pbxIdSchema } from './common'
import { extensionSettingsSchema } from './extension'
import { incomingRuleSchema, type IncomingRule } from './incoming-rule'
import { intervalSettingsSchema } from './interval'
import { recordingSchema } from './prompt-intent'
import { asRead } from './rule-list'
import { companyDifferences } from './snapshot-differences'

const number = z.string().min(1).max(50)

export const pbxSectionSchema = z.object({
  company: z.object({ name: z.string(), prefix: z.string(), extensionLength: z.int(), timeZone: z.string() }),
  intervals: z.array(intervalSettingsSchema.extend({ id: pbxIdSchema })),
  prompts: z.array(
    z.object({
      id: pbxIdSchema,
      title: z.string(),
      /** The provider gives no audio back: only what was uploaded from this console can be put back. null: it was not. */
      recording: recordingSchema.nullable(),
    }),
  ),
  extensions: z.array(extensionSettingsSchema.extend({ number, type: z.string() })),
  /** Of extensions that have any, in the order in which they are looked at. */
  rules: z.array(z.object({ extension: number, rules: z.array(incomingRuleSchema) })),
  menus: z.array(z.object({ extension: number, menu: menuSchema })),
  publicNumbers: z.array(z.object({ number, /** null: it leads nowhere. */ extension: number.nullable() })),
})
export type PbxSection = z.infer<typeof pbxSectionSchema>

/** Enough of a hash to tell two recordings of one name apart. */
const contentShown = 12

/**
 * Names that tell prompts, or intervals, apart. No document says that a name is taken only once; the second that has it is
 * `name (2)`, in the order of their ids.
 * @returns by id
 */
export function namesApart(objects: readonly { id: number; name: string }[]): Map<number, string> {
  const seen = new Map<string, number>()
  return new Map(
    objects
      .toSorted((one, other) => one.id - other.id)
      .map(({ id, name }) => {
        const place = (seen.get(name) ?? 0) + 1
        seen.set(name, place)
        return [id, place === 1 ? name : `${name} (${place})`]
      }),
  )
}

/** See `namesApart`. */
export const promptNames = (prompts: Iterable<{ id: number; title: string }>): Map<number, string> =>
  namesApart([...prompts].map(({ id, title }) => ({ id, name: title })))

const plain = (value: unknown): Plain => JSON.parse(JSON.stringify(value)) as Plain

/**
 * @param other what it is compared with: recordings differ only where both are known, for the provider tells of none
 * @returns every object of a section, comparable with those of another account
 */
function partsOf(section: PbxSection, other: PbxSection): Part[] {
  const part = (kind: Part['kind'], name: string, value: Plain): Part => ({ kind, key: name, name, value })
  const prompts = promptNames(section.prompts)
  const intervals = namesApart(section.intervals)
  const otherPrompts = promptNames(other.prompts)
  const heard = new Set(other.prompts.flatMap(({ id, recording }) => (recording ? [otherPrompts.get(id)] : [])))
  const recordingOf = ({ id, recording }: PbxSection['prompts'][number]): { [field: string]: Plain } =>
    recording && heard.has(prompts.get(id))
      ? { file: recording.fileName, content: recording.sha256.slice(0, contentShown) }
      : {}
  const promptName = (id: number) => prompts.get(id) ?? `#${id}`
  const intervalName = (id: number) => intervals.get(id) ?? `#${id}`
  const namedRule = (rule: IncomingRule): Plain => {
    const read = asRead(rule)
    if (read.type === 'unknown') return plain(read)
    return plain({
      ...read,
      rest: null,
      conditions: { ...read.conditions, intervalId: nullable(intervalName)(read.conditions.intervalId) },
      ...(read.type === 'playfile' && { promptId: nullable(promptName)(read.promptId) }),
    })
  }
  return [
    ...section.intervals.map((value) => part('interval', intervalName(value.id), plain({ ...value, id: null }))),
    ...section.prompts.map((prompt) =>
      part('prompt', promptName(prompt.id), { title: prompt.title, ...recordingOf(prompt) }),
    ),
    ...section.extensions.map((value) => part('extension', value.number, plain(value))),
    ...section.menus.map(({ extension, menu }) =>
      part('menu', extension, namedMenu(menu, nullable(promptName), nullable(intervalName))),
    ),
    ...section.rules
      .filter(({ rules }) => rules.length > 0)
      .map(({ extension, rules }) => part('rules', extension, { rules: rules.map(namedRule) })),
    ...section.publicNumbers.map(({ number: name, extension }) =>
      part('publicNumber', name, { number: name, extension }),
    ),
  ]
}

/** @returns the name of what an id stands for; null stays */
const nullable =
  (name: (id: number) => string) =>
  (id: number | null): string | null =>
    id === null ? null : name(id)

/** Contexts by their place instead of their keys, and nothing that the server makes up. */
function namedMenu(
  { config, contexts }: Menu,
  promptName: (id: number | null) => string | null,
  intervalName: (id: number | null) => string | null,
): Plain {
  const places = new Map(contexts.map(({ key }, place) => [key, String(place + 1)]))
  const contextName = (key: string | null) => (key === null ? null : (places.get(key) ?? '?'))
  return plain({
    config: {
      ...config,
      extra: null,
      entryContext: contextName(config.entryContext),
      voicemail: { ...config.voicemail, greeting: promptName(config.voicemail.greeting) },
    },
    contexts: contexts.map(({ options, ...context }) => ({
      ...context,
      key: null,
      extra: null,
      options: Object.fromEntries(
        options
          .filter(({ rules }) => rules.length > 0)
          .map(({ digits, rules }) => [
            digits,
            rules.map(({ conditions, action, ...rule }) => ({
              ...rule,
              key: null,
              extra: null,
              conditions: { ...conditions, interval: intervalName(conditions.interval) },
              action: {
                ...action,
                ...('sound' in action && { sound: promptName(action.sound) }),
                ...(action.kind === 'jump_to_context' && { context: contextName(action.context) }),
              },
            })),
          ]),
      ),
    })),
  })
}

/** Compares two accounts, or an account now with what it was, object by object. */
export const compareSections = (present: PbxSection, saved: PbxSection): ComparedPart[] =>
  compareParts(partsOf(present, saved), partsOf(saved, present), companyDifferences)
