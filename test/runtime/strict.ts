/** Makes the stand-in refuse what it does not do, so that a test never passes on an Electron API that does nothing. */
import { EventEmitter } from 'node:events'

/** Asked of any object by `await`, `JSON.stringify` and test runners; none of them is an Electron API. */
const asked = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', 'tagName', '$$typeof'])

const missing = (name: string) =>
  new Error(`The stand-in runtime does not implement ${name} of Electron. Add it in test/runtime.`)

/** @returns `target`, whose unknown members throw an error that names them as `name.member`. */
export function strict<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && !asked.has(key)) throw missing(`${name}.${key}`)
      return Reflect.get(object, key, receiver) as unknown
    },
    set(object, key, value, receiver) {
      if (!(key in object)) throw missing(`${name}.${String(key)}`)
      return Reflect.set(object, key, value, receiver)
    },
  })
}

/** @throws Error for a key that is not in `known` */
export function refuseUnknown(name: string, given: object, known: readonly string[]): void {
  for (const key of Object.keys(given)) if (!known.includes(key)) throw missing(`${name} { ${key} }`)
}

/** An emitter that knows its events: listening to another one throws, since it would never be called. */
export class StrictEmitter extends EventEmitter {
  readonly knownEvents: readonly string[]
  private readonly label: string

  constructor(label: string, knownEvents: readonly string[]) {
    super()
    this.label = label
    this.knownEvents = knownEvents
  }

  override on(event: string, listener: (...values: never[]) => void): this {
    if (!this.knownEvents.includes(event)) throw missing(`the event '${event}' of ${this.label}`)
    return super.on(event, listener as (...values: unknown[]) => void)
  }

  override addListener(event: string, listener: (...values: never[]) => void): this {
    return this.on(event, listener)
  }
}

/** An event that a listener can refuse, as Electron's. */
export function refusable<Details extends object>(details: Details) {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}
