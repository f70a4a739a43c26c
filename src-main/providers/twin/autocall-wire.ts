/** Autocall settings between the operator's words and Twin's wire. Page: "Создание задания" (POST /telephony/autoCall). */
import { z } from 'zod'
import {
  lastSecondOfDay,
  redialCases,
  type AutocallSettings,
  type RedialCase,
  type RedialRule,
} from '@shared/domain/autocall/settings'
import { decodeCallRate, encodeCallRate } from '@shared/domain/call-rate'
import { AppFailure } from '@shared/domain/app-error'
import type { Json } from '../../http/gateway'
import { amount, integer, text, webhookUrls } from './values'

type JsonObject = { [key: string]: Json }

/**
 * Keys and their order are those of the page's example.
 * @throws AppFailure `input.invalid` for settings without a rate
 */
export function toAutoCall(settings: AutocallSettings): JsonObject {
  const { name, botId, transfer, callerId, start, rate, comment, webhookUrls: urls } = settings
  if (rate === null)
    throw new AppFailure('input.invalid', {
      fields: [{ path: 'rate', severity: 'error', code: 'field.required', params: {} }],
    })
  return {
    name,
    defaultExec: 'robot',
    defaultExecData: botId,
    secondExec: transfer.kind === 'channel' ? 'ch' : transfer.kind,
    ...(transfer.kind === 'channel' && { secondExecData: transfer.channelId }),
    ...callerIdFields(callerId),
    startType: start.kind === 'at' ? 'time' : 'manual',
    ...(start.kind === 'at' && { startMoment: start.moment }),
    cps: encodeCallRate(rate),
    ...(comment !== '' && { taskComment: comment }),
    ...(urls.length > 0 && { webhookUrls: urls }),
    additionalOptions: additionalOptions(settings),
    redialStrategyOptions: {
      redialStrategyEn: settings.redial.enabled,
      ...Object.fromEntries(redialCases.map((name) => [name, redialRule(settings.redial.cases[name])])),
    },
  }
}

function callerIdFields(callerId: AutocallSettings['callerId']): JsonObject {
  switch (callerId.kind) {
    case 'number':
      return { cidType: 'gornum', cidData: callerId.numberId }
    case 'pool':
      return { cidType: 'pool', cidData: callerId.poolId }
    case 'default':
      return { cidType: 'default' }
  }
}

function additionalOptions(settings: AutocallSettings): JsonObject {
  const { calleeWindow, recording, machineDetection } = settings
  return {
    fullListMethod: 'reject',
    fullListTime: settings.effectiveAfterSeconds,
    useTr: calleeWindow.enabled,
    allowCallTimeFrom: calleeWindow.fromSecond,
    allowCallTimeTo: calleeWindow.toSecond,
    recordCall: recording.enabled,
    recTrimLeft: recording.trimSeconds,
    detectRobot: machineDetection.enabled,
    detectRobotMode: machineDetection.enabled ? machineDetection.mode : null,
    providerId: settings.trunkId === '' ? null : settings.trunkId,
  }
}

const redialRule = ({ enabled, delaySeconds, count }: RedialRule): JsonObject => ({
  redial: enabled,
  time: delaySeconds,
  count,
})

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
const redialRuleOnWire = z
  .object({ redial: flag, time: integer, count: integer })
  .nullish()
  .transform((rule) => rule ?? { redial: false, time: 1, count: 1 })

/** What reading a job answers is not documented. When it has the fields of its creation, they are taken from there. */
export const settingsOnWire = z.object({
  name: text,
  defaultExecData: z.string(),
  secondExec: text,
  secondExecData: text,
  cidType: text,
  cidData: text,
  startType: text,
  startMoment: text,
  cps: amount,
  taskComment: text,
  webhookUrls,
  additionalOptions: z.object({
    fullListTime: integer,
    useTr: flag,
    allowCallTimeFrom: integer,
    allowCallTimeTo: integer.nullish().transform((value) => value ?? lastSecondOfDay),
    recordCall: flag,
    recTrimLeft: integer,
    detectRobot: flag,
    detectRobotMode: text,
    providerId: text,
  }),
  redialStrategyOptions: z.object({
    redialStrategyEn: flag,
    busy: redialRuleOnWire,
    noAnswer: redialRuleOnWire,
    answerMash: redialRuleOnWire,
    congestion: redialRuleOnWire,
    answerNoList: redialRuleOnWire,
  }),
})
type SettingsOnWire = z.output<typeof settingsOnWire>

export function fromAutoCall(wire: SettingsOnWire): AutocallSettings {
  const { additionalOptions: options, redialStrategyOptions: strategy } = wire
  const ruleOf = (name: RedialCase): RedialRule => {
    const { redial, time, count } = strategy[name]
    return { enabled: redial, delaySeconds: time, count }
  }
  return {
    name: wire.name,
    comment: wire.taskComment,
    botId: wire.defaultExecData,
    transfer: transferOf(wire),
    callerId: callerIdOf(wire),
    start: wire.startType === 'time' ? { kind: 'at', moment: wire.startMoment } : { kind: 'manual' },
    rate: wire.cps === null ? null : decodeCallRate(wire.cps),
    effectiveAfterSeconds: options.fullListTime,
    calleeWindow: {
      enabled: options.useTr,
      fromSecond: options.allowCallTimeFrom,
      toSecond: options.allowCallTimeTo,
    },
    recording: { enabled: options.recordCall, trimSeconds: options.recTrimLeft },
    machineDetection: {
      enabled: options.detectRobot,
      mode: options.detectRobotMode === 'block' ? 'block' : 'back',
    },
    trunkId: options.providerId,
    redial: {
      enabled: strategy.redialStrategyEn,
      cases: {
        busy: ruleOf('busy'),
        noAnswer: ruleOf('noAnswer'),
        answerMash: ruleOf('answerMash'),
        congestion: ruleOf('congestion'),
        answerNoList: ruleOf('answerNoList'),
      },
    },
    webhookUrls: wire.webhookUrls,
  }
}

function transferOf({ secondExec, secondExecData }: SettingsOnWire): AutocallSettings['transfer'] {
  if (secondExec === 'ch') return { kind: 'channel', channelId: secondExecData }
  return { kind: secondExec === 'ignore' ? 'ignore' : 'end' }
}

function callerIdOf({ cidType, cidData }: SettingsOnWire): AutocallSettings['callerId'] {
  if (cidType === 'gornum') return { kind: 'number', numberId: cidData }
  return cidType === 'pool' ? { kind: 'pool', poolId: cidData } : { kind: 'default' }
}
