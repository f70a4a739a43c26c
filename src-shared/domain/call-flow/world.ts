/**
 * What the simulator knows of the accounts of this console. It asks only for what a call meets, so that nothing has to be loaded
 * whole; all answers come from what is stored, or from the draft on screen that stands in for it.
 */
import { z } from 'zod'
import { forwardingSchema } from '../forwarding/forwarding'
import type { Menu } from '../ivr/menu'
import type { Extension } from '../pbx/extension'
import { incomingRuleSchema } from '../pbx/incoming-rule'
import type { Interval } from '../pbx/interval'

const accountId = z.string().min(1).max(64)

/** A rule with what names it: its id at the provider, or the key that a draft gave it. */
export const keyedRuleSchema = z.object({ key: z.string().max(100), rule: incomingRuleSchema })
export type KeyedRule = z.infer<typeof keyedRuleSchema>

/** Where a number of one of the accounts leads. */
export const numberRouteSchema = z.discriminatedUnion('provider', [
  /** `extensionId` null: not routed. */
  z.object({ provider: z.literal('pbx'), accountId, extensionId: z.int().nullable() }),
  /** `forwarding` null: the number was never read. */
  z.object({ provider: z.literal('exolve'), accountId, forwarding: forwardingSchema.nullable() }),
  /** From the console's own register: Twin documents no way to read a number back. */
  z.object({
    provider: z.literal('twin'),
    accountId,
    /** `robot` hands the call to the bot, `end` does not take it. */
    action: z.enum(['robot', 'end']),
    /** Its name, or its id where nobody gave it one. */
    bot: z.string(),
    /** false: no answer came when the number was sent. */
    isAccepted: z.boolean(),
  }),
  /** It was of this account, and is given up. */
  z.object({ provider: z.literal('none'), accountId }),
])
export type NumberRoute = z.infer<typeof numberRouteSchema>

export interface CallWorld {
  /** @param digits E.164 without `+` @returns undefined for a number of nobody here */
  numberRoute(digits: string): NumberRoute | undefined
  /** @param number as it is dialled inside the company: `101`, `000*101` */
  extensionByNumber(accountId: string, number: string): Extension | undefined
  extensionById(accountId: string, id: number): Extension | undefined
  /** The number without the company's prefix: `101`. */
  shortNumber(accountId: string, extension: Extension): string
  /** Digits of every extension number of the company. */
  extensionLength(accountId: string): number
  /** In the order in which they are looked at. */
  rulesOf(accountId: string, extensionId: number): readonly KeyedRule[]
  /** undefined: not known, such as one that was never loaded */
  menuOf(accountId: string, extensionId: number): Menu | undefined
  intervalById(accountId: string, id: number): Interval | undefined
  promptById(accountId: string, id: number): { title: string; lengthMs: number | null } | undefined
}
