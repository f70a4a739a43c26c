/** The answer of a Call Interactive address: `<Response>` with verbs in their order. Source: page Call Interactive. */
import { SaxesParser } from 'saxes'
import type { Context } from '../ivr/menu'
import { contextNamed, optionOf, type Flow, type MenuCall } from './menu-call'
import type { Place } from './trace'

interface Verb {
  name: string
  attributes: Record<string, string>
  text: string
}

/** ms, where a pause names no length */
const defaultPause = 10_000
/** ms, since the file that is named is not one of the account's prompts */
const assumedSoundLength = 5000

/** @returns null for what is no XML, or has no `<Response>` around it */
export function readInteractive(xml: string): Verb[] | null {
  const verbs: Verb[] = []
  let depth = 0
  let isResponse = false
  const parser = new SaxesParser()
  try {
    parser.on('error', (error) => {
      throw error
    })
    parser.on('opentag', ({ name, attributes }) => {
      depth += 1
      if (depth === 1) isResponse = name === 'Response'
      if (depth === 2) verbs.push({ name, attributes, text: '' })
    })
    parser.on('text', (text) => {
      const verb = verbs.at(-1)
      if (verb && depth === 2) verb.text += text
    })
    parser.on('closetag', () => {
      depth -= 1
    })
    parser.write(xml).close()
  } catch {
    // saxes throws its own Error for whatever is not well-formed; here that is an answer like any other.
    return null
  }
  return isResponse ? verbs : null
}

/** @returns null when the option goes on with its next rule */
export function applyInteractive(call: MenuCall, context: Context, place: Place, verbs: readonly Verb[]): Flow | null {
  const { run } = call
  for (const { name, attributes, text } of verbs) {
    switch (name) {
      case 'Hangup':
        return call.over({ kind: 'hungUp', reason: 'interactive', code: null }, place)
      case 'Pause': {
        const length = Number(attributes['length'])
        const milliseconds = Number.isFinite(length) && length > 0 ? length * 1000 : defaultPause
        run.say(call.now, place, { kind: 'pause', milliseconds })
        call.discardKeys(call.at + milliseconds, place)
        const end = call.advance(call.at + milliseconds, place)
        if (end) return end
        break
      }
      case 'SetVar': {
        const variable = attributes['name'] ?? ''
        call.variables.set(variable, text.trim())
        run.say(call.now, place, { kind: 'variableSet', name: variable, value: text.trim() })
        break
      }
      case 'SetCaller': {
        const number = attributes['number']
        if (number === undefined) break
        call.moment = { ...call.moment, caller: number }
        run.say(call.now, place, { kind: 'callerIdSet', what: 'number', value: number })
        break
      }
      case 'Jump': {
        const target = contextNamed(call.menu, attributes['context'] ?? context.key)
        const option = attributes['option'] || 'start'
        run.assume('jumpKeeps')
        if (!target || !optionOf(target, option))
          return call.over({ kind: 'hungUp', reason: 'jumpTargetMissing', code: null }, place)
        return { kind: 'option', context: target, option }
      }
      case 'PlaySound': {
        const acceptsKeys = attributes['where'] === 'background'
        const title = text.trim()
        const event = { kind: 'plays' as const, title, promptId: null, milliseconds: assumedSoundLength, acceptsKeys }
        run.say(call.now, place, event, 'promptLength')
        const until = call.at + assumedSoundLength
        const key = acceptsKeys ? call.takeKey(until) : undefined
        if (!acceptsKeys) call.discardKeys(until, place)
        const end = call.advance(key?.at ?? until, place)
        if (end) return end
        if (!key) break
        const variable = attributes['digitvar']
        if (variable === undefined) return { kind: 'key', context, key: key.key }
        call.variables.set(variable, key.key)
        run.say(call.now, place, { kind: 'variableSet', name: variable, value: key.key })
        break
      }
      default:
        // How SimpleTransfer names its destination is not readable in the page; any other verb is not in it.
        return call.over({ kind: 'cannotSimulate', why: 'xml', what: name }, place)
    }
  }
  return null
}
