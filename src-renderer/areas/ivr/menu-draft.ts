/** A menu that is being edited, as it is kept on disk: with the menu that it began from. */
import { z } from 'zod'
import { menuSchema } from '@shared/domain/ivr/menu'

export const menuDraftSchema = z.object({
  label: z.string(),
  base: menuSchema,
  menu: menuSchema,
})
export const draftKey = (accountId: string, extensionId: number | null, number: string): string =>
  `ivr/${accountId}/${extensionId ?? `new/${number}`}`
