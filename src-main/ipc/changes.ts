import { stepStates, type Change, type ListedChange, type Step } from '@shared/contract/changes'
import { stepStateTexts } from '@shared/domain/change.text'
import { differenceLine, operationName } from '@shared/text/difference'
import { errorText } from '@shared/text/errors'
import { fileColumns } from '@shared/text/file-columns'
import { findingText } from '@shared/text/findings'
import type { Locale } from '@shared/text/text'
import type { Changes } from '../changes/changes'
import { allPages, type FileColumn } from '../files/table-file'
import type { HandlersOf } from './handlers'
import { isoTime, saveRows, type ChoosePlace } from './saved-file'

interface ChangeHandlerOptions {
  changes: Changes
  /** Label of an account; null: it is gone. */
  labelOf(accountId: string): string | null
  choosePlace: ChoosePlace
}

export const changeHandlers = ({ changes, labelOf, choosePlace }: ChangeHandlerOptions): HandlersOf<'changes'> => ({
  'changes.plan': (input) => changes.plan(input),
  'changes.cancelPlan': (input) => {
    changes.cancelPlan(input)
    return {}
  },
  'changes.read': (input) => changes.read(input),
  'changes.list': (input) => changes.list(input),
  'changes.unfinished': () => changes.unfinished(),
  'changes.steps': (input) => changes.steps(input),
  'changes.request': (input) => changes.request(input),
  'changes.apply': (input) => changes.apply(input),
  'changes.pause': (input) => changes.pause(input),
  'changes.cancel': (input) => changes.cancel(input),
  'changes.discard': async (input) => {
    await changes.discard(input)
    return {}
  },
  'changes.undo': (input) => changes.undo(input),
  'changes.retryFailed': (input) => changes.retryFailed(input),
  'changes.resolveStep': (input) => changes.resolveStep(input),
  'changes.export': async ({ changeId, format, locale }) => {
    const change = await changes.read({ changeId })
    const page = { changeId, states: [], withFindings: false, limit: 500 }
    return saveRows(choosePlace, {
      name: `change-${dateOf(change)}`,
      format,
      locale,
      columns: stepColumns(locale),
      head: { change: { ...change, account: labelOf(change.accountId) } },
      rowsName: 'steps',
      rows: allPages(async (offset) => (await changes.steps({ ...page, offset })).steps),
    })
  },
  'changes.exportList': ({ filter, format, locale }) =>
    saveRows(choosePlace, {
      name: 'changes',
      format,
      locale,
      columns: changeColumns(locale, labelOf),
      head: {},
      rowsName: 'changes',
      rows: allPages(async (offset) => (await changes.list({ ...filter, offset, limit: 200 })).changes),
    }),
})

const dateOf = ({ appliedAt, createdAt }: Change): string => new Date(appliedAt ?? createdAt).toISOString().slice(0, 10)

function stepColumns(locale: Locale): FileColumn<Step>[] {
  const title = fileColumns[locale]
  return [
    { title: title.position, value: ({ position }) => position + 1 },
    { title: title.line, value: ({ line }) => line },
    { title: title.object, value: ({ object }) => object },
    { title: title.operation, value: ({ operation }) => operationName(operation, locale) },
    { title: title.state, value: ({ state }) => stepStateTexts[locale][state] },
    {
      title: title.differences,
      value: ({ differences }) => differences.map((difference) => differenceLine(difference, locale)).join('\n'),
    },
    {
      title: title.findings,
      value: ({ findings }) => findings.map((finding) => findingText(finding, locale)).join('\n'),
    },
    { title: title.error, value: ({ error }) => error && errorText(error, locale) },
    { title: title.providerMessage, value: ({ error }) => error?.providerMessage ?? null },
    { title: title.sentAt, value: ({ sentAt }) => isoTime(sentAt) },
    { title: title.finishedAt, value: ({ finishedAt }) => isoTime(finishedAt) },
  ]
}

function changeColumns(locale: Locale, labelOf: (accountId: string) => string | null): FileColumn<ListedChange>[] {
  const title = fileColumns[locale]
  return [
    { title: title.change, value: ({ id }) => id },
    { title: title.createdAt, value: ({ createdAt }) => isoTime(createdAt) },
    { title: title.appliedAt, value: ({ appliedAt }) => isoTime(appliedAt) },
    { title: title.finishedAt, value: ({ finishedAt }) => isoTime(finishedAt) },
    { title: title.author, value: ({ author }) => author },
    { title: title.account, value: ({ accountId }) => labelOf(accountId) },
    { title: title.origin, value: ({ origin }) => origin },
    { title: title.state, value: ({ state }) => state },
    { title: title.rows, value: ({ stepCount }) => stepCount },
    ...stepStates.map((state) => ({
      title: stepStateTexts[locale][state],
      value: ({ counts }: ListedChange) => counts[state],
    })),
  ]
}
