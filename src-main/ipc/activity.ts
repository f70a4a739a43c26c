import { AppFailure } from '@shared/domain/app-error'
import type { Exchange } from '@shared/domain/exchange'
import { fileColumns } from '@shared/text/file-columns'
import type { Locale } from '@shared/text/text'
import { allPages, type FileColumn } from '../files/table-file'
import type { Json } from '../http/gateway'
import { toCurl } from '../http/curl'
import { maskPhones } from '../http/redact'
import type { ExchangeJournal } from '../storage/exchange-journal'
import type { HandlersOf } from './handlers'
import { isoTime, saveRows, type ChoosePlace } from './saved-file'

interface ActivityHandlerOptions {
  journal: ExchangeJournal
  /** Label of an account; null: it is gone. */
  labelOf(accountId: string): string | null
  choosePlace: ChoosePlace
}

export const activityHandlers = ({
  journal,
  labelOf,
  choosePlace,
}: ActivityHandlerOptions): HandlersOf<'activity'> => ({
  'activity.exchanges': async ({ filter, offset, limit }) => {
    const { total, exchanges } = await journal.list(filter, { offset, limit })
    return { total, exchanges: exchanges.map((exchange) => ({ ...exchange, url: maskPhones(exchange.url) })) }
  },
  'activity.exchange': async ({ id, withNumbers }) => {
    const exchange = await journal.read(id)
    if (!exchange) throw new AppFailure('notFound')
    return masked(withCurl(exchange), withNumbers)
  },
  'activity.export': ({ filter, withNumbers, format, locale }) =>
    saveRows(choosePlace, {
      name: 'requests',
      format,
      locale,
      columns: exchangeColumns(locale, labelOf),
      head: {},
      rowsName: 'exchanges',
      rows: allPages(async (offset) => {
        const whole = await journal.listWhole(filter, { offset, limit: exportPage })
        return whole.map((exchange) => masked(exchange, withNumbers))
      }),
    }),
})

/** Exchanges read at a time for a file; their bodies may be long. */
const exportPage = 100

const withCurl = (exchange: Exchange) => ({
  ...exchange,
  curl: toCurl({ method: exchange.method, url: exchange.url, ...readBody(exchange.requestBody) }),
})

function masked<Shown extends Exchange & { curl?: string }>(exchange: Shown, withNumbers: boolean): Shown {
  if (withNumbers) return exchange
  return {
    ...exchange,
    url: maskPhones(exchange.url),
    requestBody: exchange.requestBody && maskPhones(exchange.requestBody),
    responseBody: exchange.responseBody && maskPhones(exchange.responseBody),
    ...(exchange.curl !== undefined && { curl: maskPhones(exchange.curl) }),
  }
}

function exchangeColumns(locale: Locale, labelOf: (accountId: string) => string | null): FileColumn<Exchange>[] {
  const title = fileColumns[locale]
  return [
    { title: title.startedAt, value: ({ startedAt }) => isoTime(startedAt) },
    { title: title.account, value: ({ accountId }) => labelOf(accountId) },
    { title: title.method, value: ({ method }) => method },
    { title: title.url, value: ({ url }) => url },
    { title: title.status, value: ({ status }) => status },
    { title: title.milliseconds, value: ({ milliseconds }) => milliseconds },
    { title: title.error, value: ({ errorCode }) => errorCode },
    { title: title.change, value: ({ step }) => step },
    { title: title.requestBody, value: ({ requestBody }) => requestBody },
    { title: title.responseBody, value: ({ responseBody }) => responseBody },
  ]
}

/** A body that was cut at the journal's ceiling is no JSON any more; it is repeated as it is. */
function readBody(text: string | null): { body?: Json; form?: string } {
  if (text === null) return {}
  if (/^[\w.-]+=\S*$/.test(text)) return { form: text }
  try {
    return { body: JSON.parse(text) as Json }
  } catch {
    return { body: text }
  }
}
