/** The program itself: settings, drafts, leaving with unsaved work, links to the outside. */
import { z } from 'zod'
import { locales } from '../text/text'
import { appErrorSchema } from '../domain/app-error'
import { channel } from './channel'

export const settingsSchema = z.object({
  locale: z.enum(locales),
  theme: z.enum(['system', 'light', 'dark']),
  /** How long requests and changes that are over stay in the activity journal, days. */
  journalDays: z.number().int().min(1).max(3650),
})
export type Settings = z.infer<typeof settingsSchema>

/** Something the operator must know about the start: a restored backup, a damaged file, a full disk. */
export const noticeSchema = z.object({
  code: z.enum(['databaseRestored', 'databaseRecreated', 'databaseInMemory', 'backupFailed']),
  /** Where the damaged file was kept, or what the restored backup's date is. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  error: appErrorSchema.optional(),
})
export type Notice = z.infer<typeof noticeSchema>

const empty = z.object({}).strict()
const draftKey = z.string().min(1).max(300)

export const appChannels = {
  'app.describe': channel(
    empty,
    z.object({ version: z.string(), platform: z.string(), settings: settingsSchema, notices: z.array(noticeSchema) }),
  ),
  'settings.save': channel(settingsSchema, settingsSchema),
  /** Drafts are unsaved forms, kept on disk so that nothing is lost. They never hold a secret. */
  'drafts.read': channel(
    z.object({ key: draftKey }),
    z.object({ text: z.string().nullable(), savedAt: z.number().nullable() }),
  ),
  /** What main keeps is text to it; the form that wrote it checks what it reads. */
  'drafts.save': channel(z.object({ key: draftKey, text: z.string() }), empty),
  'drafts.discard': channel(z.object({ key: draftKey }), empty),
  'drafts.list': channel(empty, z.array(z.object({ key: z.string(), savedAt: z.number() }))),
  /** The window says whether it holds unsaved work; only then is closing it held up by a question. */
  'app.setUnsavedWork': channel(z.object({ unsaved: z.boolean() }), empty),
  /** The operator's answer to `app.didRequestClose`: close the window although work is unsaved. */
  'app.confirmClose': channel(empty, empty),
  /** Opens a page of a provider's documentation or cabinet in the system browser; other addresses are refused. */
  'app.openExternal': channel(z.object({ url: z.string().max(2000) }), empty),
}

export const appEvents = {
  /** Something to know came up after the start. */
  'app.didNotice': noticeSchema,
  /** The operator wants to close the window or quit while work is unsaved: ask, then `app.confirmClose`. */
  'app.didRequestClose': empty,
  /** A menu entry asks the window for something. */
  'app.didChooseMenu': z.object({ command: z.enum(['openSettings', 'openPalette', 'addAccount']) }),
}
