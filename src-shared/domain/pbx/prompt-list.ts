/** A prompt as a state of the change engine: none, or the one that is meant; several when a title is not unique. */
import { z } from 'zod'
import type { Difference } from '../../contract/changes'
import { findDifferences } from '../difference'
import { pbxIdSchema } from './common'
import { recordingSchema } from './prompt-intent'

export const promptListSchema = z.object({
  prompts: z.array(
    z.object({
      /** null: the provider has not given one yet. */
      id: pbxIdSchema.nullable(),
      title: z.string(),
      /** What this console uploaded last; null: nothing, for the API has no way to ask what a prompt sounds like. */
      recording: recordingSchema.nullable(),
    }),
  ),
})
export type PromptList = z.infer<typeof promptListSchema>

/** @param recordings true: they must be the same; false: they cannot be told */
export const samePrompts = (left: PromptList, right: PromptList, recordings: boolean): boolean =>
  left.prompts.length === right.prompts.length &&
  left.prompts.every((one, index) => {
    const other = right.prompts[index]
    return (
      other !== undefined &&
      (one.id === null || other.id === null || one.id === other.id) &&
      one.title === other.title &&
      (!recordings || one.recording?.sha256 === other.recording?.sha256)
    )
  })

/** @returns what differs: `prompt.title`, `prompt.file`, `prompt.seconds` */
export function promptDifferences(left: PromptList, right: PromptList): Difference[] {
  const described = ({ prompts }: PromptList) =>
    new Map(
      prompts.map(({ id, title, recording }) => [
        id,
        {
          prompt: {
            title,
            file: recording?.fileName ?? null,
            seconds: recording === null ? null : recording.seconds.toFixed(1),
            size: recording?.size ?? null,
            // Another recording may have the same name and length.
            content: recording === null ? null : recording.sha256.slice(0, 12),
          },
        },
      ]),
    )
  const [before, after] = [described(left), described(right)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) =>
    findDifferences(before.get(id) ?? null, after.get(id) ?? null),
  )
}
