/** What operations on the cloud PBX have in common. */
import { z } from 'zod'
import type { Finding, FindingCode } from '@shared/domain/finding'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import type { Json } from '../../http/gateway'

export const problem = (path: string, code: FindingCode, params: Finding['params'] = {}): Finding => ({
  path,
  severity: 'error',
  code,
  params,
})

/** Id of what a step made; null: the answer that told it was lost. */
export function madeId(result: Json): number | null {
  const made = z.object({ id: pbxIdSchema }).safeParse(result)
  return made.success ? made.data.id : null
}

/** For the way back of a step that made an object. */
export const removing = (kind: 'interval' | 'prompt', id: number | null) =>
  id === null ? {} : { removes: { kind, id } }

type Saved = { id: number | null }

/** @returns `{ id }` of the one that was not there before; null when there are none or several */
export function madeAmong(before: readonly Saved[], after: readonly Saved[]): Json {
  const [made, ...others] = after.filter(({ id }) => id !== null && !before.some((known) => known.id === id))
  return made && others.length === 0 ? { id: made.id } : null
}

const namedAtMost = 5

/** The first few names. */
export const listed = (names: readonly string[]): string =>
  names.length > namedAtMost ? `${names.slice(0, namedAtMost).join(', ')} …` : names.join(', ')
