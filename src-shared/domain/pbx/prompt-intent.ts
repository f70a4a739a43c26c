/** What can be wanted of one prompt, and the recording that goes with it. */
import { z } from 'zod'
import { pbxIdSchema } from './common'

/** A recording in the console's data folder. It is copied there before a change is planned, so that it survives a restart. */
export const recordingSchema = z.object({
  /** Of its content; names the copy. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** As the operator has it. */
  fileName: z.string().min(1).max(255),
  format: z.enum(['wav', 'mp3']),
  size: z.int().positive(),
  /** Length, s. */
  seconds: z.number().nonnegative(),
})
export type Recording = z.infer<typeof recordingSchema>

/** The recording by its `sha256`. */
const recording = recordingSchema.shape.sha256
const title = z.string().min(1).max(200)

export const createPromptSchema = z.object({
  operation: z.literal('pbx.createPrompt'),
  title,
  recording,
})
export const replacePromptSchema = z.object({
  operation: z.literal('pbx.replacePrompt'),
  id: pbxIdSchema,
  /** As it is; replacing sends it along. */
  title,
  recording,
})
export const renamePromptSchema = z.object({
  operation: z.literal('pbx.renamePrompt'),
  id: pbxIdSchema,
  /** As the operator knows it now. */
  title,
  wanted: title,
})
export const deletePromptSchema = z.object({
  operation: z.literal('pbx.deletePrompt'),
  /** null: the only one of this title; its id was never told, because the answer to making it was lost. */
  id: pbxIdSchema.nullable(),
  title,
})
/** In the way back of a menu that brought it along, once the menu plays it no more. */
export const withdrawPromptSchema = z.object({
  operation: z.literal('pbx.withdrawPrompt'),
  id: pbxIdSchema,
  title,
})

export type CreatePrompt = z.infer<typeof createPromptSchema>
export type ReplacePrompt = z.infer<typeof replacePromptSchema>
export type RenamePrompt = z.infer<typeof renamePromptSchema>
export type DeletePrompt = z.infer<typeof deletePromptSchema>
export type WithdrawPrompt = z.infer<typeof withdrawPromptSchema>
