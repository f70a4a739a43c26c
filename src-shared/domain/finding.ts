/** What a check found: an error blocks saving, a warning does not. The same checks run in the window and in main. */
import { z } from 'zod'
import { findingTexts } from '../text/findings'

export type FindingCode = keyof (typeof findingTexts)['en']

const isFindingCode = (value: unknown): value is FindingCode => typeof value === 'string' && value in findingTexts.en

export const findingSchema = z.object({
  /** Field the finding belongs to, as a dotted path into the form's value: `targets.0.period`. Empty: the whole form. */
  path: z.string(),
  severity: z.enum(['error', 'warning']),
  code: z.custom<FindingCode>(isFindingCode, 'unknown finding code'),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Where in the field's text, in UTF-16 units, end exclusive. */
  place: z.object({ start: z.number().int(), end: z.number().int() }).optional(),
  /** A value that would settle the finding; offered as one click, never applied by itself. */
  fix: z.string().optional(),
})

export type Finding = z.infer<typeof findingSchema>

/** @returns true when nothing blocks saving. */
export const isPassing = (findings: readonly Finding[]): boolean =>
  findings.every((finding) => finding.severity !== 'error')
