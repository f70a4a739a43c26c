/**
 * The way from what an account holds to what a snapshot holds, as rows for the change engine, in the order in which one needs
 * the other: intervals and prompts, extensions, menus, rules, public numbers. What an earlier step makes is named by that step.
 * What the account has beyond the snapshot stays.
 */
import { emptyMenu } from '@shared/domain/ivr/new'
import type { Menu } from '@shared/domain/ivr/menu'
import type { Finding, FindingCode } from '@shared/domain/finding'
import { extensionSettingsSchema, isKnownExtensionType, numberOfName } from '@shared/domain/pbx/extension'
import type { IncomingRule } from '@shared/domain/pbx/incoming-rule'
import { compareSections, namesApart, promptNames, type PbxSection } from '@shared/domain/pbx/snapshot'
import type { PartKind } from '@shared/domain/snapshot-part'
import type { StoredIntent } from '../changes/operation'
import type { PlanEntry } from '../changes/planner'
import type { Json } from '../http/gateway'
import type { Holdings } from '../pbx/pbx-store'
import { addRuleSteps, type Id } from './rule-steps'

export interface MenuRestore {
  number: string
  extensionId: number
  base: Menu
  wanted: Menu
}

interface Restore {
  saved: PbxSection
  present: PbxSection
  holdings: Holdings
  /** Which of the parts that differ are put back. */
  isWanted(kind: PartKind, name: string): boolean
  /** true when the recording is still in the console. */
  hasRecording(sha256: string): boolean
  /** Steps from one menu to another; positions of references count from the first of them. */
  menuEntries(menu: MenuRestore): PlanEntry[]
}

/** Of a row that is refused and never sent. */
const noRecording = '0'.repeat(64)
/** Stands for an extension that is not there yet, until its step is known. */
const placeholder = 9_007_199_254_740_991

export function restoreEntries(restore: Restore): PlanEntry[] {
  const { saved, present, holdings, isWanted } = restore
  const entries: PlanEntry[] = []
  const differing = new Set(
    compareSections(present, saved)
      .filter(({ status, kind, name }) => (status === 'different' || status === 'missing') && isWanted(kind, name))
      .map(({ kind, name }) => `${kind}/${name}`),
  )
  const plan: RestorePlan = {
    ...restore,
    entries,
    differs: (kind, name) => differing.has(`${kind}/${name}`),
    add(intent, refusal) {
      entries.push({ intent: intent as StoredIntent, ...(refusal && { refusals: [refusal] }) })
      return { fromStep: entries.length - 1, path: 'id' }
    },
    intervalIds: new Map(),
    promptIds: new Map(),
    extensionIds: new Map(
      [...holdings.extensions.values()].map(({ id, name }) => [numberOfName(name, holdings.company.prefix), id]),
    ),
  }
  addIntervals(plan)
  addPrompts(plan)
  addExtensions(plan)
  addMenus(plan)
  addRules(plan)
  addPublicNumbers(plan)
  return entries
}

/** What is planned so far, and what the ids of the file have become by it. */
interface RestorePlan extends Restore {
  entries: PlanEntry[]
  differs(kind: PartKind, name: string): boolean
  /** @returns what a later step names the object by that this one makes */
  add(intent: { [field: string]: unknown } & { operation: string }, refusal?: Finding): Id
  /** Ids of the file → ids here. */
  intervalIds: Map<number, Id>
  promptIds: Map<number, Id>
  /** By number. */
  extensionIds: Map<string, Id>
}

/** @param names by id, no two the same */
const byName = <Item>(items: ReadonlyMap<number, Item>, names: ReadonlyMap<number, string>): Map<string, Item> =>
  new Map([...items].map(([id, item]) => [names.get(id) ?? '', item]))

function addIntervals({ saved, holdings, differs, add, intervalIds }: RestorePlan): void {
  const names = namesApart(saved.intervals)
  const here = byName(holdings.intervals, namesApart([...holdings.intervals.values()]))
  for (const { id, ...wanted } of saved.intervals) {
    const name = names.get(id) ?? wanted.name
    const found = here.get(name)
    if (found) intervalIds.set(id, found.id)
    if (!differs('interval', name)) continue
    if (found) add({ operation: 'pbx.updateInterval', id: found.id, name: found.name, wanted })
    else intervalIds.set(id, add({ operation: 'pbx.createInterval', wanted }))
  }
}

function addPrompts({ saved, holdings, differs, add, promptIds, hasRecording }: RestorePlan): void {
  const names = promptNames(saved.prompts)
  const here = byName(holdings.prompts, promptNames(holdings.prompts.values()))
  for (const { id, title, recording } of saved.prompts) {
    const name = names.get(id) ?? title
    const found = here.get(name)
    if (found) promptIds.set(id, found.id)
    if (!differs('prompt', name)) continue
    const isKept = recording !== null && hasRecording(recording.sha256)
    const refusal = isKept ? undefined : refused('pbx.noRecording')
    const wanted = { title, recording: recording?.sha256 ?? noRecording }
    if (found) add({ operation: 'pbx.replacePrompt', id: found.id, ...wanted }, refusal)
    else promptIds.set(id, add({ operation: 'pbx.createPrompt', ...wanted }, refusal))
  }
}

