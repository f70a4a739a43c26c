/** The page's side: what a sandboxed preload finds in Electron, and how its words reach main. Runs in Chromium. */

/** What the page tells main. */
export type PageMessage =
  | { kind: 'invoke'; id: number; channel: string; values: unknown[] }
  | { kind: 'send'; channel: string; values: unknown[] }
  | { kind: 'open'; url: string; frameName: string }
  | { kind: 'bounds'; x: number; y: number; width: number; height: number }
  | { kind: 'preloadError'; stack: string }

/** What main tells the page. */
export type MainMessage =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; message: string }
  | { kind: 'event'; channel: string; values: unknown[] }

interface PreloadWorldOptions {
  /** Name of the function through which the page speaks; it is taken away before the page's own scripts run. */
  speak: string
  /** Name under which main finds the page's ear. */
  ear: string
  /** Copy of Electron's rule of what may cross; see `carry.ts`. */
  carry: (value: unknown) => unknown
  /** The preload's bundle as a CommonJS function; null when the window has none. */
  preload: ((exports: object, require: (name: string) => unknown, module: { exports: object }) => void) | null
}

/** Is sent to Chromium as text, so it uses nothing from outside itself. */
export function preloadWorld({ speak, ear, carry, preload }: PreloadWorldOptions): void {
  const globals = globalThis as unknown as Record<string, unknown>
  const speakRaw = globals[speak] as (text: string) => void
  Reflect.deleteProperty(globals, speak)
  if (window !== window.top) return

  const tell = (message: PageMessage) => speakRaw(JSON.stringify(message))
  const listeners = new Map<string, Set<(...values: unknown[]) => void>>()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0

  Object.defineProperty(globals, ear, {
    value(message: MainMessage) {
      if (message.kind === 'event') {
        const event = { sender: ipcRenderer, ports: [] }
        for (const listener of [...(listeners.get(message.channel) ?? [])]) listener(event, ...message.values)
        return
      }
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.kind === 'answer') call?.resolve(message.value)
      else call?.reject(new Error(message.message))
    },
  })

  const listen = (channel: string, listener: (...values: unknown[]) => void) => {
    const known = listeners.get(channel) ?? new Set()
    listeners.set(channel, known.add(listener))
    return ipcRenderer
  }
  const unlisten = (channel: string, listener: (...values: unknown[]) => void) => {
    listeners.get(channel)?.delete(listener)
    return ipcRenderer
  }
  const ipcRenderer = {
    async invoke(channel: string, ...values: unknown[]) {
      const id = ++lastId
      const carried = carry(values) as unknown[]
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      waiting.set(id, { resolve, reject })
      tell({ kind: 'invoke', id, channel, values: carried })
      return promise
    },
    send: (channel: string, ...values: unknown[]) =>
      tell({ kind: 'send', channel, values: carry(values) as unknown[] }),
    on: listen,
    addListener: listen,
    off: unlisten,
    removeListener: unlisten,
  }

  /** What the page gets is a frozen copy whose functions take and give copies: no object of the preload's is shared. */
  function bridged(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...values: unknown[]) => {
        const result: unknown = Reflect.apply(value, undefined, values.map(bridged))
        return result instanceof Promise ? result.then(bridged) : bridged(result)
      }
    }
    if (Array.isArray(value)) return Object.freeze(value.map(bridged))
    if (typeof value === 'object' && value !== null && !(value instanceof Error))
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, bridged(member)])))
    return value
  }
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      if (key in globals) throw new Error('Cannot bind an API on top of an existing property on the window object')
      Object.defineProperty(globals, key, { value: bridged(api), enumerable: true })
    },
  }

  const refusing = <Target extends object>(name: string, target: Target): Target =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'string' && !(key in object) && key !== '__esModule' && key !== 'default')
          throw new Error(`The stand-in runtime does not implement ${name}.${key} of Electron. Add it in test/runtime.`)
        return Reflect.get(object, key) as unknown
      },
    })
  const electron = refusing('electron', {
    ipcRenderer: refusing('ipcRenderer', ipcRenderer),
    contextBridge: refusing('contextBridge', contextBridge),
  })

  // New windows: Electron asks main and opens none, so the page gets null.
  window.open = (url, frameName) => {
    tell({ kind: 'open', url: new URL(url ?? 'about:blank', location.href).href, frameName: frameName ?? '' })
    return null
  }
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement)
    const elsewhere = link && ((link.target && link.target !== '_self') || event.ctrlKey || event.metaKey)
    if (!elsewhere || event.defaultPrevented) return
    event.preventDefault()
    tell({ kind: 'open', url: link.href, frameName: link.target })
  })
  addEventListener('resize', () =>
    tell({ kind: 'bounds', x: screenX, y: screenY, width: outerWidth, height: outerHeight }),
  )

  const module = { exports: {} }
  try {
    preload?.(
      module.exports,
      (name) => {
        if (name !== 'electron' && name !== 'electron/renderer') throw new Error(`module not found: ${name}`)
        return electron
      },
      module,
    )
  } catch (error) {
    tell({ kind: 'preloadError', stack: error instanceof Error ? String(error.stack) : String(error) })
  }
}
