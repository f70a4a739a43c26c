/** What the demo Exolve holds: applications, numbers, reservations, money. Tests change it behind the client's back. */
import type { Category, Region } from './catalogue'
import type { Forwarding } from './forwarding'

export interface Application {
  uuid: string
  name: string
  /** Key of this application; one key opens one application (page "getting an API key"). */
  apiKey: string
  /** Services switched on in the application's settings. */
  amd: boolean
  speech: 'transcription' | 'analytics' | 'none'
}

export interface StockNumber {
  /** E.164 digits without `+`. */
  code: string
  category: Category
  region: Region
}

export interface OwnedNumber extends StockNumber {
  application: Application
  resourceId: string
  statusName: string
  description: string
  /** RFC 3339 UTC with microseconds, so that texts compare as moments do. */
  createDate: string
  /** SIP ID whose caller id this number is; null: none. */
  sip: SipId | null
  callRecord: boolean
  transcription: boolean
  analytics: boolean
  amd: boolean
  forwarding: Forwarding
}

export interface SipId {
  resourceId: string
  /** 15 digits, 883140XXXXXXXXX. */
  login: string
  password: string
  name: string
  createDate: string
}

interface Reservation {
  uid: number
  application: Application
  /** ms since 1970 */
  until: number
}

export interface Stock {
  /** The first is the one whose key the sandbox hands out. */
  applications: readonly [Application, Application, Application]
  /** Newest purchase first. */
  owned: OwnedNumber[]
  free: StockNumber[]
  /** Roubles. */
  balance: number
}

export interface ExolveState {
  readonly applications: Stock['applications']
  /** Roubles. */
  balance: number
  /** Newest purchase first: the order of customer GetList. */
  owned(): readonly OwnedNumber[]
  free(): readonly StockNumber[]
  find(code: string): OwnedNumber | undefined
  findFree(code: string): StockNumber | undefined
  /** @throws Error when the number is not owned. */
  setForwarding(code: string, forwarding: Forwarding): void
  /** Ends the ownership of a number; it returns to the free ones. @throws Error when the number is not owned. */
  removeNumber(code: string): void
  addNumber(number: OwnedNumber): void
  /** The reservation of a number as long as it lasts. */
  reservation(code: string): Reservation | undefined
  reserve(code: string, application: Application, seconds: number): Reservation
  release(code: string): void
}

export function createState({ applications, owned, free, balance }: Stock, now: () => number): ExolveState {
  const byCode = new Map(owned.map((number) => [number.code, number]))
  const freeByCode = new Map(free.map((number) => [number.code, number]))
  const reservations = new Map<string, Reservation>()
  let lastUid = 1_001_883

  const mustFind = (code: string): OwnedNumber => {
    const number = byCode.get(code)
    if (!number) throw new Error(`The sandbox owns no number ${code}`)
    return number
  }

  return {
    applications,
    balance,
    owned: () => owned,
    free: () => [...freeByCode.values()],
    find: (code) => byCode.get(code),
    findFree: (code) => freeByCode.get(code),
    setForwarding(code, forwarding) {
      mustFind(code).forwarding = forwarding
    },
    removeNumber(code) {
      const { category, region } = mustFind(code)
      byCode.delete(code)
      owned.splice(
        owned.findIndex((number) => number.code === code),
        1,
      )
      freeByCode.set(code, { code, category, region })
    },
    addNumber(number) {
      freeByCode.delete(number.code)
      reservations.delete(number.code)
      byCode.set(number.code, number)
      owned.unshift(number)
    },
    reservation(code) {
      const reservation = reservations.get(code)
      return reservation && reservation.until > now() ? reservation : undefined
    },
    reserve(code, application, seconds) {
      lastUid += 1
      const reservation = { uid: lastUid, application, until: now() + seconds * 1000 }
      reservations.set(code, reservation)
      return reservation
    },
    release(code) {
      reservations.delete(code)
    },
  }
}
