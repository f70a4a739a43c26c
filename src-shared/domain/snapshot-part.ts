/** Snapshots that are compared object by object: what an object is, and how two accounts differ in it. */
import type { Difference } from '../contract/changes'
import { findDifferences, type Plain } from './difference'

/** The first six are a cloud PBX's, the others Twin's. */
export const partKinds = [
  'interval',
  'prompt',
  'extension',
  'menu',
  'rules',
  'publicNumber',
  'job',
  'registered',
] as const
export type PartKind = (typeof partKinds)[number]

/** What tells one object of a snapshot from all others. */
export interface PartKey {
  kind: PartKind
  /** An id where names may repeat; otherwise the name. */
  key: string
}

/** One object of a snapshot. */
export interface Part extends PartKey {
  /** As the operator knows it. */
  name: string
  /** With names in the place of ids that mean nothing elsewhere. */
  value: Plain
}

export interface ComparedPart extends PartKey {
  name: string
  /** `missing`: in the file and not at the provider. `added`: at the provider and not in the file. */
  status: 'different' | 'same' | 'missing' | 'added'
  /** Now → in the snapshot. */
  differences: Difference[]
}

export const keyOfPart = ({ kind, key }: PartKey): string => `${kind}/${key}`

/**
 * @param tell how two objects of a kind differ (null: the account has none), where their fields alone would not say it; null: they do
 * @returns objects of the snapshot in its order, then those that only the account has
 */
export function compareParts(
  present: readonly Part[],
  saved: readonly Part[],
  tell: (kind: PartKind, before: Plain, after: Plain) => Difference[] | null = () => null,
): ComparedPart[] {
  const now = new Map(present.map((part) => [keyOfPart(part), part]))
  const compared = saved.map((part): ComparedPart => {
    const { kind, key, name, value } = part
    const before = now.get(keyOfPart(part))
    now.delete(keyOfPart(part))
    const fields = findDifferences(before ? { [kind]: before.value } : null, { [kind]: value })
    const status = before ? (fields.length > 0 ? 'different' : 'same') : 'missing'
    const told = fields.length > 0 ? tell(kind, before?.value ?? null, value) : null
    return { kind, key, name, status, differences: told ?? fields }
  })
  return [...compared, ...[...now.values()].map(addedPart)]
}

export const addedPart = ({ kind, key, name }: Part): ComparedPart => ({
  kind,
  key,
  name,
  status: 'added',
  differences: [],
})
