/** The one door between window and main: who may call, with what, and what goes back when something fails. */
import type { IpcMainInvokeEvent } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { contract } from '@shared/contract'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { bindContract, emit } from '../../../src-main/ipc/bind'
import type { Handlers } from '../../../src-main/ipc/handlers'

type Listener = (event: IpcMainInvokeEvent, ...values: unknown[]) => Promise<unknown>

const electron = vi.hoisted(() => ({
  listeners: new Map<string, unknown>(),
  windows: [] as { isDestroyed(): boolean; webContents: { send(...values: unknown[]): void } }[],
}))
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: unknown) => electron.listeners.set(channel, listener) },
  BrowserWindow: { getAllWindows: () => electron.windows },
}))

const ownUrl = 'app://switchboard/'
const logged: { message: string; details: Record<string, unknown> | undefined }[] = []
const note = (message: string, details?: Record<string, unknown>) => void logged.push({ message, details })
let handled: unknown[]
let outcome: () => unknown

beforeEach(() => {
  logged.length = 0
  handled = []
  outcome = () => ({ value: null })
  const handler = (input: unknown) => {
    handled.push(input)
    return outcome()
  }
  bindContract({
    handlers: new Proxy({}, { get: () => handler }) as Handlers,
    isTrustedUrl: (url) => url === ownUrl,
    recogniseError: (error) =>
      error instanceof Error && error.message === 'disk full' ? new AppFailure('storage.full').error : undefined,
    log: { info: note, warn: note, error: note },
  })
})

const call = (name: unknown, input: unknown, frame: object | null = { url: ownUrl, parent: null }) =>
  (electron.listeners.get('switchboard:invoke') as Listener)({ senderFrame: frame } as IpcMainInvokeEvent, name, input)

describe('who may call', () => {
  test('the top frame of our own page', async () => {
    expect(await call('accounts.list', {})).toMatchObject({ ok: true })
    expect(handled).toHaveLength(1)
  })

  test.each([
    ['a page from elsewhere', { url: 'https://example.com/', parent: null }],
    ['a frame inside our page', { url: ownUrl, parent: { url: ownUrl } }],
    ['a frame that is gone', null],
  ])('%s gets no answer', async (_who, frame) => {
    await expect(call('accounts.list', {}, frame)).rejects.toThrow('untrusted sender')
    expect(handled).toEqual([])
    expect(logged).toMatchObject([{ message: 'call from an untrusted page refused' }])
  })
})

describe('what may be called', () => {
  test.each(['accounts.readSecret', 'constructor', '__proto__', 'toString', '', 7, null, ['accounts.list']])(
    '%j is no channel',
    async (name) => {
      await expect(call(name, {})).rejects.toThrow('unknown channel')
      expect(handled).toEqual([])
    },
  )

  test.each(Object.keys(contract))('%s takes nothing but an object of its own fields', async (name) => {
    for (const input of [undefined, null, 'text', 7, []])
      expect(await call(name, input)).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    expect(handled).toEqual([])
  })

  test('a wrong field is named by its path, and its value is not repeated', async () => {
    const answer = await call('app.openExternal', { url: { secret: 'hunter2hunter2' } })
    expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid', fields: [{ path: 'url' }] } })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
  })
})

describe('what goes back when a handler fails', () => {
  const failWith = (error: unknown) => {
    outcome = () => {
      throw error
    }
    return call('accounts.list', {})
  }

  test('an expected failure as it is, and nothing in the log', async () => {
    const failure = new AppFailure('auth.rejected', { providerMessage: 'no' })
    expect(await failWith(failure)).toEqual({ ok: false, error: failure.error })
    expect(logged).toEqual([])
  })

  test('a known trouble by its name', async () => {
    expect(await failWith(new Error('disk full'))).toMatchObject({ ok: false, error: { code: 'storage.full' } })
    expect(logged).toEqual([])
  })

  test('a bug as an id, under which the log has the error and its channel', async () => {
    const bug = new TypeError('x of /home/operator/data is undefined')
    const answer = (await failWith(bug)) as { error: AppError }
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', requestId: expect.any(String) as string } })
    expect(JSON.stringify(answer)).not.toContain('operator')
    const { requestId } = answer.error
    expect(logged).toEqual([
      { message: 'fault in a handler', details: { channel: 'accounts.list', requestId, error: bug } },
    ])
  })
})

describe('events', () => {
  test('reach every window that is there; one that breaks the contract reaches none', () => {
    const sent: unknown[][] = []
    const window = (gone: boolean) => ({
      isDestroyed: () => gone,
      webContents: { send: (...values: unknown[]) => void sent.push(values) },
    })
    electron.windows = [window(false), window(true)]
    emit('app.didChooseMenu', { command: 'openSettings' })
    expect(sent).toEqual([['switchboard:event', 'app.didChooseMenu', { command: 'openSettings' }]])
    expect(() => emit('app.didChooseMenu', { command: 'eval' } as never)).toThrow()
    expect(sent).toHaveLength(1)
  })
})
