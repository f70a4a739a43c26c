/** Binds the contract to its handlers: checks the sender, parses the input, turns every failure into an `AppError`. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { contract, events, type ChannelName, type Output, type ParsedInput } from '@shared/contract'
import { AppFailure, type AppError, type Result } from '@shared/domain/app-error'
import { createFaultNamer } from '../log/fault-namer'
import type { Log } from '../log/log'
import type { Emit, Handlers } from './handlers'

interface BindOptions {
  handlers: Handlers
  /** true for the page of our own window and nothing else. */
  isTrustedUrl(url: string): boolean
  /** Names the failures that are known without being an `AppFailure`, such as a full disk. */
  recogniseError(error: unknown): AppError | undefined
  log: Log
}

const isChannelName = (name: unknown): name is ChannelName => typeof name === 'string' && Object.hasOwn(contract, name)

export function bindContract({ handlers, isTrustedUrl, recogniseError, log }: BindOptions): void {
  const toAppError = createFaultNamer({ log, words: 'fault in a handler', recognise: recogniseError })
  ipcMain.handle('switchboard:invoke', async (event: IpcMainInvokeEvent, name: unknown, input: unknown) => {
    // Only the top frame of our own page may call: a frame or a page that got in some other way gets no answer at all.
    const frame = event.senderFrame
    if (!frame || frame.parent !== null || !isTrustedUrl(frame.url)) {
      log.warn('call from an untrusted page refused', { url: frame?.url ?? 'none' })
      throw new Error('untrusted sender')
    }
    if (!isChannelName(name)) throw new Error('unknown channel')
    return answer(name, input)
  })

  async function answer<Name extends ChannelName>(name: Name, input: unknown): Promise<Result<Output<Name>>> {
    const parsed = contract[name].input.safeParse(input)
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        severity: 'error' as const,
        code: 'field.malformed' as const,
        params: {},
      }))
      return { ok: false, error: new AppFailure('input.invalid', { fields }).error }
    }
    try {
      // The schema of this very channel made the input, which TypeScript cannot follow through the union of all channels.
      const handler = handlers[name] as (input: ParsedInput<Name>) => Promise<Output<Name>> | Output<Name>
      return { ok: true, value: await handler(parsed.data as ParsedInput<Name>) }
    } catch (error) {
      return { ok: false, error: toAppError(error, { channel: name }) }
    }
  }
}

/** Sends an event to every window; a payload that breaks the contract is a bug and stays here. */
export const emit: Emit = (name, payload) => {
  const checked = events[name].parse(payload)
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send('switchboard:event', name, checked)
  }
}
