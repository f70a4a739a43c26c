import type { ContactRow } from '@shared/contract/contacts'
import { contactGroupTexts } from '@shared/domain/autocall/contacts.text'
import { zoneOffsetText } from '@shared/text/zoned'
import { fileColumns } from '@shared/text/file-columns'
import { formatText, type Locale } from '@shared/text/text'
import type { Contacts } from '../contacts/contacts'
import type { FileColumn } from '../files/table-file'
import type { HandlersOf } from './handlers'
import { saveRows, type ChoosePlace } from './saved-file'

interface ContactHandlerOptions {
  contacts: Contacts
  choosePlace: ChoosePlace
}

export const contactHandlers = ({
  contacts,
  choosePlace,
}: ContactHandlerOptions): HandlersOf<'contacts' | 'stopList' | 'callingRules'> => ({
  'contacts.open': () => contacts.open(),
  'contacts.inspect': (input) => contacts.inspect(input),
  'contacts.preview': (input) => contacts.preview(input),
  'contacts.prepare': (input) => contacts.prepare(input),
  'contacts.cancel': (input) => {
    contacts.cancel(input)
    return {}
  },
  'contacts.list': (input) => contacts.list(input),
  'contacts.lists': (input) => contacts.lists(input),
  'contacts.rows': (input) => contacts.rows(input),
  'contacts.save': ({ listId, group, format, locale }) => {
    const { fileName, rows } = contacts.groupRows(listId, group)
    return saveRows(choosePlace, {
      name: `${stemOf(fileName)}-${group}`,
      format,
      locale,
      columns: contactColumns(locale),
      head: { group },
      rowsName: 'contacts',
      rows,
    })
  },
  'contacts.saveUnknown': ({ listId, format, locale }) => {
    const { fileName, rows } = contacts.unknownRows(listId)
    return saveRows(choosePlace, {
      name: `${stemOf(fileName)}-unknown`,
      format,
      locale,
      columns: contactColumns(locale),
      head: {},
      rowsName: 'contacts',
      rows,
    })
  },
  'contacts.plan': (input) => contacts.plan(input),
  'contacts.discard': async (input) => {
    await contacts.discard(input)
    return {}
  },
  'stopList.read': () => contacts.stopCount(),
  'stopList.import': (input) => contacts.importStopList(input),
  'stopList.add': (input) => contacts.addStop(input),
  'stopList.remove': (input) => contacts.removeStop(input),
  'stopList.clear': () => {
    contacts.clearStopList()
    return {}
  },
  'stopList.has': (input) => contacts.hasStop(input),
  'callingRules.read': (input) => contacts.readRules(input),
  'callingRules.save': (input) => contacts.saveRules(input),
})

const stemOf = (fileName: string): string => fileName.replace(/\.[^.]+$/, '')

function contactColumns(locale: Locale): FileColumn<ContactRow>[] {
  const title = fileColumns[locale]
  const reasons = contactGroupTexts[locale].reason
  return [
    { title: title.line, value: ({ line }) => line },
    { title: title.written, value: ({ written }) => written },
    { title: title.phones, value: ({ phones }) => phones.map((digits) => `+${digits}`).join(' ') },
    {
      title: title.reason,
      value: ({ reason, otherLine }) => reason && formatText(reasons[reason], { line: otherLine ?? '—' }),
    },
    { title: title.externalId, value: ({ externalId }) => externalId },
    { title: title.zone, value: ({ zoneOffset }) => (zoneOffset === null ? null : zoneOffsetText(zoneOffset)) },
    {
      title: title.variables,
      value: ({ variables }) =>
        Object.entries(variables)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n'),
    },
  ]
}
