/** A menu that is being edited, as it is kept on disk: with the menu that it began from. */
import { z } from 'zod'
import { menuSchema } from '@shared/domain/ivr/menu'
import { promptUploadSchema } from '@shared/domain/ivr/uploads'
import { remembered } from '@shared/domain/remembered'

export const menuDraftSchema = z.object({
  label: z.string(),
  base: menuSchema,
  menu: menuSchema,
  /** Prompts that are uploaded when the menu is published. */
  uploads: z.array(promptUploadSchema).default([]),
})

/**
 * @returns writes a draft as JSON. What an edit left as it was is not written anew: a menu of a thousand contexts is saved while
 * the operator types on.
 */
export function createDraftEncoder(): (draft: z.infer<typeof menuDraftSchema>) => string {
  const textOf = remembered((part: object) => JSON.stringify(part))
  return ({ base, menu: { contexts, ...settings }, ...rest }) => {
    const menu = joined(settings, `"contexts":[${contexts.map(textOf).join(',')}]`)
    return joined(rest, `"base":${textOf(base)}`, `"menu":${menu}`)
  }
}

/** @param members of the same object, each as JSON */
const joined = (rest: Record<string, unknown>, ...members: string[]): string =>
  `{${[...Object.entries(rest).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`), ...members].join(',')}}`

const begun = new Set<string>()
/** Notes that a menu is drawn from now on: its draft is not one that somebody comes back to. */
export const noteBegun = (key: string): unknown => begun.add(key)
/** @returns true once after `noteBegun` */
export const takeBegun = (key: string): boolean => begun.delete(key)

export const draftKey = (accountId: string, extensionId: number | null, number: string): string =>
  `ivr/${accountId}/${extensionId ?? `new/${number}`}`
