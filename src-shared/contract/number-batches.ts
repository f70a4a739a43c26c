/** Numbers with an incoming rule, created together at Twin, and the console's own register of what it sent. */
import { z } from 'zod'
import { findingSchema } from '../domain/finding'
import { enteredRowSchema, numberRowSchema, numberRuleSchema } from '../domain/number-batch/batch'
import { cellCorrectionSchema, numberMappingSchema, rowDefaultsSchema } from '../domain/number-batch/columns'
import { changeSchema } from './changes'
import { channel } from './channel'
import { exportOptions, savedFileSchema } from './export'
import { readingSchema, tableFileSchema } from './imports'

const empty = z.object({}).strict()
const accountId = z.string().min(1).max(64)
const importId = z.string().min(1).max(64)

/** Rows that the form takes by typing and pasting; more come from a file. */
export const typedRowsMaximum = 500

/**
 * What is known of a number: `accepted` by the provider, `sent` without an answer, `refused`. None of them says what the
 * provider holds now.
 */
export const numberOutcomes = ['accepted', 'sent', 'refused'] as const
export type NumberOutcome = (typeof numberOutcomes)[number]

/** A row without its SIP password, and whether it has one. */
const shownRowSchema = numberRowSchema.extend({ hasPassword: z.boolean() })

export const registeredNumberSchema = shownRowSchema.extend({
  sequence: z.number().int(),
  outcome: z.enum(numberOutcomes),
  rule: numberRuleSchema,
  /** ms since 1970 */
  sentAt: z.number().nullable(),
  /** It was not sent from here: entered from a snapshot of that moment, ms since 1970; null: it was. */
  enteredFrom: z.number().nullable(),
})
export type RegisteredNumber = z.infer<typeof registeredNumberSchema>

export const registerFilterSchema = z.object({
  accountId,
  /** Part of a number, title or login. Empty: all. */
  text: z.string().max(200),
  /** Empty: all. */
  outcomes: z.array(z.enum(numberOutcomes)),
})

export const openedNumbersSchema = tableFileSchema.extend({ mapping: numberMappingSchema })
export type OpenedNumbers = z.infer<typeof openedNumbersSchema>

/** Cells that are mended one by one; a file with more mistakes is mended in its own program. */
export const correctionsMaximum = 500

/** A file whose rows become numbers. Its rows stay in main. */
const fileSource = z.object({
  kind: z.literal('file'),
  importId,
  reading: readingSchema,
  mapping: numberMappingSchema,
  defaults: rowDefaultsSchema,
  corrections: z.array(cellCorrectionSchema).max(correctionsMaximum),
})
const rowsSource = z.object({ kind: z.literal('rows'), rows: z.array(enteredRowSchema).min(1).max(typedRowsMaximum) })

export const numberBatchChannels = {
  /** Asks for a file and looks at its beginning; cells of a column of passwords are blanked. null: none was chosen. */
  'numberBatches.open': channel(empty, openedNumbersSchema.nullable()),
  /** Looks again with another encoding, delimiter, sheet, header or mapping. */
  'numberBatches.inspect': channel(
    z.object({ importId, reading: readingSchema, mapping: numberMappingSchema.nullable() }),
    openedNumbersSchema,
  ),
  /** Reads the whole file and checks every row. `rows` = `header` + `blank` + `numbers`. */
  'numberBatches.check': channel(
    fileSource.omit({ kind: true }).extend({ accountId }),
    z.object({
      counts: z.object({
        rows: z.number().int(),
        header: z.number().int(),
        blank: z.number().int(),
        numbers: z.number().int(),
        /** Of the numbers, those with a mistake. */
        mistaken: z.number().int(),
      }),
      /** The first of them. */
      mistakes: z.array(
        z.object({
          line: z.number().int(),
          number: z.string(),
          findings: z.array(findingSchema),
          /** What stands in those cells with a mistake that can be mended. */
          cells: z.array(cellCorrectionSchema.omit({ line: true })),
        }),
      ),
      /** The first rows as they would be created. */
      sample: z.array(shownRowSchema.extend({ line: z.number().int() })),
    }),
  ),
  /** Plans the change that creates the numbers, so many per request. Rows with mistakes are refused as a whole. */
  'numberBatches.plan': channel(
    z.object({
      accountId,
      rule: numberRuleSchema,
      source: z.discriminatedUnion('kind', [rowsSource, fileSource]),
    }),
    changeSchema,
  ),
  /** Newest first. */
  'numberBatches.register': channel(
    registerFilterSchema.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    z.object({
      total: z.number().int(),
      numbers: z.array(registeredNumberSchema),
      counts: z.record(z.enum(numberOutcomes), z.number().int()),
    }),
  ),
  'numberBatches.export': channel(registerFilterSchema.extend(exportOptions), savedFileSchema),
}
