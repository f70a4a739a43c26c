/** The system's keychain: Credential Manager, Keychain or Secret Service. The only file that knows keytar. */
import type * as Keytar from 'keytar'
import { AppFailure, type ErrorCode } from '@shared/domain/app-error'

/**
 * Entries by name. Every failure is an AppFailure `secret.locked`, `secret.unavailable` or `secret.corrupt` with the
 * keychain's own words.
 */
export interface Keychain {
  /** @returns null when the keychain shows no such entry, which a locked Secret Service may say of one it has */
  read(name: string): Promise<string | null>
  write(name: string, value: string): Promise<void>
  /** @returns false when there was no such entry */
  remove(name: string): Promise<boolean>
}

const service = 'Switchboard'

/**
 * keytar is loaded at its first use: without libsecret that fails, and the console opens all the same.
 */
export function createKeychain(): Keychain {
  const use = async <Value>(work: (keytar: typeof Keytar) => Promise<Value>): Promise<Value> => {
    try {
      const { default: keytar } = await import('keytar')
      return await work(keytar)
    } catch (error) {
      throw toFailure(error)
    }
  }
  return {
    read: (name) => use((keytar) => keytar.getPassword(service, name)),
    write: (name, value) => use((keytar) => keytar.setPassword(service, name, value)),
    remove: (name) => use((keytar) => keytar.deletePassword(service, name)),
  }
}

/** keytar passes on what the system says and no code, so the words decide. */
const words: readonly [RegExp, ErrorCode][] = [
  [/locked|dismiss|cancel|passphrase|interaction is not allowed|denied/i, 'secret.locked'],
  [/decode|corrupt|utf-?8/i, 'secret.corrupt'],
  [
    /D-?Bus|connect|not provided|does not exist|native addon|no keychain|keychain could not be found/i,
    'secret.unavailable',
  ],
]

function toFailure(error: unknown): AppFailure {
  const message = error instanceof Error ? error.message : String(error)
  // macOS speaks the system's language. It and Windows always have a keychain, so what cannot be told apart is a lock.
  const otherwise = process.platform === 'linux' ? 'secret.unavailable' : 'secret.locked'
  const code = words.find(([pattern]) => pattern.test(message))?.[1] ?? otherwise
  return new AppFailure(code, { providerMessage: message, retryable: true }, { cause: error })
}
