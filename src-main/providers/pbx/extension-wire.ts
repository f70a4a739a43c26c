/** Company, extensions, their registration and public numbers over the wire. Pages: client, extension, did. */
import { z } from 'zod'
import { pbxIdSchema } from '@shared/domain/pbx/common'
import type { Company } from '@shared/domain/pbx/company'
import type { Extension, ExtensionSettings, NewExtension } from '@shared/domain/pbx/extension'
import type { PublicNumber } from '@shared/domain/pbx/public-number'
import type { Json } from '../../http/gateway'
import { oneOf, restOf, textOrNull, wireFlag, wireId, wireInteger, wireNumeral, wireText } from './wire'

type Body = { [field: string]: Json }

export interface PbxUser {
  login: string
  /** `full` or `read_only`. */
  access: string
  companyId: number | null
  groupId: number | null
  /** Set when the user is one extension: then it sees nothing else. */
  extensionId: number | null
}

export const userAnswer = oneOf(
  z
    .looseObject({
      login: wireText,
      access: wireText,
      client_id: wireId,
      extension_group_id: wireId,
      extension_id: wireId,
    })
    .transform((wire): PbxUser => ({
      login: wire.login,
      access: wire.access,
      companyId: wire.client_id,
      groupId: wire.extension_group_id,
      extensionId: wire.extension_id,
    })),
)

const companyFields = {
  id: pbxIdSchema,
  name: wireText,
  prefix: wireText,
  domain: wireText,
  domain_prefix: wireText,
  extension_len: wireNumeral,
  timezone: wireText,
}
/** The page: 3 unless the operator chose another length. */
const defaultExtensionLength = 3
const companyNames = new Set(Object.keys(companyFields))

export const companyAnswer = oneOf(
  z.looseObject(companyFields).transform((wire): Company => ({
    id: wire.id,
    name: wire.name,
    prefix: wire.prefix,
    domain: wire.domain,
    domainPrefix: wire.domain_prefix,
    extensionLength: wire.extension_len || defaultExtensionLength,
    timeZone: wire.timezone || 'Europe/Moscow',
    rest: restOf(wire, companyNames),
  })),
)

const extensionFields = {
  id: pbxIdSchema,
  name: z.string(),
  type: z.string(),
  status: wireText,
  label: wireText,
  caller_id_name: wireText,
  extension_group_id: wireId,
  dial_rule_id: wireId,
  dial_rule_limit: wireInteger,
  did_as_transfer_caller_id: wireText,
  ani_rfc3325: wireFlag(false),
  create_date: wireText,
}
const extensionNames = new Set(Object.keys(extensionFields))

const extension = z.looseObject(extensionFields).transform((wire): Extension => ({
  id: wire.id,
  name: wire.name,
  type: wire.type,
  status: wire.status,
  label: wire.label,
  callerIdName: wire.caller_id_name,
  groupId: wire.extension_group_id,
  dialRuleId: wire.dial_rule_id,
  dialRuleLimit: wire.dial_rule_limit,
  transferCallerId: wire.did_as_transfer_caller_id,
  assertsCalledNumber: wire.ani_rfc3325,
  createdAt: wire.create_date,
  rest: restOf(wire, extensionNames),
}))
export const extensionAnswer = oneOf(extension)
export const extensionsAnswer = z.array(extension)

/** Only what an operator can set: a PUT changes what it names and leaves the rest (assumed; the pages do not say). */
export const toExtensionSettings = (settings: ExtensionSettings): Body => ({
  status: settings.status,
  label: textOrNull(settings.label),
  caller_id_name: textOrNull(settings.callerIdName),
  extension_group_id: settings.groupId,
  dial_rule_id: settings.dialRuleId,
  dial_rule_limit: settings.dialRuleLimit,
  did_as_transfer_caller_id: textOrNull(settings.transferCallerId),
  ani_rfc3325: settings.assertsCalledNumber,
})

/** What is not set is left out, as in the page's example. */
export const toNewExtension = ({ number, type, ...settings }: NewExtension): Body => {
  const set = Object.entries(toExtensionSettings(settings)).filter(([, value]) => value !== null && value !== false)
  return { name: number, type, ...Object.fromEntries(set) }
}

export interface Registration {
  registered: boolean
  devices: { device: string; address: string; /** As the server writes it. */ expires: string }[]
}

const registrationText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''))
export const registrationAnswer = oneOf(
  z
    .looseObject({
      registered: wireFlag(false),
      registrations: z
        .array(
          z.looseObject({
            device: registrationText,
            real_address: registrationText,
            contact_address: registrationText,
            expires: registrationText,
          }),
        )
        .nullish(),
    })
    .transform(({ registered, registrations }): Registration => ({
      registered,
      devices: (registrations ?? []).map(({ device, real_address, contact_address, expires }) => ({
        device,
        address: real_address || contact_address,
        expires,
      })),
    })),
)

const publicNumberFields = {
  id: pbxIdSchema,
  name: z.string(),
  extension_id: wireId,
  allow_message: wireFlag(false),
  message_extension_id: wireId,
  comment: wireText,
  create_date: wireText,
}
const publicNumberNames = new Set(Object.keys(publicNumberFields))

const publicNumber = z.looseObject(publicNumberFields).transform((wire): PublicNumber => ({
  id: wire.id,
  number: wire.name,
  extensionId: wire.extension_id,
  acceptsMessages: wire.allow_message,
  messageExtensionId: wire.message_extension_id,
  comment: wire.comment,
  createdAt: wire.create_date,
  rest: restOf(wire, publicNumberNames),
}))
export const publicNumberAnswer = oneOf(publicNumber)
export const publicNumbersAnswer = z.array(publicNumber)
