/** Prompts (sounds). The API documents no way to fetch the audio. Source: the page on the resource sound. */
import { z } from 'zod'
import { pbxIdSchema, restSchema } from './common'

export const promptSchema = z.object({
  id: pbxIdSchema,
  title: z.string(),
  /** Sometimes the name that was uploaded, sometimes made up by the server. */
  filename: z.string(),
  /** Not null: a sound of the operator for all of its clients. That this is its meaning is not documented. */
  dealerId: pbxIdSchema.nullable(),
  rest: restSchema,
})
export type Prompt = z.infer<typeof promptSchema>
