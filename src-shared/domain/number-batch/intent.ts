/** The step that creates a part of a batch of numbers. */
import { z } from 'zod'

/**
 * The numbers themselves stand in the console's register, their passwords sealed: an intent is written down with every
 * record of its step.
 */
export const createNumbersSchema = z.object({
  operation: z.literal('twin.createNumbers'),
  batchId: z.string(),
  /** From 1. */
  part: z.number().int(),
  parts: z.number().int(),
  numberCount: z.number().int(),
  firstNumber: z.string(),
})
export type CreateNumbers = z.infer<typeof createNumbersSchema>
