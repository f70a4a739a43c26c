/** Cloud PBX, API "ver1.0": one function per endpoint. The menu's part is in `ivr-client.ts`. */
import { z } from 'zod'
import type { Company } from '@shared/domain/pbx/company'
import type { Extension, ExtensionSettings, NewExtension } from '@shared/domain/pbx/extension'
import type { IncomingRule, KnownRule, SavedRule } from '@shared/domain/pbx/incoming-rule'
import type { Interval, IntervalSettings } from '@shared/domain/pbx/interval'
import type { Prompt } from '@shared/domain/pbx/prompt'
import type { PublicNumber } from '@shared/domain/pbx/public-number'
import { GatewayFailure, type Gateway } from '../../http/gateway'
import type { TokenSession } from '../token-session'
import { explainFailure } from './errors'
import {
  companyAnswer,
  extensionAnswer,
  extensionsAnswer,
  publicNumberAnswer,
  publicNumbersAnswer,
  registrationAnswer,
  userAnswer,
  type PbxUser,
  type Registration,
} from './extension-wire'
import { intervalAnswer, intervalsAnswer, soundAnswer, soundsAnswer } from './interval-wire'
import { createIvrClient, type IvrClient } from './ivr-client'
import { pbxRequests, type MenuPlace, type Page, type PbxRequest, type SoundFile } from './requests'
import { orderAnswer, ruleAnswer, rulesAnswer } from './rule-wire'

interface PbxClientOptions {
  gateway: Gateway
  accountId: string
  /** The operator's host, without `/api/ver1.0`. */
  baseUrl: string
  /** Shared by all clients of the account. */
  session: Pick<TokenSession, 'withToken'>
  /** Called before and after each request that writes. @param menu what it writes of a menu; null: it writes something else */
  onWrite?(menu: MenuPlace | null): void
}

export interface CallOptions {
  signal?: AbortSignal
  /** ms until a request is given up. */
  timeout?: number
  /** Step of a change that causes the request, `<change id>/<position>`. */
  step?: string
  /** Of a request with a file: told how many bytes have gone out, and of how many. */
  onUploadProgress?: (sent: number, total: number) => void
}

/**
 * Ids are those of the provider. A list has no total, so its end is a page that is shorter than asked (assumed). Every
 * function throws `GatewayFailure`, or what the session throws.
 */
export interface PbxClient extends IvrClient {
  /** Who signed in, and how much they may do. */
  readUser(options?: CallOptions): Promise<PbxUser>
  readCompany(options?: CallOptions): Promise<Company>

  listExtensions(page: Page, options?: CallOptions): Promise<Extension[]>
  readExtension(id: number, options?: CallOptions): Promise<Extension>
  /** Not repeatable: after a lost answer look for the number before sending again. */
  createExtension(wanted: NewExtension, options?: CallOptions): Promise<Extension>
  updateExtension(id: number, settings: ExtensionSettings, options?: CallOptions): Promise<Extension>
  deleteExtension(id: number, options?: CallOptions): Promise<void>
  /** SIP registration at this moment. */
  readRegistration(id: number, options?: CallOptions): Promise<Registration>

  listPublicNumbers(page: Page, options?: CallOptions): Promise<PublicNumber[]>
  readPublicNumber(id: number, options?: CallOptions): Promise<PublicNumber>
  /** @param extension null: calls go nowhere */
  routePublicNumber(id: number, extension: number | null, options?: CallOptions): Promise<PublicNumber>

  /** Rules of an extension as the list has them; the order in which they run is `readRuleOrder`. */
  listRules(extension: number, options?: CallOptions): Promise<SavedRule[]>
  /** The new rule stands last (assumed). */
  createRule(extension: number, rule: IncomingRule, options?: CallOptions): Promise<SavedRule>
  readRule(extension: number, rule: number, options?: CallOptions): Promise<SavedRule>
  updateRule(extension: number, id: number, rule: KnownRule, options?: CallOptions): Promise<SavedRule>
  deleteRule(extension: number, rule: number, options?: CallOptions): Promise<void>
  readRuleOrder(extension: number, options?: CallOptions): Promise<number[]>
  /** @param ids all rules of the extension; a part of them is not documented */
  setRuleOrder(extension: number, ids: readonly number[], options?: CallOptions): Promise<number[]>

  listSounds(page: Page, options?: CallOptions): Promise<Prompt[]>
  readSound(id: number, options?: CallOptions): Promise<Prompt>
  /** WAV (no floats) or MP3, at most 10 MB. There is no way to fetch the audio back. */
  createSound(title: string, file: SoundFile, options?: CallOptions): Promise<Prompt>
  replaceSound(id: number, title: string, file: SoundFile, options?: CallOptions): Promise<Prompt>
  renameSound(id: number, title: string, options?: CallOptions): Promise<Prompt>
  deleteSound(id: number, options?: CallOptions): Promise<void>

