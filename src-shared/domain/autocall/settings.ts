/**
 * Settings of an autocall job, in the operator's words. Source: Twin's page "Создание задания" (POST /telephony/autoCall); the
 * wire form is the business of `src-main/providers/twin`. The field each one stands for is named beside it.
 */
import { z } from 'zod'
import { callRateSchema } from '../call-rate'

/** The five outcomes after which a contact can be called again, by the page's own names. */
export const redialCases = ['busy', 'noAnswer', 'answerMash', 'congestion', 'answerNoList'] as const
export type RedialCase = (typeof redialCases)[number]

export const redialRuleSchema = z.object({
  enabled: z.boolean(),
  /** s from the call to the next one */
  delaySeconds: z.number().int(),
  /** Calls after the first one. */
  count: z.number().int(),
})
export type RedialRule = z.infer<typeof redialRuleSchema>

/** s of a day */
export const lastSecondOfDay = 86_399

export const autocallSettingsSchema = z.object({
  /** `name` */
  name: z.string(),
  /** `taskComment`; empty: none */
  comment: z.string(),
  /** `defaultExecData`: id of the scenario that talks. `defaultExec` is always `robot`. */
  botId: z.string(),
  /** `secondExec` and `secondExecData`: what happens when the bot asks for a transfer. `ignore` is not on the page. */
  transfer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('channel'), channelId: z.string() }),
    z.object({ kind: z.literal('end') }),
    z.object({ kind: z.literal('ignore') }),
  ]),
  /** `cidType` and `cidData`: ids of the cabinet, not phone numbers. `default` is not on the page. */
  callerId: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('number'), numberId: z.string() }),
    z.object({ kind: z.literal('pool'), poolId: z.string() }),
    z.object({ kind: z.literal('default') }),
  ]),
  /** `startType` and `startMoment`, `YYYY-MM-DD HH:MM` on the company's clock. */
  start: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('manual') }),
    z.object({ kind: z.literal('at'), moment: z.string() }),
  ]),
  /** `cps`; null: not chosen yet, or the provider holds one that says neither unit. */
  rate: callRateSchema.nullable(),
  /** `fullListTime`, s: a call of this length counts as effective. `fullListMethod` is always `reject`. */
  effectiveAfterSeconds: z.number().int(),
  /** `useTr`, `allowCallTimeFrom`, `allowCallTimeTo`: when calls are allowed on the callee's clock, s of the day. */
  calleeWindow: z.object({
    enabled: z.boolean(),
    fromSecond: z.number().int(),
    toSecond: z.number().int(),
  }),
  /** `recordCall`, `recTrimLeft`: s cut from the beginning of a recording. */
  recording: z.object({ enabled: z.boolean(), trimSeconds: z.number().int() }),
  /** `detectRobot`, `detectRobotMode`. `block` is not on the page. */
  machineDetection: z.object({ enabled: z.boolean(), mode: z.enum(['back', 'block']) }),
  /** `providerId`: a trunk of one's own; empty: none. */
  trunkId: z.string(),
  /** `redialStrategyOptions` */
  redial: z.object({
    /** `redialStrategyEn` */
    enabled: z.boolean(),
    cases: z.object({
      busy: redialRuleSchema,
      noAnswer: redialRuleSchema,
      answerMash: redialRuleSchema,
      congestion: redialRuleSchema,
      answerNoList: redialRuleSchema,
    }),
  }),
  /** `webhookUrls` */
  webhookUrls: z.array(z.string()),
})
export type AutocallSettings = z.infer<typeof autocallSettingsSchema>

/** What the page's example sends for a case that is off. */
const noRedial = (): RedialRule => ({ enabled: false, delaySeconds: 1, count: 1 })

/** A job as the form offers it: nothing is dialled by itself, nobody is called twice, nobody at night. */
export const emptyAutocallSettings = (): AutocallSettings => ({
  name: '',
  comment: '',
  botId: '',
  transfer: { kind: 'end' },
  callerId: { kind: 'number', numberId: '' },
  start: { kind: 'manual' },
  rate: { kind: 'perSecond', calls: 1 },
  effectiveAfterSeconds: 0,
  calleeWindow: { enabled: true, fromSecond: 9 * 3600, toSecond: 20 * 3600 },
  recording: { enabled: true, trimSeconds: 0 },
  machineDetection: { enabled: false, mode: 'back' },
  trunkId: '',
  redial: {
    enabled: false,
    cases: {
      busy: noRedial(),
      noAnswer: noRedial(),
      answerMash: noRedial(),
      congestion: noRedial(),
      answerNoList: noRedial(),
    },
  },
  webhookUrls: [],
})
