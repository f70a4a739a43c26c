/** A call while it is in an IVR menu: its clock, its variables, the keys that are still to come. */
import type { Context, Menu, MenuOption } from '../ivr/menu'
import type { Extension } from '../pbx/extension'
import { legTo } from './dial'
import { ringLegs } from './ringing'
import { answered, type Moment, type Outcome, type Run } from './run'
import type { CallEnd, FailedResult, Place } from './trace'

/** ms. What a transfer without a time of its own rings. */
export const menuRingTime = 60_000

/** What comes after an option, or an input, as far as the menu itself goes on. */
export type Flow =
  | { kind: 'over'; outcome: Outcome }
  | { kind: 'option'; context: Context; option: string }
  /** The wait for a key begins. */
  | { kind: 'wait'; context: Context }
  /** The caller pressed the first key of an input. */
  | { kind: 'key'; context: Context; key: string }

/** A call while it is in a menu. Its clock only goes forward. */
export class MenuCall {
  readonly run: Run
  readonly accountId: string
  readonly extension: Extension
  readonly menu: Menu
  /** Caller and branch; its time is that of the entry. */
  moment: Moment
  /** ms from the start of the call */
  at: number
  readonly variables: Map<string, string>
  lastResult: FailedResult | null = null
  private readonly enteredAt: number
  private nextKey = 0
  private readonly keys: readonly { at: number; key: string }[]

  constructor(run: Run, moment: Moment, accountId: string, extension: Extension, menu: Menu) {
    this.run = run
    this.moment = moment
    this.accountId = accountId
    this.extension = extension
    this.menu = menu
    this.at = moment.at
    this.enteredAt = moment.at
    this.variables = new Map(Object.entries(run.call.variables))
    this.keys = run.call.keys.toSorted((left, right) => left.at - right.at)
    while ((this.keys[this.nextKey]?.at ?? Infinity) < this.at) this.nextKey += 1
  }

  get now(): Moment {
    return { ...this.moment, at: this.at }
  }

  optionPlace(context: Context, option: string): Place {
    const { accountId, extension } = this
    return { kind: 'menuOption', accountId, extensionId: extension.id, context: context.key, option }
  }

  /** The call has been answered by the menu: whatever comes, it ends as one that was answered. */
  over(end: CallEnd, place: Place | null): Flow {
    return { kind: 'over', outcome: answered(this.enteredAt, end, place, this.at) }
  }

  /**
   * Lets time pass.
   * @returns how the call ends when the caller hangs up, or the lifetime is over, before that; null: it goes on
   */
  advance(to: number, place: Place): Flow | null {
    const { run, menu } = this
    const lifetime = menu.config.lifetimeSeconds ?? 0
    if (lifetime === 0) run.assume('noLifetime')
    const lifetimeEnd = lifetime === 0 ? Infinity : this.enteredAt + lifetime * 1000
    const hangUp = run.call.hangsUpAt ?? Infinity
    if (to < Math.min(lifetimeEnd, hangUp)) {
      this.at = to
      return null
    }
    run.assume('lifetimeFromEntry')
    this.at = Math.max(this.at, Math.min(lifetimeEnd, hangUp))
    if (hangUp <= lifetimeEnd) return this.over({ kind: 'callerHungUp' }, place)
    run.say(this.now, place, { kind: 'lifetimeOver' })
    if (menu.config.lifetimeAction !== 'transfer')
      return this.over({ kind: 'hungUp', reason: 'lifetime', code: null }, place)
    const { accountId, extension } = this
    const options = { accountId, own: extension, withRules: true }
    const destinations = menu.config.lifetimeDestination.split(/\s+/).filter(Boolean)
    const legs = destinations.map((address) => legTo(run, address, 0, options))
    const outcome = ringLegs(run, this.now, place, { legs, timeout: menuRingTime })
    return { kind: 'over', outcome: { ...outcome, answeredAt: this.enteredAt } }
  }

  /** @returns the first key from now on and before `until`, which is then used up; undefined: none */
  takeKey(until: number): { at: number; key: string } | undefined {
    const key = this.keys[this.nextKey]
    if (!key || key.at >= until) return undefined
    this.nextKey += 1
    return key
  }

  /** Keys that nobody takes are lost. */
  discardKeys(until: number, place: Place): void {
    for (let key = this.takeKey(until); key; key = this.takeKey(until)) {
      this.run.say({ ...this.moment, at: key.at }, place, { kind: 'keyIgnored', key: key.key }, 'keysDiscarded')
    }
  }
}

export const contextNamed = (menu: Menu, key: string | null): Context | undefined =>
  menu.contexts.find((context) => context.key === key)

export const optionOf = (context: Context, digits: string): MenuOption | undefined =>
  context.options.find((option) => option.digits === digits)
