import type { Keychain } from '../../../src-main/accounts/keychain'
import { AppFailure, type ErrorCode } from '../../../src-shared/domain/app-error'

/** A keychain in memory whose bad days can be chosen; the real one is in keychain.test.ts. */
export function createFakeKeychain() {
  const entries = new Map<string, string>()
  const state: { failure: ErrorCode | null; blocked: Promise<unknown> | null; forgetsWrites: boolean } = {
    failure: null,
    blocked: null,
    forgetsWrites: false,
  }
  const pass = async () => {
    await state.blocked
    if (state.failure) throw new AppFailure(state.failure)
  }
  const keychain: Keychain = {
    async read(name) {
      await pass()
      return entries.get(name) ?? null
    },
    async write(name, value) {
      await pass()
      if (!state.forgetsWrites) entries.set(name, value)
    },
    async remove(name) {
      await pass()
      return entries.delete(name)
    },
  }
  return { keychain, entries, state }
}
