/** Contacts as the program has them, with the built thread and a database on disk. */
import { join } from 'node:path'
import type { ContactList, OpenedContacts } from '@shared/contract/contacts'
import { createContacts, type Contacts } from '../../src-main/contacts/contacts'
import { openDatabase } from '../../src-main/storage/database'
import { projectFolder } from '../runtime/launch'

export function openContacts(folder: string, path: string) {
  const { database, close } = openDatabase({ folder, now: Date.now })
  const contacts = createContacts({
    database,
    workerPath: join(projectFolder, 'out', 'main', 'contact-worker.js'),
    planEntries: () => Promise.reject(new Error('nothing is planned here')),
    salt: '0123456789abcdef0123456789abcdef',
    chooseTable: async () => path,
    emit: () => undefined,
    now: Date.now,
  })
  return {
    contacts,
    close() {
      contacts.close()
      close()
    },
  }
}

export async function opened(contacts: Contacts): Promise<OpenedContacts> {
  const file = await contacts.open()
  if (!file) throw new Error('no file')
  return file
}

export const prepare = (contacts: Contacts, { importId, reading, mapping }: OpenedContacts): Promise<ContactList> =>
  contacts.prepare({
    importId,
    accountId: 'account-1',
    jobId: 'job-1',
    jobName: 'bench',
    reading,
    rule: { mapping, homeCountry: 'RU', withForeign: false, withPremium: false, recentDays: 30 },
  })
