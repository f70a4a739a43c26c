/** `ipcMain`, and the wire to one page. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { CDPSession, Page } from 'playwright-core'
import { carry } from './carry.ts'
import { beLate } from './latency.ts'
import { preloadWorld, type MainMessage, type PageMessage } from './preload-world.ts'
import { strict } from './strict.ts'

type InvokeHandler = Parameters<IpcMain['handle']>[1]

const handlers = new Map<string, InvokeHandler>()

class StandInIpcMain extends EventEmitter {
  handle(channel: string, handler: InvokeHandler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}
StandInIpcMain satisfies new () => Pick<IpcMain, 'handle' | 'removeHandler'>

export const ipcMain = strict('ipcMain', new StandInIpcMain())

/** Names that no page can guess; the same for every page of a run. */
const secret = crypto.randomUUID().replaceAll('-', '')
const speak = `speak${secret}`
const ear = `ear${secret}`

export interface Wire {
  send(channel: string, values: unknown[]): void
}

/**
 * Lays the wire of one page and puts the preload before the page's scripts.
 * @param preload path of its bundle
 * @param describeSender the event's part that names the page
 * @param onOther what the page says that is no call
 */
export async function layWire(
  page: Page,
  preload: string | undefined,
  describeSender: () => Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame' | 'frameId' | 'processId'>,
  onOther: (message: Exclude<PageMessage, { kind: 'invoke' | 'send' }>) => void,
): Promise<Wire> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: speak })
  const source = preload ? `(exports, require, module) => {\n${readFileSync(preload, 'utf8')}\n}` : 'null'
  await page.addInitScript({
    content: `(${preloadWorld.toString()})({ speak: '${speak}', ear: '${ear}', carry: ${carry.toString()}, preload: ${source} })`,
  })

  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    // A window that is closed is heard no more, although Chromium may still show it for a moment.
    if (name !== speak || describeSender().sender.isDestroyed()) return
    const message = JSON.parse(payload) as PageMessage
    if (message.kind === 'invoke') void answer(session, message, describeSender())
    else if (message.kind === 'send') ipcMain.emit(message.channel, describeSender(), ...message.values)
    else onOther(message)
  })
  return { send: (channel, values) => tell(session, { kind: 'event', channel, values: carry(values) as unknown[] }) }
}

async function answer(
  session: CDPSession,
  { id, channel, values }: Extract<PageMessage, { kind: 'invoke' }>,
  sender: object,
): Promise<void> {
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const value: unknown = await handler(sender as IpcMainInvokeEvent, ...values)
    await beLate()
    tell(session, { kind: 'answer', id, value: carry(value) })
  } catch (error) {
    // Errors lose all but their message on the way, as in Electron.
    tell(session, { kind: 'refusal', id, message: `Error invoking remote method '${channel}': ${String(error)}` })
  }
}

function tell(session: CDPSession, message: MainMessage): void {
  const expression = `globalThis.${ear}?.(${JSON.stringify(message)})`
  // A page that is gone hears nothing; Electron drops the message as well.
  session.send('Runtime.evaluate', { expression }).catch(() => undefined)
}
