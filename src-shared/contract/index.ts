/** Every call and every event between the window and main. A channel is one line here and one handler in `src-main/ipc`. */
import type { z } from 'zod'
import { activityChannels } from './activity'
import { accountChannels, accountEvents } from './accounts'
import { appChannels, appEvents } from './app'
import { autocallChannels, autocallEvents } from './autocall'
import { callFlowChannels } from './call-flow'
import { callTaskChannels, callTaskEvents } from './call-tasks'
import { buyingChannels, buyingEvents } from './buying'
import { changeChannels, changeEvents } from './changes'
import { contactChannels, contactEvents } from './contacts'
import { importChannels, importEvents } from './imports'
import { namedScheduleChannels, namedScheduleEvents } from './named-schedules'
import { numberBatchChannels } from './number-batches'
import { ivrChannels, ivrEvents } from './ivr'
import { numberChannels, numberEvents } from './numbers'
import { overrideChannels, overrideEvents } from './overrides'
import { promptChannels } from './prompts'
import { pbxChannels, pbxEvents } from './pbx'
import { partSnapshotChannels } from './part-snapshots'
import { scheduleChannels, scheduleEvents } from './schedules'
import { snapshotChannels, snapshotEvents } from './snapshots'
import { twinChannels, twinEvents } from './twin'

export const contract = {
  ...appChannels,
  ...accountChannels,
  ...activityChannels,
  ...numberChannels,
  ...callFlowChannels,
  ...callTaskChannels,
  ...changeChannels,
  ...promptChannels,
  ...buyingChannels,
  ...snapshotChannels,
  ...scheduleChannels,
  ...namedScheduleChannels,
  ...overrideChannels,
  ...importChannels,
  ...twinChannels,
  ...numberBatchChannels,
  ...contactChannels,
  ...autocallChannels,
  ...pbxChannels,
  ...partSnapshotChannels,
  ...ivrChannels,
}
export const events = {
  ...appEvents,
  ...accountEvents,
  ...numberEvents,
  ...callTaskEvents,
  ...changeEvents,
  ...buyingEvents,
  ...importEvents,
  ...contactEvents,
  ...autocallEvents,
  ...ivrEvents,
  ...snapshotEvents,
  ...scheduleEvents,
  ...twinEvents,
  ...namedScheduleEvents,
  ...overrideEvents,
  ...pbxEvents,
}

export type ChannelName = keyof typeof contract
export type Input<Name extends ChannelName> = z.input<(typeof contract)[Name]['input']>
export type ParsedInput<Name extends ChannelName> = z.output<(typeof contract)[Name]['input']>
export type Output<Name extends ChannelName> = z.output<(typeof contract)[Name]['output']>

export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>

/** What the preload offers to the page, and all that it offers. */
export interface Bridge {
  /** Sends an input to main. The answer is a `Result` of `contract[name].output`; it never rejects for an expected failure. */
  invoke(name: string, input: unknown): Promise<unknown>
  /** @returns a function that ends the subscription. */
  subscribe(listener: (name: string, payload: unknown) => void): () => void
}
