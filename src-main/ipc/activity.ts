import { AppFailure } from '@shared/domain/app-error'
import type { Exchange } from '@shared/domain/exchange'
import type { Json } from '../http/gateway'
import { toCurl } from '../http/curl'
import { maskPhones } from '../http/redact'
import type { ExchangeJournal } from '../storage/exchange-journal'
import type { HandlersOf } from './handlers'

export const activityHandlers = (journal: ExchangeJournal): HandlersOf<'activity'> => ({
  'activity.exchanges': async ({ filter, offset, limit }) => {
    const { total, exchanges } = await journal.list(filter, { offset, limit })
    return { total, exchanges: exchanges.map((exchange) => ({ ...exchange, url: maskPhones(exchange.url) })) }
  },
  'activity.exchange': async ({ id, withNumbers }) => {
    const exchange = await journal.read(id)
    if (!exchange) throw new AppFailure('notFound')
    return withNumbers ? withCurl(exchange) : masked(withCurl(exchange))
  },
})

const withCurl = (exchange: Exchange) => ({
  ...exchange,
  curl: toCurl({ method: exchange.method, url: exchange.url, body: readBody(exchange.requestBody) }),
})

const masked = (exchange: ReturnType<typeof withCurl>): ReturnType<typeof withCurl> => ({
  ...exchange,
  url: maskPhones(exchange.url),
  curl: maskPhones(exchange.curl),
  requestBody: exchange.requestBody && maskPhones(exchange.requestBody),
  responseBody: exchange.responseBody && maskPhones(exchange.responseBody),
})

/** A body that was cut at the journal's ceiling is no JSON any more; it is repeated as it is. */
function readBody(text: string | null): Json | undefined {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
