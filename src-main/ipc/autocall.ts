import { callStatusName } from '@shared/domain/autocall/call-status.text'
import { fileColumns } from '@shared/text/file-columns'
import type { Autocall } from '../autocall/autocall'
import type { Changes } from '../changes/changes'
import type { HandlersOf } from './handlers'
import { isoTime, saveRows, type ChoosePlace } from './saved-file'

interface AutocallHandlerOptions {
  autocall: Autocall
  changes: Pick<Changes, 'stepsOf'>
  choosePlace: ChoosePlace
}

export const autocallHandlers = ({
  autocall,
  changes,
  choosePlace,
}: AutocallHandlerOptions): HandlersOf<'autocall'> => ({
  'autocall.list': (input) => autocall.list(input),
  'autocall.read': (input) => autocall.read(input),
  'autocall.history': async ({ accountId, jobId }) => ({
    steps: await changes.stepsOf({
      accountId,
      kinds: ['autocallName', 'autocallJob'],
      intentField: 'jobId',
      id: jobId,
    }),
  }),
  'autocall.report': (input) => autocall.report(input),
  'autocall.cancelReport': (input) => {
    autocall.cancelReport(input)
    return {}
  },
  'autocall.saveCalls': ({ format, locale, ...job }) => {
    const title = fileColumns[locale]
    return saveRows(choosePlace, {
      name: 'calls',
      format,
      locale,
      columns: [
        { title: title.calledAt, value: ({ startedAt }) => isoTime(startedAt) },
        { title: title.phone, value: ({ phone }) => phone },
        { title: title.outcome, value: ({ status }) => callStatusName(status, locale) },
        { title: title.seconds, value: ({ seconds }) => seconds },
        { title: title.responder, value: ({ responder }) => responder },
        { title: title.price, value: ({ price }) => price },
      ],
      head: { jobId: job.jobId },
      rowsName: 'calls',
      rows: autocall.eachCall(job),
    })
  },
})
