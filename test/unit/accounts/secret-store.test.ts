import { expect, test, vi } from 'vitest'
import { createSecretStore, secretOriginOf } from '../../../src-main/accounts/secret-store'
import { createFakeKeychain } from './fake-keychain'
import { seen } from '../until'

function createStore(patience = 20_000) {
  const fake = createFakeKeychain()
  const registered: string[] = []
  const onDidChange = vi.fn()
  const owner = { id: 'a', provider: 'exolve' as const, baseUrl: 'https://api.exolve.ru', secretOrigin: null }
  const stored = { ...owner, secretOrigin: secretOriginOf(owner) }
  const store = createSecretStore({
    keychain: fake.keychain,
    register: (secret) => registered.push(secret),
    accounts: () => [stored],
    onDidChange,
    patience,
  })
  return { ...fake, store, owner, stored, registered, onDidChange }
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { error: { code: string } }) => error.error.code,
  )

test('a secret is registered for redaction before the keychain is asked, and when it is read', async () => {
  const { store, state, owner, stored, registered, entries } = createStore()
  state.failure = 'secret.locked'
  expect(await code(store.keep(owner, { apiKey: 'new' }))).toBe('secret.locked')
  expect(registered).toEqual(['new'])
  state.failure = null
  entries.set('a/apiKey', 'old')
  expect(await store.read(stored, 'apiKey')).toBe('old')
  expect(registered).toEqual(['new', 'old'])
})

test('a keychain that does not give back what was written is not trusted', async () => {
  const { store, state, owner } = createStore()
  state.forgetsWrites = true
  expect(await code(store.keep(owner, { apiKey: 'new' }))).toBe('secret.corrupt')
  expect(await store.state()).toMatchObject({ state: 'corrupt', error: { code: 'secret.corrupt' } })
})

test('a failed read deletes nothing and is shown until a retry', async () => {
  const { store, state, stored, entries } = createStore()
  entries.set('a/apiKey', 'key')
  state.failure = 'secret.unavailable'
  expect(await code(store.read(stored, 'apiKey'))).toBe('secret.unavailable')
  expect(store.place(stored)).toBe('unreadable')
  expect(await store.state()).toMatchObject({ state: 'unavailable' })
  state.failure = null
  expect(await store.retry()).toEqual({ state: 'ready', error: null })
  expect(store.place(stored)).toBe('keychain')
  expect(await store.read(stored, 'apiKey')).toBe('key')
})

test('a secret is not given for another origin than its own, wherever it is kept', async () => {
  const { store, stored, entries } = createStore()
  entries.set('a/apiKey', 'key')
  const moved = { ...stored, baseUrl: 'https://api.example.com' }
  expect(store.place(moved)).toBe('none')
  expect(await code(store.read(moved, 'apiKey'))).toBe('auth.missing')
  expect(await store.read({ ...stored, baseUrl: 'https://api.exolve.ru/proxy' }, 'apiKey')).toBe('key')
  store.hold(moved, { apiKey: 'session' })
  expect(await store.read(moved, 'apiKey')).toBe('session')
  expect(await store.read(stored, 'apiKey')).toBe('key')
})

test('a session secret comes first, never reaches the keychain, and ends with removal', async () => {
  const { store, stored, entries } = createStore()
  entries.set('a/apiKey', 'key')
  store.hold(stored, { apiKey: 'session' })
  expect(store.place(stored)).toBe('session')
  expect(await store.read(stored, 'apiKey')).toBe('session')
  expect([...entries]).toEqual([['a/apiKey', 'key']])
  expect(await store.remove(stored)).toBeNull()
  expect([...entries]).toEqual([])
  expect(await code(store.read(stored, 'apiKey'))).toBe('auth.missing')
})

test('removal that fails says so and leaves the entry', async () => {
  const { store, state, stored, entries } = createStore()
  entries.set('a/apiKey', 'key')
  state.failure = 'secret.locked'
  expect(await store.remove(stored)).toMatchObject({ code: 'secret.locked' })
  expect(entries.has('a/apiKey')).toBe(true)
})

test('a keychain that hangs is locked, takes no later call, and is asked again when it comes back', async () => {
  const { store, state, owner, stored, entries, onDidChange } = createStore(20)
  entries.set('a/apiKey', 'key')
  const { promise, resolve } = Promise.withResolvers<undefined>()
  state.blocked = promise
  expect(await code(store.read(stored, 'apiKey'))).toBe('secret.locked')
  expect(store.isWaiting()).toBe(true)
  expect(await store.state()).toMatchObject({ state: 'locked' })
  expect(await code(store.keep(owner, { apiKey: 'given up' }))).toBe('secret.locked')
  onDidChange.mockClear()
  state.blocked = null
  resolve(undefined)
  await seen(async () => expect(await store.state()).toMatchObject({ state: 'ready' }))
  expect(onDidChange).toHaveBeenCalled()
  expect(store.place(stored)).toBe('keychain')
  expect(store.isWaiting()).toBe(false)
  // The write that nobody waited for any more did not happen.
  expect([...entries]).toEqual([['a/apiKey', 'key']])
})

test('without any account the state asks and shows no prompt: nothing is written', async () => {
  const { keychain, entries } = createFakeKeychain()
  const write = vi.spyOn(keychain, 'write')
  const store = createSecretStore({ keychain, register: () => {}, accounts: () => [], onDidChange: () => {} })
  expect(await store.state()).toEqual({ state: 'ready', error: null })
  expect(write).not.toHaveBeenCalled()
  expect(entries.size).toBe(0)
})
