/**
 * Every request to the cloud PBX as plain data: what the client sends is what a review shows. Collections end with a slash,
 * single objects do not. `@me` stands for the company of whoever signed in.
 */
import type { MenuConfig, Rule } from '@shared/domain/ivr/menu'
import type { ExtensionSettings, NewExtension } from '@shared/domain/pbx/extension'
import type { IncomingRule, KnownRule } from '@shared/domain/pbx/incoming-rule'
import type { IntervalSettings } from '@shared/domain/pbx/interval'
import type { Json } from '../../http/gateway'
import type { RequestPart } from '../../http/request-body'
import { toExtensionSettings, toNewExtension } from './extension-wire'
import { fromInterval } from './interval-wire'
import { toIvrRule, toNewIvrRule } from './ivr-rule-wire'
import { toConfigChange, toContext, type ContextSettings } from './ivr-wire'
import { toChangedRule, toNewRule } from './rule-wire'

export interface PbxRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the operator's host on. */
  path: string
  body?: Json
  parts?: readonly RequestPart[]
  /** Only reads: no page says of any write that it may be sent twice. */
  repeatable: boolean
  /** See `GatewayRequest`. */
  singular?: true
  /** Of a menu that it writes. */
  menu?: MenuPlace
}

/** Where something of a menu is: its extension, and the context; null: in none. */
export interface MenuPlace {
  extension: number
  context: number | null
}

