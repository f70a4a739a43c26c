/** What is wrong with a menu, each thing with its place. Errors block publishing, warnings do not. */
import type { Finding, FindingCode } from '../finding'
import { remembered } from '../remembered'
import { checkRule, isMissing, type Surroundings } from './check-rule'
import { flowOf, type OptionFlow } from './flow'
import { isStandardOption, type Context, type Menu, type MenuOption } from './menu'
import { secondsBeforeChoice } from './prompt-length'
import { createReach, type Reach } from './reach'
import { createVariableCheck } from './check-variables'

/** All null: the settings of the menu. */
export interface MenuPlace {
  context: string | null
  digits: string | null
  /** Key of a rule. */
  rule: string | null
}
/** `path`: a field of the rule, the context or the settings; empty: the whole of it. */
export type MenuFinding = Finding & { at: MenuPlace }

export type AddFinding = (
  place: Partial<MenuPlace>,
  severity: Finding['severity'],
  code: FindingCode,
  params?: Record<string, string | number>,
  path?: string,
) => void

/** Collects findings in the order in which they are added. */
export function collect(findings: MenuFinding[]): AddFinding {
  return ({ context = null, digits = null, rule = null }, severity, code, params = {}, path = '') =>
    findings.push({ path, severity, code, params, at: { context, digits, rule } })
}

/** By the key of the context; null: about the settings of the menu. Every context of the menu has its list. */
export type MenuFindings = ReadonlyMap<string | null, readonly MenuFinding[]>

/** @returns the findings of the settings, then context by context */
export const allFindings = (findings: MenuFindings): MenuFinding[] => [...findings.values()].flat()

/**
 * @returns a check that remembers what it found in each context: what an edit does not concern is not looked at again, and its
 *   findings are the very same list. One for each `surroundings`
 */
export function createMenuCheck(surroundings: Surroundings): (menu: Menu) => MenuFindings {
  const reachOf = createReach()
  const inside = remembered((context: Context) => checkContext(context, surroundings))
  let last: { around: Around; findingsOf: (context: Context) => readonly MenuFinding[] } | null = null
  return (menu) => {
    const around: Around = { menu, reach: reachOf(menu) }
    if (!last || !isAlikeAround(last.around, around)) last = { around, findingsOf: createContextCheck(around, inside) }
    const { findingsOf } = last
    return new Map<string | null, readonly MenuFinding[]>([
      [null, checkConfig(menu, surroundings)],
      ...menu.contexts.map((context) => [context.key, findingsOf(context)] as const),
    ])
  }
}

/** What the findings of a context depend on beside the context itself. */
interface Around {
  menu: Menu
  reach: Reach
}

/** The same `reach` says that all contexts have the same keys and options and lead calls to the same places. */
const isAlikeAround = (left: Around, right: Around): boolean =>
  left.reach === right.reach &&
  left.menu.config.lifetimeSeconds === right.menu.config.lifetimeSeconds &&
  left.menu.contexts.every(({ name }, index) => name === right.menu.contexts[index]?.name)

/** @param inside what is wrong within a context, whatever is around it */
function createContextCheck(
  { menu, reach }: Around,
  inside: (context: Context) => readonly MenuFinding[],
): (context: Context) => readonly MenuFinding[] {
  const byKey = new Map(menu.contexts.map((context) => [context.key, context]))
  const repeated = repeatedNames(menu)
  const checkVariables = createVariableCheck(menu)
  return remembered((context) => {
    const findings: MenuFinding[] = []
    const add = collect(findings)
    const { key, name } = context
    if (plainName(name) === '') add({ context: key }, 'error', 'ivr.nameMissing', {}, 'name')
    else if (repeated.has(key)) add({ context: key }, 'warning', 'ivr.nameRepeated', {}, 'name')
    checkWays(context, menu, byKey, reach, add)
    checkVariables(context, add)
    return [...findings, ...inside(context)]
  })
}

function checkConfig(menu: Menu, surroundings: Surroundings): MenuFinding[] {
  const findings: MenuFinding[] = []
  const add = collect(findings)
  const { entryContext, lifetimeSeconds, lifetimeAction, lifetimeDestination, sleepMs, voicemail } = menu.config
  if (!menu.contexts.some(({ key }) => key === entryContext)) {
    add({}, 'error', 'ivr.entryMissing', {}, 'entryContext')
  }
  if (lifetimeAction === 'transfer' && lifetimeDestination === '') {
    add({}, 'error', 'field.required', {}, 'lifetimeDestination')
  }
  if (sleepMs !== null && sleepMs < 0) add({}, 'error', 'ivr.notWhole', {}, 'sleepMs')
  if (lifetimeSeconds !== null && lifetimeSeconds < 0) add({}, 'error', 'ivr.notWhole', {}, 'lifetimeSeconds')
  const { sounds } = surroundings
  if (voicemail.greeting !== null && isMissing(voicemail.greeting, sounds)) {
    add({}, 'error', 'ivr.promptMissing', {}, 'voicemail.greeting')
  }
  if (!lifetimeSeconds) return findings
  const { heard } = secondsBeforeChoice(menu, (id) => sounds?.get(id)?.seconds ?? null)
  if (heard > lifetimeSeconds) {
    const params = { seconds: Math.round(heard), lifetime: lifetimeSeconds }
    add({}, 'warning', 'ivr.lifetimeShort', params, 'lifetimeSeconds')
  }
  return findings
}

const plainName = (name: string): string => name.trim().toLocaleLowerCase()

