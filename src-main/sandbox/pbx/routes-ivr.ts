/** The IVR of an extension: configuration, contexts and options. */
import { checkReference, checkRequired } from './checks'
import { readFields, readJson, text } from './fields'
import {
  addContext,
  configFields,
  contextFields,
  standardOptions,
  type Ivr,
  type IvrContext,
  type IvrRule,
} from './ivr'
import { created, found, invalid, removed } from './reply'
import { ofType } from './routes-extensions'
import { checkLimit, idIn, mustFind, type Context, type Route } from './routes'

const ivrOf = (context: Context): Ivr => ofType(context, 'ivr').ivr

export const contextOf = (context: Context): IvrContext =>
  mustFind(ivrOf(context).contexts.get(idIn(context.segments, 'context')))

/** Rules of the option in the path, in the order in which they run. */
export const optionOf = (context: Context): IvrRule[] =>
  mustFind(contextOf(context).options.get(context.segments['option'] ?? ''))

export const ivrRoutes: Route[] = [
  { method: 'GET', path: '/extension/:extension/ivr/', run: (context) => found(ivrOf(context).config) },
  {
    method: 'PUT',
    path: '/extension/:extension/ivr/',
    run(context) {
      const { config, contexts } = ivrOf(context)
      const given = readFields(readJson(context.body), configFields)
      const merged = { ...config, ...given }
      checkReference('entry_context', given.entry_context, contexts)
      checkReference('vm_greeting', given.vm_greeting, context.state.sounds)
      if (merged.lifetime < 0) throw invalid('lifetime', 'must not be negative')
      if (merged.sleep_time < 0) throw invalid('sleep_time', 'must not be negative')
      if (merged.lifetime_exp_action === 'transfer') checkRequired(merged, ['lifetime_exp_transfer_dst'], 'transfer')
      return found(Object.assign(config, given))
    },
  },
  {
    method: 'GET',
    path: '/extension/:extension/ivr/context/',
    run: (context) => found([...ivrOf(context).contexts.values()].map(printed)),
  },
  {
    method: 'POST',
    path: '/extension/:extension/ivr/context/',
    run(context) {
      const ivr = ivrOf(context)
      const given = readContext(context.body)
      if (given.name === undefined) throw invalid('name', 'required')
      checkLimit(context.state, 'ivr_context', ivr.contexts.size)
      return created(printed(addContext(ivr, given)))
    },
  },
  {
    method: 'GET',
    path: '/extension/:extension/ivr/context/:context',
    run: (context) => found(printed(contextOf(context))),
  },
  {
    method: 'PUT',
    path: '/extension/:extension/ivr/context/:context',
    run: (context) => found(printed(Object.assign(contextOf(context), readContext(context.body)))),
  },
  {
    method: 'DELETE',
    path: '/extension/:extension/ivr/context/:context',
    run(context) {
      const { contexts, config } = ivrOf(context)
      const { id } = contextOf(context)
      if (config.entry_context === id) throw invalid('context_id', 'is the entry context')
      contexts.delete(id)
      return removed('jumps that lead to it stay')
    },
  },
  {
    method: 'GET',
    path: '/extension/:extension/ivr/context/:context/options/',
    run(context) {
      // The example's answer: the standard ones, then the others, the youngest first.
      const own = [...contextOf(context).options.keys()].filter((digits) => !isStandard(digits))
      return found([...standardOptions, ...own.reverse()].map((digits) => ({ digits })))
    },
  },
  {
    method: 'POST',
    path: '/extension/:extension/ivr/context/:context/options/',
    run(context) {
      const { options } = contextOf(context)
      const { digits = '' } = readFields(readJson(context.body), { digits: text('') })
      if (!/^[0-9*#]{1,32}$/.test(digits)) throw invalid('digits', 'must be digits, * and #')
      if (options.has(digits)) throw invalid('digits', 'already exists')
      options.set(digits, [])
      return created({ digits })
    },
  },
  {
    method: 'DELETE',
    path: '/extension/:extension/ivr/context/:context/options/:option',
    run(context) {
      const { options } = contextOf(context)
      const { option = '' } = context.segments
      if (isStandard(option)) throw invalid('option_digits', 'a standard option stays')
      mustFind(options.get(option))
      options.delete(option)
      return removed('jumps that lead to it stay')
    },
  },
]

const isStandard = (digits: string): boolean => (standardOptions as readonly string[]).includes(digits)

/** The two fields that no table names are part of the example's answer. */
function printed(context: IvrContext): object {
  const { id, name, timeout, allow_any_dial, inter_digit_timeout, digit_len } = context
  const unnamed = { extra_params: null, description: null }
  return { id, name, timeout, allow_any_dial, inter_digit_timeout, digit_len, ...unnamed }
}

function readContext(body: string) {
  const given = readFields(readJson(body), contextFields)
  if (given.name === '') throw invalid('name', 'required')
  for (const name of ['timeout', 'inter_digit_timeout', 'digit_len'] as const) {
    if ((given[name] ?? 0) < 0) throw invalid(name, 'must not be negative')
  }
  return given
}
