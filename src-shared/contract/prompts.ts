/** Recordings of prompts: files of the operator and what became of them. The prompts themselves are among the resources of the PBX. */
import { z } from 'zod'
import { findingSchema } from '../domain/finding'
import { recordingSchema } from '../domain/pbx/prompt-intent'
import { channel } from './channel'

const accountId = z.string().min(1).max(64)

export const promptChannels = {
  /** Lets the operator choose a WAV or MP3 and copies it into the data folder; null: none was chosen. */
  'prompts.choose': channel(
    z.object({}).strict(),
    z
      .object({
        fileName: z.string(),
        /** null: the findings say why it is not one. */
        recording: recordingSchema.nullable(),
        findings: z.array(findingSchema),
      })
      .nullable(),
  ),
  /** What was uploaded last as which prompt, from this console. */
  'prompts.copies': channel(
    z.object({ accountId }),
    z.array(z.object({ promptId: z.int(), recording: recordingSchema, uploadedAt: z.number() })),
  ),
  /** The content of a recording, to be heard. */
  'prompts.audio': channel(recordingSchema.pick({ sha256: true }), z.object({ base64: z.string() })),
}
