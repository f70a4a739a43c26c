/** Differences in the words of the operator: titles, names and labels where an object refers to others by their ids. */
import type { Difference } from '../../contract/changes'
import { stepThatMakes } from '../made-in-step'
import { destinationName, extensionTitle, type RuleNames } from './describe-rule'

type Naming = (value: string, names: RuleNames) => string | undefined

const interval: Naming = (value, { intervals }) => intervals?.find(({ id }) => String(id) === value)?.name
const prompt: Naming = (value, { prompts }) => prompts?.find(({ id }) => String(id) === value)?.title
const extension: Naming = (value, { extensions, numbering }) => {
  const found = extensions?.find(({ id }) => String(id) === value)
  return found && numbering && extensionTitle(found, numbering)
}

/** Fields that hold an id, by the end of their path. What is not known, or gone, keeps it: `#17`. */
const ids: [RegExp, Naming][] = [
  [/^rules\.\d+\.conditions\.intervalId$/, interval],
  [/^rules\.\d+\.promptId$/, prompt],
  [/^publicNumber\.extension$/, extension],
]
/** Fields that hold where a call goes. */
const destination = /^rules\.\d+\.(destinations\.\d+|legs\.\d+\.number)$/

function nameOf(path: string, value: string | null, names: RuleNames): string | null {
  if (value === null || stepThatMakes(value) !== null) return value
  // Phones are written out by the texts, as everywhere.
  if (destination.test(path)) return value.startsWith('+') ? value : destinationName(value, names)
  const naming = ids.find(([pattern]) => pattern.test(path))?.[1]
  return naming ? (naming(value, names) ?? `#${value}`) : value
}

/** @returns the differences with names in place of the ids that are known */
export const withNames = (differences: readonly Difference[], names: RuleNames): Difference[] =>
  differences.map(({ path, before, after }) => ({
    path,
    before: nameOf(path, before, names),
    after: nameOf(path, after, names),
  }))
