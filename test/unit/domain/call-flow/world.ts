/** A made-up world of accounts for the simulator's tests. */
import { defaultCall, type Call } from '../../../../src-shared/domain/call-flow/call'
import { simulate } from '../../../../src-shared/domain/call-flow/simulate'
import type { Trace, TraceStep } from '../../../../src-shared/domain/call-flow/trace'
import type { CallWorld, KeyedRule, NumberRoute } from '../../../../src-shared/domain/call-flow/world'
import type { Forwarding, Target } from '../../../../src-shared/domain/forwarding/forwarding'
import type { Action } from '../../../../src-shared/domain/ivr/action'
import {
  noConditions,
  type Conditions,
  type Context,
  type Menu,
  type Rule,
} from '../../../../src-shared/domain/ivr/menu'
import type { Extension } from '../../../../src-shared/domain/pbx/extension'
import type { IncomingRule, KnownRule, RuleConditions } from '../../../../src-shared/domain/pbx/incoming-rule'
import type { Company } from '../../../../src-shared/domain/pbx/company'
import type { Interval } from '../../../../src-shared/domain/pbx/interval'
import type { PublicNumber } from '../../../../src-shared/domain/pbx/public-number'
import { extension as extensionWithId } from '../pbx/rule-example'

export const accountId = 'pbx-1'
/** Monday 10 June 2024, 10:00 in Moscow. */
export const monday = Date.parse('2024-06-10T07:00:00Z')

export const company: Company = {
  id: 12,
  name: 'Company',
  prefix: '000',
  domain: '',
  domainPrefix: '',
  extensionLength: 3,
  timeZone: 'Europe/Moscow',
  rest: {},
}

export const publicNumber = (id: number, extensionId: number | null, comment = ''): PublicNumber => ({
  id,
  number: String(78_120_000_000 + id),
  extensionId,
  acceptsMessages: false,
  messageExtensionId: null,
  comment,
  createdAt: '',
  rest: {},
})

/** Monday to Friday, 9 to 18. */
export const officeHours = (id: number): Interval => ({
  id,
  name: 'Office',
  timeZone: 'Europe/Moscow',
  conditions: [
    {
      kind: 'calendar',
      weekdays: { from: 2, to: 6 },
      monthDays: null,
      month: null,
      times: { from: '09:00:00', to: '18:00:00' },
      rotation: null,
      rest: {},
    },
  ],
  rest: {},
})

export const extension = (number: string, changes: Partial<Extension> = {}): Extension =>
  extensionWithId(Number(number) + 1000, number, changes)

type RuleInput = { type: KnownRule['type'] } & Record<string, unknown>

export function incomingRule(
  { type, ...fields }: RuleInput,
  conditions: Partial<RuleConditions> = {},
  final = true,
): IncomingRule {
  const common = {
    name: '',
    enabled: true,
    final,
    conditions: {
      callerAction: 'any',
      callerPattern: '',
      callStatus: 'any',
      extensionCallStatus: 'any',
      extensionStatus: 'any',
      intervalId: null,
      ...conditions,
    },
    rest: {},
  }
  const ringing = { timeoutSeconds: 20, ignoreEarlyMedia: true, allowPublicTransfer: false, callScreening: false }
  return { type, ...common, ...ringing, ...fields } as IncomingRule
}

let nextKey = 1
export function menuRule(action: Action, conditions: Partial<Conditions> = {}, final = true): Rule {
  return {
    key: `new:${nextKey++}`,
    name: '',
    final,
    conditions: { ...noConditions, ...conditions },
    action,
    extra: {},
  }
}

export function context(key: string, options: Record<string, Rule[]>, changes: Partial<Context> = {}): Context {
  const digits = [...new Set(['start', ...Object.keys(options), 'timeout', 'invalid'])]
  return {
    key,
    name: `context ${key}`,
    timeoutMs: 5000,
    interDigitMs: 2000,
    digitLength: 3,
    anyDial: true,
    options: digits.map((option) => ({ digits: option, rules: options[option] ?? [] })),
    extra: {},
    ...changes,
  }
}

export function menu(contexts: Context[], config: Partial<Menu['config']> = {}): Menu {
  return {
    config: {
      entryContext: contexts[0]?.key ?? null,
      sleepMs: 0,
      lifetimeSeconds: 1800,
      lifetimeAction: 'hangup',
      lifetimeDestination: '',
      voicemail: { enabled: false, greeting: null, attachFile: true, mailTo: '' },
      extra: {},
      ...config,
    },
    contexts,
  }
}

