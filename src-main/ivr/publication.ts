/** The steps of a plan as rows for the change engine: keys of what is not there yet become references to the steps that make it. */
import { heldSettings } from '@shared/domain/ivr/compare'
import { findContext, findOption } from '@shared/domain/ivr/edit'
import type { Context, Menu, Rule } from '@shared/domain/ivr/menu'
import { planMenu, type MenuStep } from '@shared/domain/ivr/plan'
import { usedUploads, type PromptUpload } from '@shared/domain/ivr/uploads'
import type { CreatePrompt } from '@shared/domain/pbx/prompt-intent'
import { newExtension } from '@shared/domain/pbx/extension'
import type { StoredIntent } from '../changes/operation'
import type { PlanEntry } from '../changes/planner'
import type { Json } from '../http/gateway'

interface Publication {
  /** The provider's menu as the draft knows it. */
  base: Menu
  wanted: Menu
  number: string
  /** null: the first step makes it. */
  extensionId: number | null
  label: string
  /** Prompts that may be uploaded before; those that the menu plays are. */
  uploads: readonly PromptUpload[]
  /** true: a step on something that is no longer as in `base` is refused. */
  refuseChanged: boolean
}

type Reference = { fromStep: number; path: string }

/** @returns no entries when nothing would change */
export function publicationEntries(publication: Publication): PlanEntry[] {
  const { base, wanted, number, extensionId, label, refuseChanged, uploads } = publication
  const steps = planMenu(base, wanted)
  const used = usedUploads(wanted, uploads)
  const first: PlanEntry[] = used.map(({ title, recording }) => ({
    intent: { operation: 'pbx.createPrompt', title, recording: recording.sha256 } satisfies CreatePrompt,
  }))
  const prompts = new Map(used.map(({ id }, index): [number, Reference] => [id, { fromStep: index, path: 'id' }]))
  const extension: Json = extensionId ?? { fromStep: first.length, path: 'id' }
  if (extensionId === null) {
    first.push({ intent: { operation: 'pbx.createExtension', wanted: newExtension(number, { type: 'ivr', label }) } })
  }
  const contexts = new Map<string, Reference>()
  const rules = new Map<string, Reference>()
  const seen = new Set<string>()

  const contextKey = (key: string): Json => contexts.get(key) ?? key
  const nameOf = (key: string): string =>
    (findContext(wanted, key) ?? findContext(base, key))?.name ?? named.get(key) ?? ''
  const named = new Map<string, string>()
  const promptId = (id: number | null): Json => (id === null ? null : (prompts.get(id) ?? id))
  const ruleOf = (rule: Rule): Json => {
    const { action } = rule
    if ('sound' in action) return { ...rule, action: { ...action, sound: promptId(action.sound) } }
    if (action.kind !== 'jump_to_context' || action.context === null) return rule
    return { ...rule, action: { ...action, context: contextKey(action.context) } }
  }

  const entries = steps.map((step, index): PlanEntry => {
    const position = first.length + index
    const intent = intentOf(step)
    if (step.kind === 'createContext') {
      contexts.set(step.key, { fromStep: position, path: 'key' })
      named.set(step.key, step.settings.name)
    }
    if (step.kind === 'createRule') rules.set(step.rule.key, { fromStep: position, path: 'key' })
    return refuseChanged && extensionId !== null ? { intent, ...leftBy(step) } : { intent }
  })
  return [...first, ...entries]

  function intentOf(step: MenuStep): StoredIntent {
    const menu = { extension, menu: number }
    const context = (key: string) => ({ ...menu, context: contextKey(key), contextName: nameOf(key) })
    switch (step.kind) {
      case 'createContext':
        return { operation: 'pbx.createContext', ...menu, settings: step.settings }
      case 'updateContext':
        return { operation: 'pbx.updateContext', ...context(step.context), settings: step.settings }
      case 'deleteContext':
        return { operation: 'pbx.deleteContext', ...context(step.context) }
      case 'createOption':
        return { operation: 'pbx.createOption', ...context(step.context), digits: step.digits }
      case 'deleteOption':
        return { operation: 'pbx.deleteOption', ...context(step.context), digits: step.digits }
      case 'createRule':
        return {
          operation: 'pbx.createIvrRule',
          ...context(step.context),
          digits: step.digits,
          rule: ruleOf(step.rule),
        }
      case 'updateRule':
        return {
          operation: 'pbx.updateIvrRule',
          ...context(step.context),
          digits: step.digits,
          rule: ruleOf(step.rule),
        }
      case 'deleteRule':
        return { operation: 'pbx.deleteIvrRule', ...context(step.context), digits: step.digits, key: step.key }
      case 'orderRules':
        return {
          operation: 'pbx.orderIvrRules',
          ...context(step.context),
          digits: step.digits,
          keys: step.keys.map((key) => rules.get(key) ?? key),
        }
      case 'updateConfig': {
        const { entryContext, voicemail } = step.config
        const config = {
          ...step.config,
          entryContext: entryContext === null ? null : contextKey(entryContext),
          voicemail: { ...voicemail, greeting: promptId(voicemail.greeting) },
        }
        return { operation: 'pbx.updateMenu', ...menu, config, present: base.config }
      }
    }
  }

  /** The state in `base` of what a step acts on; only for the first step on it, the others find what that one leaves. */
  function leftBy(step: MenuStep): Pick<PlanEntry, 'left'> {
    const [object, left] = stateBefore(step)
    if (left === undefined || seen.has(object)) return {}
    seen.add(object)
    return { left }
  }

  function stateBefore(step: MenuStep): [object: string, left?: Json] {
    switch (step.kind) {
      case 'updateConfig':
        return ['config', { config: base.config }]
      case 'createContext':
      case 'updateContext':
      case 'deleteContext':
        return ['contexts', { contexts: base.contexts.map(withKey) }]
      default: {
        const option = findOption(base, step)
        const isNew = !findContext(base, step.context)
        return isNew
          ? ['new']
          : [`${step.context}/${step.digits}`, { exists: option !== undefined, rules: option?.rules ?? [] }]
      }
    }
  }
}

const withKey = (context: Context): Json => ({ ...heldSettings(context), key: context.key })
