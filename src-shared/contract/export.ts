/** What all exports have in common. The operator chooses the place in a dialog of main; the window learns the file's name only. */
import { z } from 'zod'
import { locales } from '../text/text'

export const exportFormats = ['xlsx', 'csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportOptions = {
  format: z.enum(exportFormats),
  /** Language of the headings. */
  locale: z.enum(locales),
}

/** null: no place was chosen. */
export const savedFileSchema = z.object({ fileName: z.string() }).nullable()