  listIntervals(page: Page, options?: CallOptions): Promise<Interval[]>
  readInterval(id: number, options?: CallOptions): Promise<Interval>
  createInterval(wanted: IntervalSettings, options?: CallOptions): Promise<Interval>
  updateInterval(id: number, wanted: IntervalSettings, options?: CallOptions): Promise<Interval>
  deleteInterval(id: number, options?: CallOptions): Promise<void>
}

/** Sends a request and reads its answer by the schema. */
export type Ask = <Wire extends z.ZodType>(
  request: PbxRequest,
  answer: Wire,
  options?: CallOptions,
) => Promise<z.output<Wire>>

/** ms from the last byte of a recording to the answer. Part of it may still be on its way then, behind a proxy or in this computer. */
const uploadTimeout = 180_000
const nothing = z.unknown().transform(() => undefined)

export function createPbxClient({ gateway, accountId, baseUrl, session, onWrite }: PbxClientOptions): PbxClient {
  const ask: Ask = async ({ menu = null, ...request }, schema, options = {}) => {
    const tell = () => (request.method === 'GET' ? undefined : onWrite?.(menu))
    tell()
    try {
      const { body, status, requestId } = await session.withToken((token) =>
        gateway.send({
          accountId,
          baseUrl,
          authorization: `Bearer ${token}`,
          ...(request.parts && { timeout: uploadTimeout }),
          ...request,
          ...options,
        }),
      )
      const parsed = schema.safeParse(body)
      if (parsed.success) return parsed.data
      const providerMessage = whereOf(parsed.error)
      throw new GatewayFailure({ code: 'provider.badAnswer', providerMessage, requestId }, 'answered', {
        status,
        cause: parsed.error,
      })
    } catch (error) {
      throw error instanceof GatewayFailure ? explainFailure(error) : error
    } finally {
      tell()
    }
  }

  return {
    readUser: (options) => ask(pbxRequests.readUser(), userAnswer, options),
    readCompany: (options) => ask(pbxRequests.readCompany(), companyAnswer, options),

    listExtensions: (page, options) => ask(pbxRequests.listExtensions(page), extensionsAnswer, options),
    readExtension: (id, options) => ask(pbxRequests.readExtension(id), extensionAnswer, options),
    createExtension: (wanted, options) => ask(pbxRequests.createExtension(wanted), extensionAnswer, options),
    updateExtension: (id, settings, options) =>
      ask(pbxRequests.updateExtension(id, settings), extensionAnswer, options),
    deleteExtension: (id, options) => ask(pbxRequests.deleteExtension(id), nothing, options),
    readRegistration: (id, options) => ask(pbxRequests.readRegistration(id), registrationAnswer, options),

    listPublicNumbers: (page, options) => ask(pbxRequests.listPublicNumbers(page), publicNumbersAnswer, options),
    readPublicNumber: (id, options) => ask(pbxRequests.readPublicNumber(id), publicNumberAnswer, options),
    routePublicNumber: (id, extension, options) =>
      ask(pbxRequests.routePublicNumber(id, extension), publicNumberAnswer, options),

    listRules: (extension, options) => ask(pbxRequests.listRules(extension), rulesAnswer, options),
    createRule: (extension, rule, options) => ask(pbxRequests.createRule(extension, rule), ruleAnswer, options),
    readRule: (extension, rule, options) => ask(pbxRequests.readRule(extension, rule), ruleAnswer, options),
    updateRule: (extension, id, rule, options) => ask(pbxRequests.updateRule(extension, id, rule), ruleAnswer, options),
    deleteRule: (extension, rule, options) => ask(pbxRequests.deleteRule(extension, rule), nothing, options),
    readRuleOrder: (extension, options) => ask(pbxRequests.readRuleOrder(extension), orderAnswer, options),
    setRuleOrder: (extension, ids, options) => ask(pbxRequests.setRuleOrder(extension, ids), orderAnswer, options),

    listSounds: (page, options) => ask(pbxRequests.listSounds(page), soundsAnswer, options),
    readSound: (id, options) => ask(pbxRequests.readSound(id), soundAnswer, options),
    createSound: (title, file, options) => ask(pbxRequests.createSound(title, file), soundAnswer, options),
    replaceSound: (id, title, file, options) => ask(pbxRequests.replaceSound(id, title, file), soundAnswer, options),
    renameSound: (id, title, options) => ask(pbxRequests.renameSound(id, title), soundAnswer, options),
    deleteSound: (id, options) => ask(pbxRequests.deleteSound(id), nothing, options),

    listIntervals: (page, options) => ask(pbxRequests.listIntervals(page), intervalsAnswer, options),
    readInterval: (id, options) => ask(pbxRequests.readInterval(id), intervalAnswer, options),
    createInterval: (wanted, options) => ask(pbxRequests.createInterval(wanted), intervalAnswer, options),
    updateInterval: (id, wanted, options) => ask(pbxRequests.updateInterval(id, wanted), intervalAnswer, options),
    deleteInterval: (id, options) => ask(pbxRequests.deleteInterval(id), nothing, options),

    ...createIvrClient(ask, nothing),
  }
}

/** Names the first field that is not as documented, never its value. */
const whereOf = (error: z.ZodError): string => error.issues[0]?.path.map(String).join('.') ?? ''
