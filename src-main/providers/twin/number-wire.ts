/** The body of POST /telephony/incomingRules/create/batch. Page: incomingRules/create/batch. */
import type { EnteredRow, NumberRule } from '@shared/domain/number-batch/batch'
import type { Json } from '../../http/gateway'

type JsonObject = { [key: string]: Json }

/** Required by the page although the feature is not active: always these. */
const notificationOptions = { type: 'off', condition: 'unanswer', emailReceivers: [], smsReceivers: [] }

/** Keys and their order are those of the page's example, so that the review reads like the page. */
export function toNumberBatch(rule: NumberRule, rows: readonly EnteredRow[]): JsonObject {
  return {
    additionalOptions: {
      callRecord: rule.record ? 'all' : 'off',
      ...(rule.comment !== '' && { comment: rule.comment }),
    },
    incomingCallsOptions: incomingCallsOptions(rule),
    notificationOptions,
    ...(rule.webhookUrls.length > 0 && { webhookUrls: rule.webhookUrls }),
    // Three lists that belong together by place: all of them from the one table, in one turn.
    names: rows.map(({ title }) => title),
    numbers: rows.map(({ number }) => number),
    connectionOptionsList: rows.map(connectionOptions),
  }
}

function incomingCallsOptions({ action, botId, callerName, callerNumber }: NumberRule): JsonObject {
  if (action === 'end') return { action }
  return {
    action,
    botId,
    cidAsName: callerName,
    cidAsNumber: callerNumber,
    reserveAction: 'default',
    reserveActionData: null,
    reserveCidAsName: 'original',
    reserveCidAsNumber: 'original',
  }
}

function connectionOptions(row: EnteredRow): JsonObject {
  return {
    authUser: row.authUser,
    forceOutOverChannel: row.forceOut,
    fromDomain: row.fromDomain,
    login: row.login,
    password: row.password,
    providerId: row.trunkId,
    ...(row.did !== '' && { did: row.did }),
    numberAsDid: row.numberAsDid,
  }
}
