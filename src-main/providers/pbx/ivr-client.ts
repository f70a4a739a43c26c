/** The menu's part of the client: configuration, contexts, options, rules. Page /ivr/. */
import type { z } from 'zod'
import type { MenuConfig, Rule } from '@shared/domain/ivr/menu'
import type { Ask, CallOptions } from './client'
import { ivrRuleAnswer, ivrRulesAnswer } from './ivr-rule-wire'
import {
  configAnswer,
  contextAnswer,
  contextsAnswer,
  optionAnswer,
  optionsAnswer,
  ruleOrderAnswer,
  type ContextSettings,
} from './ivr-wire'
import { pbxRequests } from './requests'

/** `extension` is the id of an extension of type ivr, `digits` the key of an option: `start`, `timeout`, `invalid`, `1` … */
export interface IvrClient {
  readIvr(extension: number, options?: CallOptions): Promise<MenuConfig>
  /** @param present what the provider holds: only what differs is sent */
  updateIvr(extension: number, config: MenuConfig, present: MenuConfig, options?: CallOptions): Promise<MenuConfig>
  listContexts(extension: number, options?: CallOptions): Promise<ContextSettings[]>
  readContext(extension: number, context: number, options?: CallOptions): Promise<ContextSettings>
  createContext(extension: number, wanted: ContextSettings, options?: CallOptions): Promise<ContextSettings>
  updateContext(
    extension: number,
    context: number,
    wanted: ContextSettings,
    options?: CallOptions,
  ): Promise<ContextSettings>
  deleteContext(extension: number, context: number, options?: CallOptions): Promise<void>
  /** Keys of the options, in no order. */
  listOptions(extension: number, context: number, options?: CallOptions): Promise<string[]>
  createOption(extension: number, context: number, digits: string, options?: CallOptions): Promise<string>
  deleteOption(extension: number, context: number, digits: string, options?: CallOptions): Promise<void>
  /** As the list has them; the order in which they run is `readOptionRuleOrder`. */
  listOptionRules(extension: number, context: number, digits: string, options?: CallOptions): Promise<Rule[]>
  readOptionRule(extension: number, context: number, digits: string, rule: number, options?: CallOptions): Promise<Rule>
  createOptionRule(
    extension: number,
    context: number,
    digits: string,
    wanted: Omit<Rule, 'key'>,
    options?: CallOptions,
  ): Promise<Rule>
  updateOptionRule(
    extension: number,
    context: number,
    digits: string,
    rule: number,
    wanted: Omit<Rule, 'key'>,
    options?: CallOptions,
  ): Promise<Rule>
  deleteOptionRule(
    extension: number,
    context: number,
    digits: string,
    rule: number,
    options?: CallOptions,
  ): Promise<void>
  readOptionRuleOrder(extension: number, context: number, digits: string, options?: CallOptions): Promise<number[]>
  /** @param ids all rules of the option; a part of them is not documented */
  setOptionRuleOrder(
    extension: number,
    context: number,
    digits: string,
    ids: readonly number[],
    options?: CallOptions,
  ): Promise<number[]>
}

/** @param nothing reads the empty answer to a DELETE */
export const createIvrClient = (ask: Ask, nothing: z.ZodType<undefined>): IvrClient => ({
  readIvr: (extension, options) => ask(pbxRequests.readIvr(extension), configAnswer, options),
  updateIvr: (extension, config, present, options) =>
    ask(pbxRequests.updateIvr(extension, config, present), configAnswer, options),
  listContexts: (extension, options) => ask(pbxRequests.listContexts(extension), contextsAnswer, options),
  readContext: (extension, context, options) =>
    ask(pbxRequests.readContext(extension, context), contextAnswer, options),
  createContext: (extension, wanted, options) =>
    ask(pbxRequests.createContext(extension, wanted), contextAnswer, options),
  updateContext: (extension, context, wanted, options) =>
    ask(pbxRequests.updateContext(extension, context, wanted), contextAnswer, options),
  deleteContext: (extension, context, options) => ask(pbxRequests.deleteContext(extension, context), nothing, options),
  listOptions: (extension, context, options) =>
    ask(pbxRequests.listOptions(extension, context), optionsAnswer, options),
  createOption: (extension, context, digits, options) =>
    ask(pbxRequests.createOption(extension, context, digits), optionAnswer, options),
  deleteOption: (extension, context, digits, options) =>
    ask(pbxRequests.deleteOption(extension, context, digits), nothing, options),
  listOptionRules: (extension, context, digits, options) =>
    ask(pbxRequests.listOptionRules(extension, context, digits), ivrRulesAnswer, options),
  readOptionRule: (extension, context, digits, rule, options) =>
    ask(pbxRequests.readOptionRule(extension, context, digits, rule), ivrRuleAnswer, options),
  createOptionRule: (extension, context, digits, wanted, options) =>
    ask(pbxRequests.createOptionRule(extension, context, digits, wanted), ivrRuleAnswer, options),
  updateOptionRule: (extension, context, digits, rule, wanted, options) =>
    ask(pbxRequests.updateOptionRule(extension, context, digits, rule, wanted), ivrRuleAnswer, options),
  deleteOptionRule: (extension, context, digits, rule, options) =>
    ask(pbxRequests.deleteOptionRule(extension, context, digits, rule), nothing, options),
  readOptionRuleOrder: (extension, context, digits, options) =>
    ask(pbxRequests.readOptionRuleOrder(extension, context, digits), ruleOrderAnswer, options),
  setOptionRuleOrder: (extension, context, digits, ids, options) =>
    ask(pbxRequests.setOptionRuleOrder(extension, context, digits, ids), ruleOrderAnswer, options),
})
