/** Forwarding of many numbers, or extensions, from a file or a selection, and the same as a file. The window never sees a path. */
import { z } from 'zod'
import { findingSchema } from '../domain/finding'
import { forwardingSchema } from '../domain/forwarding/forwarding'
import { mappingSchema } from '../domain/import/columns'
import { extensionMappingSchema } from '../domain/import/extension-columns'
import { appErrorSchema } from '../domain/app-error'
import { locales } from '../text/text'
import { changeSchema } from './changes'
import { channel } from './channel'
import { numberSelectionSchema } from './numbers'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)
const importId = z.string().min(1).max(64)
const locale = z.enum(locales)

export const encodings = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be'] as const
export const delimiters = [';', ',', '\t'] as const

export const csvReadingSchema = z.object({ encoding: z.enum(encodings), delimiter: z.enum(delimiters) })
export type CsvReading = z.infer<typeof csvReadingSchema>

/** How a file is read: detected, and changeable. */
export const readingSchema = z.discriminatedUnion('format', [
  csvReadingSchema.extend({ format: z.literal('csv'), hasHeader: z.boolean() }),
  z.object({ format: z.literal('xlsx'), sheet: z.number().int().min(0), hasHeader: z.boolean() }),
])
export type Reading = z.infer<typeof readingSchema>

/** What the rows of a file are about: the forwarding of a number, or an extension of a cloud PBX. */
export const importSubjects = ['forwarding', 'extensions'] as const
export type ImportSubject = (typeof importSubjects)[number]
const subject = z.enum(importSubjects)

/** A file as it was opened, whatever its rows are about. */
export const tableFileSchema = z.object({
  importId: z.string(),
  name: z.string(),
  /** bytes */
  size: z.number().int(),
  reading: readingSchema,
  /** Names of the sheets; empty for CSV. */
  sheets: z.array(z.string()),
  /** Names of the columns; empty without a header. */
  header: z.array(z.string()),
  /** The first rows, cells cut to a length that can be shown. */
  sample: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()), problem: findingSchema.nullable() })),
})

/** `mapping`: what the columns are likely to hold. */
export const openedFileSchema = z.discriminatedUnion('subject', [
  tableFileSchema.extend({ subject: z.literal('forwarding'), mapping: mappingSchema }),
  tableFileSchema.extend({ subject: z.literal('extensions'), mapping: extensionMappingSchema }),
])
export type OpenedFile = z.infer<typeof openedFileSchema>

export type FileAbout<Subject extends ImportSubject> = Extract<OpenedFile, { subject: Subject }>

/** A forwarding in each row, numbers alone that all get the same one, or an extension in each row. */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('perRow'), mapping: mappingSchema }),
  z.object({ kind: z.literal('same'), numberColumn: z.number().int().min(0), wanted: forwardingSchema }),
  z.object({ kind: z.literal('extensions'), mapping: extensionMappingSchema }),
])
export type ImportRule = z.infer<typeof ruleSchema>

/** What to do with a number that stands in several rows. */
export const duplicateRules = ['first', 'last', 'refuse'] as const
export type DuplicateRule = (typeof duplicateRules)[number]

/** What a file holds, without asking the provider. `rows` = `header` + `blank` + `filled`. */
export const fileCountsSchema = z.object({
  rows: z.number().int(),
  header: z.number().int(),
  blank: z.number().int(),
  filled: z.number().int(),
  /** Rows of a number beyond its first one. */
  repeated: z.number().int(),
  /** Rows with a mistake. */
  mistaken: z.number().int(),
})
export type FileCounts = z.infer<typeof fileCountsSchema>

export const rowMistakeSchema = z.object({
  line: z.number().int(),
  number: z.string(),
  findings: z.array(findingSchema),
})
export type RowMistake = z.infer<typeof rowMistakeSchema>

/** Where the rows of a file went; they add up to `rows`. */
export const importSummarySchema = z.object({
  changeId: z.string(),
  fileName: z.string(),
  rows: z.number().int(),
  header: z.number().int(),
  blank: z.number().int(),
  /** Left out because their number stands in another row as well. */
  dropped: z.number().int(),
  /** The number had no forwarding; the extension was not there. */
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
})
export type ImportSummary = z.infer<typeof importSummarySchema>

const task = z.object({ importId, accountId, reading: readingSchema, rule: ruleSchema })

export const importChannels = {
  /** Asks for a file and looks at its beginning. null: the operator chose none. */
  'imports.open': channel(z.object({ subject }), openedFileSchema.nullable()),
  /** Looks again with another encoding, delimiter, sheet or header. */
  'imports.inspect': channel(z.object({ importId, reading: readingSchema }), openedFileSchema),
  /** Reads the whole file and checks its rows by themselves; the first mistakes are listed. Progress by `imports.didProgress`. */
  'imports.check': channel(task, z.object({ counts: fileCountsSchema, mistakes: z.array(rowMistakeSchema) })),
  /** Plans a change of all rows; nothing is sent that changes anything. Progress by `imports.didProgress`. */
  'imports.plan': channel(task.extend({ duplicates: z.enum(duplicateRules) }), importSummarySchema),
  /** Ends a check or a plan under way; its call is answered with `cancelled` and nothing is kept. */
  'imports.cancel': channel(z.object({ importId }), empty),
  /** Where the rows of the file went that a change came from; null for other changes. */
  'imports.summary': channel(z.object({ changeId: z.string().min(1).max(64) }), importSummarySchema.nullable()),
  /** The same forwarding for numbers ticked in their list. Progress by `changes.didPlan`. */
  'imports.planSelected': channel(
    z.object({ accountId, selection: numberSelectionSchema, wanted: forwardingSchema }),
    changeSchema,
  ),
  /** Writes the present forwarding of the account's numbers, or its extensions, to a file that `imports.open` takes. null: no place was chosen. */
  'imports.export': channel(
    z.object({ accountId, subject, locale }),
    z
      .object({
        fileName: z.string(),
        written: z.number().int(),
        /** Numbers whose forwarding could not be read and are not in the file. */
        failed: z.number().int(),
        /** The first of them. */
        failures: z.array(z.object({ number: z.string(), error: appErrorSchema })),
      })
      .nullable(),
  ),
  'imports.cancelExport': channel(z.object({ accountId }), empty),
  /** Saves a file to begin with. null: no place was chosen. */
  'imports.saveSample': channel(z.object({ subject, locale }), z.object({ fileName: z.string() }).nullable()),
}

export const importEvents = {
  /** A check or a plan under way. `done` of `total` is the part of the file that was read, whatever its unit. */
  'imports.didProgress': z.object({
    importId: z.string(),
    done: z.number(),
    total: z.number(),
    rows: z.number().int(),
  }),
  'imports.didExport': z.object({ accountId: z.string(), done: z.number().int(), total: z.number().int() }),
}
