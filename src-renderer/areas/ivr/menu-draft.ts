/** A menu that is being edited, as it is kept on disk: with the menu that it began from. */
import { z } from 'zod'
import { menuSchema } from '@shared/domain/ivr/menu'
import { promptUploadSchema } from '@shared/domain/ivr/uploads'

export const menuDraftSchema = z.object({
  label: z.string(),
  base: menuSchema,
  menu: menuSchema,
  /** Prompts that are uploaded when the menu is published. */
  uploads: z.array(promptUploadSchema).default([]),
})
export const draftKey = (accountId: string, extensionId: number | null, number: string): string =>
  `ivr/${accountId}/${extensionId ?? `new/${number}`}`
