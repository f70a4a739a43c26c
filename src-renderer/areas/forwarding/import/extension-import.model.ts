/** What rows about extensions are read as, without Vue. */
import type { FileAbout, ImportRule } from '@shared/contract/imports'
import type { Finding } from '@shared/domain/finding'
import type { ExtensionMapping } from '@shared/domain/import/extension-columns'
import {
  checkExtensionRow,
  layOutExtensions,
  newExtensionOf,
  readExtensionRow,
  type ExtensionSurroundings,
} from '@shared/domain/import/extension-row'

export interface ExtensionMeaning {
  line: number
  cells: readonly string[]
  /** Without the prefix. */
  number: string
  isNew: boolean
  type: string
  label: string
  findings: readonly Finding[]
}

export function extensionMeaningsOf(
  { sample }: FileAbout<'extensions'>,
  mapping: ExtensionMapping,
  surroundings: ExtensionSurroundings,
): ExtensionMeaning[] {
  const layout = layOutExtensions(mapping)
  return sample.map(({ line, cells, problem }) => {
    const reading = readExtensionRow(cells, layout, surroundings)
    const present = surroundings.present.get(reading.number)
    const found = reading.findings.length > 0 ? reading.findings : checkExtensionRow(reading, surroundings)
    const mistakes = found.filter(({ severity }) => severity === 'error')
    return {
      line,
      cells,
      number: reading.number,
      isNew: present === undefined,
      type: present?.type ?? newExtensionOf(reading).type,
      label: reading.settings.label ?? '',
      findings: problem ? [problem] : mistakes,
    }
  })
}

/** @returns the rule when it can be used, else what is missing */
export const extensionRuleOf = (mapping: ExtensionMapping): ImportRule | 'noNumber' =>
  mapping.includes('name') ? { kind: 'extensions', mapping } : 'noNumber'
