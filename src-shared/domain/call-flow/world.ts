/**
 * What the simulator knows of the accounts of this console. It asks only for what a call meets, so that nothing has to be loaded
 * whole; all answers come from what is stored, or from the draft on screen that stands in for it.
 */
import type { Forwarding } from '../forwarding/forwarding'
import type { Menu } from '../ivr/menu'
import type { Extension } from '../pbx/extension'
import type { IncomingRule } from '../pbx/incoming-rule'
import type { Interval } from '../pbx/interval'

/** A rule with what names it: its id at the provider, or the key that a draft gave it. */
export interface KeyedRule {
  key: string
  rule: IncomingRule
}

/** Where a number of one of the accounts leads. */
export type NumberRoute =
  /** `extensionId` null: not routed. */
  | { provider: 'pbx'; accountId: string; extensionId: number | null }
  /** `forwarding` null: the number was never read. */
  | { provider: 'exolve'; accountId: string; forwarding: Forwarding | null }
  /** From the console's own register: Twin documents no way to read a number back. */
  | { provider: 'twin'; accountId: string; action: 'robot' | 'end'; bot: string }

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