function addExtensions({ saved, present, differs, add, extensionIds }: RestorePlan): void {
  for (const { number, type, ...settings } of saved.extensions) {
    if (!differs('extension', number)) continue
    const id = extensionIds.get(number)
    if (id === undefined) {
      const isKnown = isKnownExtensionType(type)
      const wanted = { number, type: isKnown ? type : 'phone', ...settings }
      const refusal = isKnown ? undefined : refused('pbx.typeUnknown', { type })
      extensionIds.set(number, add({ operation: 'pbx.createExtension', wanted }, refusal))
    } else if (present.extensions.find((extension) => extension.number === number)?.type !== type) {
      add({ operation: 'pbx.updateExtension', id, number, settings }, refused('pbx.otherType', { type }))
    } else {
      add({ operation: 'pbx.updateExtension', id, number, settings: extensionSettingsSchema.parse(settings) })
    }
  }
}

function addMenus(plan: RestorePlan): void {
  const { saved, holdings, differs, entries, extensionIds, promptIds, intervalIds, menuEntries } = plan
  for (const { extension: number, menu } of saved.menus) {
    const id = extensionIds.get(number)
    if (id === undefined || !differs('menu', number)) continue
    const offset = entries.length
    const base = (typeof id === 'number' && holdings.menus.get(id)) || emptyMenu
    const wanted = remapMenu(menu, remap(promptIds), remap(intervalIds))
    const steps = menuEntries({ number, extensionId: typeof id === 'number' ? id : placeholder, base, wanted })
    const restoredInto = typeof id === 'number' ? 'presentMenu' : 'newMenu'
    for (const entry of steps) {
      const intent = settled(entry.intent, offset, typeof id === 'number' ? null : id) as StoredIntent
      entries.push({ ...entry, intent: { ...intent, restoredInto } })
    }
  }
}

function addRules({ saved, holdings, differs, add, extensionIds, promptIds, intervalIds }: RestorePlan): void {
  for (const { extension, rules } of saved.rules) {
    const extensionId = extensionIds.get(extension)
    if (extensionId === undefined || !differs('rules', extension)) continue
    const subject = { extensionId, extensionNumber: extension }
    const present = typeof extensionId === 'number' ? (holdings.rules.get(extensionId) ?? []) : []
    const wanted = rules.map((rule) => remapRule(rule, remap(promptIds), remap(intervalIds)))
    addRuleSteps({ wanted, present, add: (intent) => add({ ...intent, ...subject }) })
  }
}

function addPublicNumbers({ saved, holdings, differs, add, extensionIds }: RestorePlan): void {
  for (const { number, extension } of saved.publicNumbers) {
    if (!differs('publicNumber', number)) continue
    const found = [...holdings.publicNumbers.values()].find((one) => one.number === number)
    const extensionId = extension === null ? null : (extensionIds.get(extension) ?? null)
    const intent = { operation: 'pbx.routePublicNumber', id: found?.id ?? placeholder, number, extensionId }
    add(intent, found ? undefined : refused('pbx.numberNotOwned'))
  }
}

const refused = (code: FindingCode, params: Finding['params'] = {}): Finding => ({
  path: '',
  severity: 'error',
  code,
  params,
})

/** What the file names and does not hold keeps its id: the provider knows best whether there is such a thing. */
const remap =
  (ids: ReadonlyMap<number, Id>) =>
  (id: number | null): Json =>
    id === null ? null : (ids.get(id) ?? id)

type Remap = ReturnType<typeof remap>

/** Where a step makes the prompt or interval, its reference stands in the place of the id. */
const remapRule = (rule: IncomingRule, prompt: Remap, interval: Remap): IncomingRule =>
  rule.type === 'unknown'
    ? rule
    : ({
        ...rule,
        conditions: { ...rule.conditions, intervalId: interval(rule.conditions.intervalId) },
        ...(rule.type === 'playfile' && { promptId: prompt(rule.promptId) }),
      } as IncomingRule)

/**
 * A menu with ids that may be references, and keys of its own: the file's ids are those of another menu. What is compared
 * with the present one and sent treats references as it treats ids.
 */
function remapMenu(menu: Menu, prompt: Remap, interval: Remap): Menu {
  const contextKeys = new Map(menu.contexts.map(({ key }, place) => [key, `new:${place + 1}`]))
  let lastRule = 0
  const remapped = {
    config: {
      ...menu.config,
      entryContext: contextKeys.get(menu.config.entryContext ?? '') ?? null,
      voicemail: { ...menu.config.voicemail, greeting: prompt(menu.config.voicemail.greeting) },
      extra: {},
    },
    contexts: menu.contexts.map((context) => ({
      ...context,
      key: contextKeys.get(context.key) ?? context.key,
      extra: {},
      options: context.options.map(({ digits, rules }) => ({
        digits,
        rules: rules.map((rule) => ({
          ...rule,
          key: `new:rule-${(lastRule += 1)}`,
          extra: {},
          conditions: { ...rule.conditions, interval: interval(rule.conditions.interval) },
          action: {
            ...rule.action,
            ...('sound' in rule.action && { sound: prompt(rule.action.sound) }),
            ...(rule.action.kind === 'jump_to_context' && {
              context: contextKeys.get(rule.action.context ?? '') ?? rule.action.context,
            }),
          },
        })),
      })),
    })),
  }
  return remapped as unknown as Menu
}

/** Moves references to where the steps stand in the whole change, and names the extension by the step that makes it. */
function settled(value: Json, offset: number, extension: Id | null): Json {
  if (value === placeholder) return extension ?? value
  if (Array.isArray(value)) return value.map((item) => settled(item, offset, extension))
  if (value === null || typeof value !== 'object') return value
  // References to prompts and intervals stand right already; those of the menu's own steps have the path of a key.
  if (typeof value['fromStep'] === 'number' && value['path'] === 'key') {
    return { ...value, fromStep: value['fromStep'] + offset }
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, settled(item, offset, extension)]))
}