/** @returns keys of contexts that are named like one before them */
function repeatedNames({ contexts }: Menu): Set<string> {
  const seen = new Set<string>()
  const repeated = contexts.filter(({ name }) => {
    const plain = plainName(name)
    const isRepeated = seen.has(plain)
    seen.add(plain)
    return isRepeated
  })
  return new Set(repeated.map(({ key }) => key))
}

/** Jumps to nowhere, what no call reaches, circles, and ends that nobody meant. */
function checkWays(
  context: Context,
  menu: Menu,
  byKey: ReadonlyMap<string, Context>,
  reach: Reach,
  add: AddFinding,
): void {
  const flow = flowOf(context)
  const isReached = reach.contexts.has(context.key)
  if (!isReached) add({ context: context.key }, 'warning', 'ivr.contextUnreachable')
  for (const option of context.options) {
    const { digits } = option
    const place = { context: context.key, digits }
    const optionFlow = flow.options.get(digits)
    for (const { key, action } of option.rules) {
      if (action.kind !== 'jump_to_context' || action.context === null) continue
      const target = byKey.get(action.context)
      const at = { ...place, rule: key }
      if (!target) add(at, 'error', 'ivr.jumpContextMissing', {}, 'action.context')
      else if (action.option !== '' && !target.options.some((one) => one.digits === action.option)) {
        const params = { context: target.name, option: action.option }
        add(at, 'error', 'ivr.jumpOptionMissing', params, 'action.option')
      }
    }
    if (!isReached) continue
    const isOptionReached = reach.options.get(context.key)?.has(digits) ?? false
    if (!isOptionReached && (option.rules.length > 0 || !isStandardOption(digits)) && !isTooLong(context, digits)) {
      add(place, 'warning', 'ivr.optionUnreachable')
    }
    if (isOptionReached && option.rules.length === 0) add(place, 'warning', 'ivr.deadEnd')
    if (reach.circles.size > 0 && reach.circles.has(`${context.key}/${digits}`)) add(place, 'warning', 'ivr.loop')
    if (digits === 'timeout' && isOptionReached && optionFlow) checkTimeout(menu, context, option, optionFlow, add)
  }
}

/** A timeout that leads back to waiting in the same context goes on until the menu's time is over. */
function checkTimeout(menu: Menu, context: Context, { rules }: MenuOption, flow: OptionFlow, add: AddFinding): void {
  const comesBack = flow.exit === null || flow.exitJump?.context === context.key
  if (rules.length === 0 || !comesBack || flow.hasWayOut) return
  const seconds = menu.config.lifetimeSeconds
  const place = { context: context.key, digits: 'timeout' }
  if (seconds) add(place, 'warning', 'ivr.timeoutRepeats', { seconds })
  else add(place, 'warning', 'ivr.timeoutRepeatsForever')
}

const isTooLong = ({ digitLength }: Context, digits: string): boolean =>
  !isStandardOption(digits) && digitLength !== null && digitLength > 0 && digits.length > digitLength

function checkContext(context: Context, surroundings: Surroundings): MenuFinding[] {
  const findings: MenuFinding[] = []
  const add = collect(findings)
  const flow = flowOf(context)
  for (const field of ['timeoutMs', 'interDigitMs', 'digitLength'] as const) {
    const value = context[field]
    if (value !== null && (!Number.isSafeInteger(value) || value < 0)) {
      add({ context: context.key }, 'error', 'ivr.notWhole', {}, field)
    }
  }
  checkDigits(context, surroundings, add)
  for (const { digits, rules } of context.options) {
    const place = { context: context.key, digits }
    const exit = flow.options.get(digits)?.exit ?? null
    rules.forEach((rule, index) => {
      for (const { severity, code, params, path } of checkRule(rule, context, surroundings)) {
        add({ ...place, rule: rule.key }, severity, code, params, path)
      }
      if (exit !== null && index === exit + 1) add({ ...place, rule: rule.key }, 'warning', 'ivr.afterExit')
    })
    if (digits !== 'start' && flow.options.get(digits)?.isConditional) add(place, 'warning', 'ivr.conditionalEnd')
  }
  return findings
}

/** What callers press in one context: what they can enter at all, and how long a short input waits for more. */
function checkDigits(context: Context, { extensions }: Surroundings, add: AddFinding): void {
  const { digitLength, interDigitMs, anyDial } = context
  const pressed = context.options.map(({ digits }) => digits).filter((digits) => !isStandardOption(digits))
  const seen = new Set<string>()
  for (const digits of pressed) {
    const place = { context: context.key, digits }
    if (!/^[0-9*#]+$/.test(digits)) add(place, 'error', 'ivr.digitsMalformed', {}, 'digits')
    if (seen.has(digits)) add(place, 'error', 'ivr.digitsTaken', {}, 'digits')
    seen.add(digits)
    if (isTooLong(context, digits)) add(place, 'warning', 'ivr.digitsTooLong', { length: digitLength ?? 0, digits })
    if (anyDial && extensions?.has(digits)) add(place, 'warning', 'ivr.extensionHidden', { digits })
    const longer = pressed.find((other) => other.length > digits.length && other.startsWith(digits))
    if (longer !== undefined && interDigitMs) {
      add(place, 'warning', 'ivr.prefixConflict', { digits, longer, wait: interDigitMs / 1000 })
    }
  }
  const longest = Math.max(0, ...pressed.map(({ length }) => length))
  if (!anyDial && longest > 0 && digitLength !== null && digitLength > longest && interDigitMs) {
    add({ context: context.key }, 'warning', 'ivr.digitLengthLong', { longest, length: digitLength }, 'digitLength')
  }
}
