/** Names of variables to choose from while a field is typed into. */
import type { Menu } from '@shared/domain/ivr/menu'
import { presetVariables, variableSetBy } from '@shared/domain/ivr/variables'

/** @returns the variables that the menu sets, then those of every call */
export function knownVariables({ contexts }: Menu): string[] {
  const names = new Set<string>()
  for (const { options } of contexts) {
    for (const { rules } of options) {
      for (const { action } of rules) {
        const name = variableSetBy(action)
        if (name !== undefined) names.add(name)
      }
    }
  }
  return [...[...names].sort(), ...presetVariables.filter((name) => !names.has(name))]
}

/** @returns whole values to put in place of what is typed: a name, or in a text what `${` begins, wherever it stands */
export function completions(type: 'variable' | 'filledText', text: string, names: readonly string[]): string[] {
  if (type === 'variable') return names.filter((name) => name !== text && name.startsWith(text))
  const begun = /\$\{(?<name>\w*)(?![\w}])|\$(?<first>\w*)$/.exec(text)
  if (!begun) return []
  const head = text.slice(0, begun.index)
  const rest = text.slice(begun.index + begun[0].length)
  const beginning = begun.groups?.['name'] ?? begun.groups?.['first'] ?? ''
  return names.filter((name) => name.startsWith(beginning)).map((name) => `${head}\${${name}}${rest}`)
}
