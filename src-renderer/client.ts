/** The window's one way to main, typed by the contract. */
import type { Bridge, ChannelName, EventName, EventPayload, Input, Output } from '@shared/contract'
import { AppFailure, type Result } from '@shared/domain/app-error'

declare global {
  interface Window {
    readonly switchboard: Bridge
  }
}

/**
 * Calls main.
 * @throws AppFailure with the error that main answered.
 */
export async function call<Name extends ChannelName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const result = (await window.switchboard.invoke(name, toPlain(input))) as Result<Output<Name>>
  if (result.ok) return result.value
  const { code, ...details } = result.error
  throw new AppFailure(code, details)
}

/** Runs `listener` on each event of this name. @returns a function that ends it. */
export function onEvent<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return window.switchboard.subscribe((received, payload) => {
    if (received === name) listener(payload as EventPayload<Name>)
  })
}

// Vue's reactive proxies cannot be cloned by IPC; everything in the contract is plain JSON anyway. An input of texts and numbers
// alone is none inside: a draft of megabytes is not read again for nothing.
const toPlain = (input: object): unknown =>
  Object.values(input).some((value) => typeof value === 'object') ? JSON.parse(JSON.stringify(input)) : { ...input }