export const play = (sound: number, soundType: 'background' | 'foreground'): Action => ({
  kind: 'play_sound',
  sound,
  soundType,
  fromVariable: false,
})
export const transferTo = (...destinations: string[]): Action => ({
  kind: 'transfer',
  destinations,
  timeoutSeconds: null,
})
export const jumpTo = (key: string, option = ''): Action => ({ kind: 'jump_to_context', context: key, option })

export function target(number: string, changes: Partial<Target> = {}): Target {
  return { number, timeoutSeconds: 20, active: true, name: '', period: '', periodDescription: '', ...changes }
}

export function forwardingTo(redirect: 'single' | 'sequential' | 'parallel', ...targets: Target[]): Forwarding {
  return {
    kind: 'number',
    redirect,
    targets,
    eventUrl: '',
    extendedEvents: false,
    clientId: '',
    promptToCaller: '',
    promptToCallee: '',
    masking: false,
    displayNumber: '',
  }
}

interface Parts {
  extensions?: Extension[]
  rules?: Record<string, IncomingRule[]>
  menus?: Record<string, Menu>
  intervals?: Interval[]
  numbers?: Record<string, NumberRoute>
  /** Length by id of the prompt, ms. */
  prompts?: Record<number, number>
}

export function worldOf({
  extensions = [],
  rules = {},
  menus = {},
  intervals = [],
  numbers = {},
  prompts = {},
}: Parts) {
  const numberOf = ({ name }: Extension) => name.replace(/^000\*/, '')
  const byId = (id: number) => extensions.find((one) => one.id === id)
  const world: CallWorld = {
    numberRoute: (digits) => numbers[digits],
    extensionByNumber: (_account, number) => extensions.find((one) => numberOf(one) === number || one.name === number),
    extensionById: (_account, id) => byId(id),
    shortNumber: (_account, one) => numberOf(one),
    extensionLength: () => 3,
    rulesOf(_account, id) {
      const one = byId(id)
      return ((one && rules[numberOf(one)]) ?? []).map((rule, index): KeyedRule => ({ key: String(index + 1), rule }))
    },
    menuOf(_account, id) {
      const one = byId(id)
      return one && menus[numberOf(one)]
    },
    intervalById: (_account, id) => intervals.find((interval) => interval.id === id),
    promptById: (_account, id) => ({ title: `prompt ${id}`, lengthMs: prompts[id] ?? null }),
  }
  return world
}

/** Calls an extension of the world. */
export const callTo = (number: string, changes: Partial<Call> = {}): Call => ({
  ...defaultCall,
  called: { kind: 'extension', accountId, extensionId: Number(number) + 1000 },
  at: monday,
  caller: '78121234567',
  ...changes,
})

export const run = (parts: Parts, call: Call): Trace => simulate(worldOf(parts), call)

/** The trace in short: what a person would read off it. */
export const outline = ({ steps, end }: Trace): string[] => [...steps.map(line), endLine(end)]

function line({ at, branch, event }: TraceStep): string {
  const head = `${at / 1000}${branch && ` [${branch}]`} ${event.kind}`
  switch (event.kind) {
    case 'skipped':
      return `${head} ${event.type}: ${event.skip.reason}`
    case 'ran':
      return `${head} ${event.type}`
    case 'rings':
      return `${head} ${event.legs.map(({ address, from, outcome }) => `${address}@${from / 1000}=${outcome}`).join(' ')}`
    case 'plays':
      return `${head} ${event.title || 'silence'} ${event.milliseconds / 1000}`
    case 'option':
      return `${head} ${event.option}`
    case 'input':
      return `${head} ${event.digits}>${event.leadsTo}`
    case 'pressed':
    case 'keyIgnored':
      return `${head} ${event.key}`
    case 'waitsForKey':
    case 'pause':
      return `${head} ${event.milliseconds / 1000}`
    case 'extensionCalled':
      return `${head} ${event.number}`
    case 'variableSet':
      return `${head} ${event.name}=${event.value}`
    default:
      return head
  }
}

function endLine(end: Trace['end']): string {
  switch (end.kind) {
    case 'connected':
      return `connected ${end.address}`
    case 'hungUp':
      return `hungUp ${end.reason} ${end.code}`
    case 'ownLogic':
      return `ownLogic ${end.what}`
    case 'cannotSimulate':
      return `cannotSimulate ${end.why}`
    default:
      return end.kind
  }
}

/** The last line of the outline. */
export const endOf = (trace: Trace): string => endLine(trace.end)
