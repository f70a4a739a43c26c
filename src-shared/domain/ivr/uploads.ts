/**
 * Prompts that are uploaded together with the menu that plays them. Until then a rule names such a prompt by an id below 0, which
 * comes from its title and content, so that it is the same in every menu.
 */
import { z } from 'zod'
import { recordingSchema, type Recording } from '../pbx/prompt-intent'
import type { Action } from './action'
import { absentId, type Menu, type Rule } from './menu'

export const promptUploadSchema = z.object({
  id: z.number().int().negative(),
  title: z.string().min(1).max(200),
  /** A copy in the console's data folder. */
  recording: recordingSchema,
})
export type PromptUpload = z.infer<typeof promptUploadSchema>

/** 20 bits of the content's hash and 32 of the title's: whole numbers that long are exact. */
export const uploadOf = (title: string, recording: Recording): PromptUpload => ({
  id: -1 - (Number.parseInt(recording.sha256.slice(0, 5), 16) * 2 ** 32 + hashOf(title)),
  title,
  recording,
})

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** @returns the prompt that the action plays; null: none */
const promptOf = (action: Action): number | null => ('sound' in action ? action.sound : null)

/** @returns each prompt that the menu plays, once */
export function promptsOf({ config, contexts }: Menu): Set<number> {
  const used = new Set<number>()
  const add = (id: number | null) => id !== null && id !== absentId && used.add(id)
  for (const { options } of contexts) {
    for (const { rules } of options) for (const { action } of rules) add(promptOf(action))
  }
  add(config.voicemail.greeting)
  return used
}

/** @returns those that the menu plays, in the order in which they were added */
export function usedUploads(menu: Menu, uploads: readonly PromptUpload[]): PromptUpload[] {
  // It is asked with every edit, and most menus bring none.
  if (uploads.length === 0) return []
  const used = promptsOf(menu)
  return uploads.filter(({ id }) => used.has(id))
}

/**
 * @param prompts ids to put in the place of others; null: no prompt
 * @returns the menu, with everything that names none of them as it was
 */
export function replacePrompts(menu: Menu, prompts: ReadonlyMap<number, number | null>): Menu {
  const replaced = (id: number | null): number | null => (id === null ? null : (prompts.get(id) ?? null))
  const isNamed = (id: number | null): boolean => id !== null && prompts.has(id)
  const ofRule = (rule: Rule): Rule =>
    'sound' in rule.action && isNamed(rule.action.sound)
      ? { ...rule, action: { ...rule.action, sound: replaced(rule.action.sound) } }
      : rule
  const { voicemail } = menu.config
  return {
    config: isNamed(voicemail.greeting)
      ? { ...menu.config, voicemail: { ...voicemail, greeting: replaced(voicemail.greeting) } }
      : menu.config,
    contexts: menu.contexts.map((context) =>
      context.options.some(({ rules }) => rules.some(({ action }) => isNamed(promptOf(action))))
        ? { ...context, options: context.options.map((one) => ({ ...one, rules: one.rules.map(ofRule) })) }
        : context,
    ),
  }
}
