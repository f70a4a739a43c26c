import type { RegisteredNumber } from '@shared/contract/number-batches'
import { numberBatchTexts } from '@shared/domain/number-batch/names.text'
import { fileColumns } from '@shared/text/file-columns'
import type { Locale } from '@shared/text/text'
import { allPages, type FileColumn } from '../files/table-file'
import type { NumberBatches } from '../twin/number-batches'
import type { HandlersOf } from './handlers'
import { isoTime, saveRows, type ChoosePlace } from './saved-file'

interface NumberBatchHandlerOptions {
  batches: NumberBatches
  /** Names of trunks and bots. */
  nameOf(accountId: string, kind: 'bot' | 'trunk', id: string): string
  choosePlace: ChoosePlace
}

export const numberBatchHandlers = ({
  batches,
  nameOf,
  choosePlace,
}: NumberBatchHandlerOptions): HandlersOf<'numberBatches'> => ({
  'numberBatches.open': () => batches.open(),
  'numberBatches.inspect': (input) => batches.inspect(input),
  'numberBatches.check': (input) => batches.check(input),
  'numberBatches.plan': (input) => batches.plan(input),
  'numberBatches.register': (input) => batches.register(input),
  'numberBatches.export': ({ format, locale, ...filter }) =>
    saveRows(choosePlace, {
      name: 'number-register',
      format,
      locale,
      columns: registerColumns(locale, (kind, id) => nameOf(filter.accountId, kind, id)),
      head: {},
      rowsName: 'numbers',
      rows: allPages(async (offset) => batches.register({ ...filter, offset, limit: 500 }).numbers),
    }),
})

function registerColumns(
  locale: Locale,
  nameOf: (kind: 'bot' | 'trunk', id: string) => string,
): FileColumn<RegisteredNumber>[] {
  const { column, outcome: outcomes, action } = numberBatchTexts[locale]
  return [
    { title: column.title, value: ({ title }) => title },
    { title: column.number, value: ({ number }) => `+${number}` },
    { title: column.trunkId, value: ({ trunkId }) => nameOf('trunk', trunkId) },
    { title: column.did, value: ({ did, numberAsDid, number }) => (numberAsDid ? number : did) },
    { title: column.login, value: ({ login }) => login },
    { title: column.authUser, value: ({ authUser }) => authUser },
    { title: column.fromDomain, value: ({ fromDomain }) => fromDomain },
    { title: column.rule, value: ({ rule }) => action[rule.action] },
    {
      title: column.bot,
      value: ({ rule }) => (rule.action === 'robot' ? nameOf('bot', rule.botId) : null),
    },
    { title: column.outcome, value: ({ outcome }) => outcomes[outcome] },
    { title: fileColumns[locale].sentAt, value: ({ sentAt }) => isoTime(sentAt) },
  ]
}
