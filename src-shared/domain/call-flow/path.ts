/** What a call did with the rules, options and targets on its way, gathered from its trace for the screens that show them. */
import { formatText, type Locale } from '../../text/text'
import { describeEnd, describeSkip, secondsOf } from './describe'
import { pathWords } from './path.text'
import type { Place, Skip, Trace } from './trace'

/** A rule or a target of the configuration as one call met it. */
export interface Light {
  /** ms from the start of the call, for each time it ran */
  ran: readonly number[]
  /** Why it was passed over, for each time. */
  skipped: readonly Skip[]
  /** The call ends here. */
  isEnd: boolean
}

export interface ExtensionPath {
  /** By key of the rule. What was never looked at is not in it. */
  rules: ReadonlyMap<string, Light>
  /** The call ends at the extension itself, which no rule took it from. */
  isEnd: boolean
}

export interface MenuPath {
  /** Keys of the contexts that the call was in. */
  contexts: ReadonlySet<string>
  /** The options that were entered, by `optionOnPath`. */
  options: ReadonlySet<string>
  rules: ReadonlyMap<string, Light>
  /** Options that a rule led to without a key being pressed, by `moveOnPath`. */
  moves: ReadonlySet<string>
}

export const optionOnPath = (context: string, option: string): string => `${context}/${option}`
export const moveOnPath = (rule: string, context: string, option: string): string => `${rule}>${context}/${option}`

const dark: Light = { ran: [], skipped: [], isEnd: false }

/** What befell the places of one kind, by the name that `nameOf` gives them; undefined leaves a place out. */
function lightsOf<Name>(trace: Trace, nameOf: (place: Place) => Name | undefined): Map<Name, Light> {
  const lights = new Map<Name, Light>()
  const change = (place: Place | null, change: (light: Light) => Light) => {
    const name = place ? nameOf(place) : undefined
    if (name !== undefined) lights.set(name, change(lights.get(name) ?? dark))
  }
  for (const { at, place, event } of trace.steps) {
    if (event.kind === 'ran') change(place, (light) => ({ ...light, ran: [...light.ran, at] }))
    if (event.kind === 'skipped') change(place, (light) => ({ ...light, skipped: [...light.skipped, event.skip] }))
  }
  change(trace.place, (light) => ({ ...light, isEnd: true }))
  return lights
}

/** @returns null when the call never came to the extension */
export function pathOfExtension(trace: Trace, accountId: string, extensionId: number): ExtensionPath | null {
  const isHere = (place: Place | null): boolean =>
    place !== null &&
    (place.kind === 'extension' || place.kind === 'incomingRule') &&
    place.accountId === accountId &&
    place.extensionId === extensionId
  if (!trace.steps.some(({ place }) => isHere(place))) return null
  return {
    rules: lightsOf(trace, (place) => (place.kind === 'incomingRule' && isHere(place) ? place.rule : undefined)),
    isEnd: trace.place?.kind === 'extension' && isHere(trace.place),
  }
}

/** @returns null when the call never entered the menu of this extension */
export function pathOfMenu(trace: Trace, accountId: string, extensionId: number): MenuPath | null {
  const inMenu = (place: Place | null) =>
    (place?.kind === 'menuOption' || place?.kind === 'menuRule') &&
    place.accountId === accountId &&
    place.extensionId === extensionId
      ? place
      : undefined
  const contexts = new Set<string>()
  const options = new Set<string>()
  const moves = new Set<string>()
  trace.steps.forEach(({ place, event }, index) => {
    const here = inMenu(place)
    if (!here || event.kind !== 'option') return
    contexts.add(here.context)
    options.add(optionOnPath(here.context, here.option))
    const before = inMenu(trace.steps[index - 1]?.place ?? null)
    if (before?.kind === 'menuRule') moves.add(moveOnPath(before.rule, here.context, here.option))
  })
  if (contexts.size === 0) return null
  const rules = lightsOf(trace, (place) => (place.kind === 'menuRule' && inMenu(place) ? place.rule : undefined))
  return { contexts, options, rules, moves }
}

/**
 * The targets of a number's forwarding, by their position from 0.
 *
 * @returns null when the call never came to the number
 */
export function pathOfTargets(trace: Trace, accountId: string, digits: string): ReadonlyMap<number, Light> | null {
  const isHere = (place: Place | null): boolean =>
    place !== null &&
    (place.kind === 'number' || place.kind === 'target') &&
    place.accountId === accountId &&
    place.digits === digits
  if (!trace.steps.some(({ place }) => isHere(place))) return null
  return lightsOf(trace, (place) => (place.kind === 'target' && isHere(place) ? place.index : undefined))
}

/** What befell a rule, in one line. @param light undefined: it was never looked at */
export function describeLight(light: Light | undefined, { end }: Pick<Trace, 'end'>, locale: Locale): string {
  const words = pathWords[locale]
  if (!light) return words.notReached
  const [first] = light.ran
  const [skip] = light.skipped
  const seconds = first === undefined ? '' : secondsOf(first, locale)
  const parts = [
    ...(light.ran.length === 1 ? [formatText(words.ran, { seconds })] : []),
    ...(light.ran.length > 1 ? [formatText(words.ranOften, { seconds, count: light.ran.length })] : []),
    ...(skip ? [formatText(words.skipped, { reason: describeSkip(skip, locale) })] : []),
    ...(light.isEnd ? [describeEnd(end, locale)] : []),
  ]
  return parts.join('. ')
}
