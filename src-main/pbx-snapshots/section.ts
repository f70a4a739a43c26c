/** What an account holds, as a section of a snapshot. */
import { extensionSettingsSchema, numberOfName } from '@shared/domain/pbx/extension'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import type { PbxSection } from '@shared/domain/pbx/snapshot'
import type { Holdings } from '../pbx/pbx-store'

/** @param recordingOf what was uploaded last as this prompt from this console */
export function sectionOf(
  { company, extensions, publicNumbers, prompts, intervals, rules, menus }: Holdings,
  recordingOf: (promptId: number) => Recording | null,
): PbxSection {
  const numberOf = (id: number): string => numberOfName(extensions.get(id)?.name ?? `#${id}`, company.prefix)
  const byNumber = <Item extends { extension: string }>(items: Item[]) =>
    items.toSorted((one, other) => (one.extension < other.extension ? -1 : 1))
  const { name, prefix, extensionLength, timeZone } = company
  return {
    company: { name, prefix, extensionLength, timeZone },
    intervals: [...intervals.values()].map(({ id, name: title, timeZone: zone, conditions }) => ({
      id,
      name: title,
      timeZone: zone,
      conditions,
    })),
    // Those of the operator are there for every company.
    prompts: [...prompts.values()].map(({ id, title }) => ({ id, title, recording: recordingOf(id) })),
    extensions: [...extensions.values()].map((extension) => ({
      number: numberOf(extension.id),
      type: extension.type,
      ...extensionSettingsSchema.parse(extension),
    })),
    rules: byNumber(
      [...rules]
        .filter(([, saved]) => saved.length > 0)
        .map(([id, saved]) => ({ extension: numberOf(id), rules: saved.map(({ rule }) => rule) })),
    ),
    menus: byNumber([...menus].map(([id, menu]) => ({ extension: numberOf(id), menu }))),
    publicNumbers: [...publicNumbers.values()].map(({ number, extensionId }) => ({
      number,
      extension: extensionId === null || !extensions.has(extensionId) ? null : numberOf(extensionId),
    })),
  }
}
