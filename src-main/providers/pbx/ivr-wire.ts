/** IVR menus over the wire: configuration, contexts, options. Page /ivr/. */
import { z } from 'zod'
import { idOf, keyOf, lifetimeActions, type Context, type MenuConfig } from '@shared/domain/ivr/menu'
import { setOnly } from '@shared/domain/ivr/compare'
import { isDeepEqual } from '@shared/domain/deep-equal'
import { AppFailure } from '@shared/domain/app-error'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import type { Json } from '../../http/gateway'
import { oneOf, restOf, textOrNull, wireFlag, wireId, wireInteger, wireText } from './wire'

export type Body = { [field: string]: Json }

/** One of some words; null, missing: not set. */
export const optional = <const Values extends readonly string[]>(values: Values) =>
  z
    .enum(values)
    .nullish()
    .transform((value) => value ?? null)
const configFields = {
  entry_context: wireId,
  lifetime: wireInteger,
  lifetime_exp_action: optional(lifetimeActions),
  lifetime_exp_transfer_dst: wireText,
  sleep_time: wireInteger,
  vm_enabled: wireFlag(false),
  vm_greeting: wireId,
  vm_attach_file: wireFlag(true),
  vm_mailto: wireText,
}
const configNames = new Set(Object.keys(configFields))

export const configAnswer = oneOf(
  z.looseObject(configFields).transform((wire): MenuConfig => ({
    entryContext: wire.entry_context === null ? null : keyOf(wire.entry_context),
    sleepMs: wire.sleep_time,
    lifetimeSeconds: wire.lifetime,
    lifetimeAction: wire.lifetime_exp_action,
    lifetimeDestination: wire.lifetime_exp_transfer_dst,
    voicemail: {
      enabled: wire.vm_enabled,
      greeting: wire.vm_greeting,
      attachFile: wire.vm_attach_file,
      mailTo: wire.vm_mailto,
    },
    extra: restOf(wire, configNames),
  })),
)

/** Only what is to change: a PUT is taken to leave the rest as it is, and the server reads back what it made of it. */
export const toConfigChange = (config: MenuConfig, present: MenuConfig): Body => {
  const before = toConfig(present)
  const changed = Object.entries(toConfig(config)).filter(([field, value]) => !isDeepEqual(value, before[field]))
  return Object.fromEntries(changed)
}

/** A number that was emptied goes as 0, which the page gives for it: no page says how else one is emptied. */
const toConfig = (config: MenuConfig): Body => ({
  ...setOnly(config.extra),
  ...(config.entryContext === null ? {} : { entry_context: providerId(config.entryContext) }),
  lifetime: config.lifetimeSeconds ?? 0,
  lifetime_exp_action: config.lifetimeAction ?? 'hangup',
  sleep_time: config.sleepMs ?? 0,
  lifetime_exp_transfer_dst: textOrNull(config.lifetimeDestination),
  vm_enabled: config.voicemail.enabled,
  vm_greeting: config.voicemail.greeting,
  vm_attach_file: config.voicemail.attachFile,
  vm_mailto: textOrNull(config.voicemail.mailTo),
})

const contextFields = {
  id: pbxIdSchema,
  name: wireText,
  timeout: wireInteger,
  inter_digit_timeout: wireInteger,
  digit_len: wireInteger,
  allow_any_dial: wireFlag(true),
}
const contextNames = new Set(Object.keys(contextFields))

/** A context without its options, which are read on their own. */
export type ContextSettings = Omit<Context, 'options'>

const context = z.looseObject(contextFields).transform((wire): ContextSettings => ({
  key: keyOf(wire.id),
  name: wire.name,
  timeoutMs: wire.timeout,
  interDigitMs: wire.inter_digit_timeout,
  digitLength: wire.digit_len,
  anyDial: wire.allow_any_dial,
  extra: restOf(wire, contextNames),
}))
export const contextAnswer = oneOf(context)
export const contextsAnswer = z.array(context)

/** All of them every time: two versions of the page give different defaults. */
export const toContext = ({ name, timeoutMs, interDigitMs, digitLength, anyDial, extra }: ContextSettings): Body => ({
  ...setOnly(extra),
  name,
  timeout: timeoutMs ?? 0,
  inter_digit_timeout: interDigitMs ?? 0,
  digit_len: digitLength ?? 0,
  allow_any_dial: anyDial,
})

const option = z.looseObject({ digits: z.string() }).transform(({ digits }) => digits)
export const optionAnswer = oneOf(option)
export const optionsAnswer = z.array(option)

export const ruleOrderAnswer = oneOf(z.looseObject({ rules_ids: z.array(pbxIdSchema) })).transform(
  ({ rules_ids }) => rules_ids,
)

/** @returns the fields that are set */
export const present = (fields: { [field: string]: Json }): Body =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** @throws AppFailure `input.invalid` for the key of something that the provider does not have yet */
export function providerId(key: string): number {
  const id = idOf(key)
  if (id === null) throw new AppFailure('input.invalid')
  return id
}