export interface SoundFile {
  /** Name of the file as the operator has it. */
  fileName: string
  /** `audio/wav` or `audio/mpeg`. */
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

export interface Page {
  /** From 1. */
  page: number
  perPage: number
}

const base = '/api/ver1.0'
const company = `${base}/client/@me`

const get = (path: string, query: Record<string, string | number> = {}): PbxRequest => {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  return { method: 'GET', path: text ? `${path}?${text}` : path, repeatable: true }
}
/** Makes something: sent twice, it would be there twice. */
const post = (path: string, body: Json): PbxRequest => ({
  method: 'POST',
  path,
  body,
  repeatable: false,
  singular: true,
})
const put = (path: string, body: Json): PbxRequest => ({ method: 'PUT', path, body, repeatable: false })
const remove = (path: string): PbxRequest => ({ method: 'DELETE', path, repeatable: false })
const upload = (path: string, parts: readonly RequestPart[]): PbxRequest => ({
  method: 'POST',
  path,
  parts,
  repeatable: false,
})
const list = (path: string, { page, perPage }: Page): PbxRequest => get(path, { page, per_page: perPage })

const inMenu = (extension: number, context: number | null, request: PbxRequest): PbxRequest => ({
  ...request,
  menu: { extension, context },
})

const extensionPath = (id: number) => `${company}/extension/${id}`
const rulesPath = (extension: number) => `${base}/extension/${extension}/incom_rule/`
const ivrPath = (extension: number) => `${base}/extension/${extension}/ivr/`
const contextPath = (extension: number, context: number) => `${ivrPath(extension)}context/${context}`
const optionPath = (extension: number, context: number, digits: string) =>
  `${contextPath(extension, context)}/options/${encodeURIComponent(digits)}`
const optionRulesPath = (extension: number, context: number, digits: string) =>
  `${optionPath(extension, context, digits)}/rules/`

const filePart = ({ fileName, contentType, bytes }: SoundFile): RequestPart => ({
  name: 'file',
  fileName,
  contentType,
  bytes,
})

export const pbxRequests = {
  readUser: () => get(`${base}/user/`),
  readCompany: () => get(`${base}/client/client_info/@me/`),

  listExtensions: (page: Page) => list(`${company}/extension/`, page),
  readExtension: (id: number) => get(extensionPath(id)),
  createExtension: (wanted: NewExtension) => post(`${company}/extension/`, toNewExtension(wanted)),
  updateExtension: (id: number, settings: ExtensionSettings) => put(extensionPath(id), toExtensionSettings(settings)),
  deleteExtension: (id: number) => remove(extensionPath(id)),
  readRegistration: (id: number) => get(`${base}/extension/registration/`, { extension_id: id }),

  listPublicNumbers: (page: Page) => list(`${company}/did/`, page),
  readPublicNumber: (id: number) => get(`${company}/did/${id}`),
  /** null detaches the number; that this is the way is assumed, the page shows ids only. */
  routePublicNumber: (id: number, extension: number | null) => put(`${company}/did/${id}`, { extension_id: extension }),

  listRules: (extension: number) => get(rulesPath(extension)),
  createRule: (extension: number, rule: IncomingRule) => post(rulesPath(extension), toNewRule(rule)),
  readRule: (extension: number, rule: number) => get(`${rulesPath(extension)}${rule}`),
  updateRule: (extension: number, id: number, rule: KnownRule) =>
    put(`${rulesPath(extension)}${id}`, toChangedRule(rule)),
  deleteRule: (extension: number, rule: number) => remove(`${rulesPath(extension)}${rule}`),
  readRuleOrder: (extension: number) => get(`${rulesPath(extension)}order/`),
  setRuleOrder: (extension: number, ids: readonly number[]) =>
    put(`${rulesPath(extension)}order/`, { rules_ids: [...ids] }),

  listSounds: (page: Page) => list(`${company}/sound/`, page),
  readSound: (id: number) => get(`${company}/sound/${id}`),
  createSound: (title: string, file: SoundFile) =>
    upload(`${company}/sound/`, [{ name: 'title', value: title }, filePart(file)]),
  /** Puts another recording in the place of the old one. */
  replaceSound: (id: number, title: string, file: SoundFile) =>
    upload(`${company}/sound/${id}`, [{ name: 'title', value: title }, filePart(file)]),
  renameSound: (id: number, title: string) => put(`${company}/sound/${id}`, { title }),
  deleteSound: (id: number) => remove(`${company}/sound/${id}`),

  /** The paths of intervals are assumed by the pattern of the others. */
  listIntervals: (page: Page) => list(`${company}/interval/`, page),
  readInterval: (id: number) => get(`${company}/interval/${id}`),
  createInterval: (wanted: IntervalSettings) => post(`${company}/interval/`, fromInterval(wanted)),
  updateInterval: (id: number, wanted: IntervalSettings) => put(`${company}/interval/${id}`, fromInterval(wanted)),
  deleteInterval: (id: number) => remove(`${company}/interval/${id}`),

  readIvr: (extension: number) => get(ivrPath(extension)),
  /** @param present what the provider holds: only what differs is sent */
  updateIvr: (extension: number, config: MenuConfig, present: MenuConfig) =>
    inMenu(extension, null, put(ivrPath(extension), toConfigChange(config, present))),
  listContexts: (extension: number) => get(`${ivrPath(extension)}context/`),
  readContext: (extension: number, context: number) => get(contextPath(extension, context)),
  createContext: (extension: number, wanted: ContextSettings) =>
    inMenu(extension, null, post(`${ivrPath(extension)}context/`, toContext(wanted))),
  updateContext: (extension: number, context: number, wanted: ContextSettings) =>
    inMenu(extension, context, put(contextPath(extension, context), toContext(wanted))),
  deleteContext: (extension: number, context: number) =>
    inMenu(extension, context, remove(contextPath(extension, context))),
  listOptions: (extension: number, context: number) => get(`${contextPath(extension, context)}/options/`),
  createOption: (extension: number, context: number, digits: string) =>
    inMenu(extension, context, post(`${contextPath(extension, context)}/options/`, { digits })),
  deleteOption: (extension: number, context: number, digits: string) =>
    inMenu(extension, context, remove(optionPath(extension, context, digits))),
  listOptionRules: (extension: number, context: number, digits: string) =>
    get(optionRulesPath(extension, context, digits)),
  readOptionRule: (extension: number, context: number, digits: string, rule: number) =>
    get(`${optionRulesPath(extension, context, digits)}${rule}`),
  createOptionRule: (extension: number, context: number, digits: string, wanted: Omit<Rule, 'key'>) =>
    inMenu(extension, context, post(optionRulesPath(extension, context, digits), toNewIvrRule(wanted))),
  updateOptionRule: (extension: number, context: number, digits: string, rule: number, wanted: Omit<Rule, 'key'>) =>
    inMenu(extension, context, put(`${optionRulesPath(extension, context, digits)}${rule}`, toIvrRule(wanted))),
  deleteOptionRule: (extension: number, context: number, digits: string, rule: number) =>
    inMenu(extension, context, remove(`${optionRulesPath(extension, context, digits)}${rule}`)),
  readOptionRuleOrder: (extension: number, context: number, digits: string) =>
    get(`${optionRulesPath(extension, context, digits)}order/`),
  setOptionRuleOrder: (extension: number, context: number, digits: string, ids: readonly number[]) =>
    inMenu(extension, context, put(`${optionRulesPath(extension, context, digits)}order/`, { rules_ids: [...ids] })),
}
