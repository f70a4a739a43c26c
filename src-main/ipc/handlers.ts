import type { ChannelName, EventName, EventPayload, Output, ParsedInput } from '@shared/contract'

/** What main does for one call of the window. Expected failures are thrown as `AppFailure`. */
export type Handler<Name extends ChannelName> = (input: ParsedInput<Name>) => Promise<Output<Name>> | Output<Name>

export type Handlers = { [Name in ChannelName]: Handler<Name> }

/** The handlers of one area: `HandlersOf<'accounts' | 'secrets'>`. */
export type HandlersOf<Area extends string> = { [Name in Extract<ChannelName, `${Area}.${string}`>]: Handler<Name> }

/** Sends an event to the window, if there is one. */
export type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
