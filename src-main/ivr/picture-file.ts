/** Pictures of menus, drawn by the window and written where the operator wants them. */
import { basename } from 'node:path'
import type { Output, ParsedInput } from '@shared/contract'
import { writeAtomically } from '../files/atomic-file'

/** @throws AppFailure `file.unwritable` */
export async function savePicture(
  { number, picture }: ParsedInput<'ivr.savePicture'>,
  choosePlace: (suggestedName: string) => Promise<string | null>,
): Promise<Output<'ivr.savePicture'>> {
  const path = await choosePlace(`ivr-${number}.${picture.format}`)
  if (path === null) return null
  await writeAtomically(path, [picture.format === 'svg' ? picture.text : Buffer.from(picture.base64, 'base64')])
  return { fileName: basename(path) }
}
