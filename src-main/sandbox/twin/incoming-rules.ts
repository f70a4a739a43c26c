/** POST /telephony/incomingRules/create/batch: numbers that share one rule. 200 without a body; no method lists them. */
import { Fields, readBody } from './fields'
import { documented, type Reply } from './reply'
import type { CreatedNumber, TwinState } from './state'

export function createNumbers(text: string, state: TwinState, now: number): Reply {
  const body = new Fields(readBody(text))
  const additional = body.object('additionalOptions', 'optional')
  additional.choice('callRecord', ['all', 'off'], 'optional')
  additional.text('comment', 'optional')
  const { action, botId } = readRule(body.object('incomingCallsOptions', 'required'))
  checkNotification(body.object('notificationOptions', 'required'))
  body.texts('webhookUrls', 'optional')
  const names = body.texts('names', 'required')
  const numbers = body.texts('numbers', 'required')
  const connections = body.objects('connectionOptionsList', 'required').map(readConnection)
  // Nothing is said about lists of different length; that the three belong together by place is plain from the example.
  if (names.length !== numbers.length) body.wrong('names', 'There must be as many names as numbers.')
  if (connections.length !== numbers.length)
    body.wrong('connectionOptionsList', 'There must be as many connections as numbers.')
  numbers.forEach((number, index) => {
    if (!/^\d{3,20}$/.test(number)) body.wrong(`numbers.${index}`, 'This is not a phone number.')
  })
  body.done()

  numbers.forEach((number, index) => {
    const connection = connections[index]
    if (!connection) return
    state.numbers.push({ ...connection, title: names[index] ?? '', number, action, botId, createdAt: now })
  })
  return documented(null)
}

function readRule(rule: Fields): { action: string; botId: string } {
  const action = rule.choice('action', ['robot', 'end'], 'required')
  const need = action === 'robot' ? 'required' : 'optional'
  const botId = rule.uuid('botId', need)
  rule.choice('cidAsName', ['default', 'num_caller', 'num_name', 'num_called'], need)
  rule.choice('cidAsNumber', ['default', 'caller', 'called'], need)
  rule.choice('reserveAction', ['default'], need)
  rule.choice('reserveCidAsName', ['original'], need)
  rule.choice('reserveCidAsNumber', ['original'], need)
  if (rule.has('reserveActionData')) rule.wrong('reserveActionData', 'This value should be null.')
  return { action, botId }
}

/** Inactive, and required all the same: four constants. */
function checkNotification(options: Fields): void {
  options.choice('type', ['off'], 'required')
  options.choice('condition', ['unanswer'], 'required')
  for (const name of ['emailReceivers', 'smsReceivers']) {
    if (options.texts(name, 'required').length > 0) options.wrong(name, 'This list should be empty.')
  }
}

function readConnection(connection: Fields): Pick<CreatedNumber, 'providerId' | 'did' | 'numberAsDid' | 'login'> {
  connection.text('authUser', 'optional')
  connection.flag('forceOutOverChannel', 'optional')
  connection.text('fromDomain', 'optional')
  connection.text('password', 'optional')
  const login = connection.text('login', 'optional')
  const providerId = connection.uuid('providerId', 'required')
  const numberAsDid = connection.flag('numberAsDid', 'required')
  return { login, providerId, numberAsDid, did: connection.text('did', numberAsDid ? 'optional' : 'required') }
}
