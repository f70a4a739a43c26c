import { vi } from 'vitest'
import type { Bridge } from '../../../src-shared/contract'

type Answer = (input: never) => unknown

/** Main as the window sees it: `answers` by channel; a thrown value reaches the window as a rejected call. */
export function fakeBridge(answers: Record<string, Answer>) {
  const listeners = new Set<Parameters<Bridge['subscribe']>[0]>()
  const calls: [name: string, input: unknown][] = []
  const bridge: Bridge = {
    async invoke(name, input) {
      calls.push([name, input])
      const answer = answers[name]
      return { ok: true, value: answer ? await answer(input as never) : {} }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  vi.stubGlobal('window', { switchboard: bridge })
  const emit = (name: string, payload: unknown = {}) => listeners.forEach((listener) => listener(name, payload))
  const inputsOf = (name: string) => calls.filter(([called]) => called === name).map(([, input]) => input)
  return { emit, inputsOf }
}
