/**
 * Numbers that are created together and share one incoming rule. Source: Twin's page "incomingRules/create/batch"; the wire
 * form is the business of `src-main/providers/twin`. The field each one stands for is named beside it.
 */
import { z } from 'zod'

/** `cidAsName`: what the bot sees as the caller's name. */
export const callerNames = ['default', 'num_caller', 'num_name', 'num_called'] as const
/** `cidAsNumber`: what the bot sees as the caller's number. */
export const callerNumbers = ['default', 'caller', 'called'] as const

export const numberRuleSchema = z.object({
  /** `action`: `robot` hands a call to the bot, `end` does not take it. */
  action: z.enum(['robot', 'end']),
  /** `botId`; only with `robot`, as the two below. */
  botId: z.string(),
  callerName: z.enum(callerNames),
  callerNumber: z.enum(callerNumbers),
  /** `callRecord` */
  record: z.boolean(),
  /** `comment` of all the numbers; empty: none. */
  comment: z.string(),
  /** `webhookUrls` */
  webhookUrls: z.array(z.string()),
})
export type NumberRule = z.infer<typeof numberRuleSchema>

/** One number: a place in each of the three lists of the request. */
export const numberRowSchema = z.object({
  /** `names` */
  title: z.string(),
  /** `numbers`: digits. */
  number: z.string(),
  /** `providerId`: the trunk or operator. */
  trunkId: z.string(),
  /** The number itself is the DID. */
  numberAsDid: z.boolean(),
  /** Needed unless the number is the DID; the page's example sends one all the same. */
  did: z.string(),
  /** SIP registration. The password is a secret and is no part of this. */
  login: z.string(),
  authUser: z.string(),
  fromDomain: z.string(),
  /** `forceOutOverChannel`: every call to the outside goes through this trunk with this login. */
  forceOut: z.boolean(),
})
export type NumberRow = z.infer<typeof numberRowSchema>

/** A row as it is entered: with its SIP password, which goes to main once and is never shown again. */
export const enteredRowSchema = numberRowSchema.extend({ password: z.string() })
export type EnteredRow = z.infer<typeof enteredRowSchema>

/** Numbers in one request. The page names no bound. */
export const numbersPerPart = 100

export const emptyNumberRule = (): NumberRule => ({
  action: 'robot',
  botId: '',
  callerName: 'default',
  callerNumber: 'default',
  record: true,
  comment: '',
  webhookUrls: [],
})

export const emptyRow = (): EnteredRow => ({
  title: '',
  number: '',
  trunkId: '',
  numberAsDid: true,
  did: '',
  login: '',
  password: '',
  authUser: '',
  fromDomain: '',
  forceOut: false,
})
