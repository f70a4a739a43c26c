/** Extensions from a file and into one, through the thread, the engine and the demo cloud PBX. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FileAbout, ImportSummary } from '@shared/contract/imports'
import { createImports, type Imports } from '../../../src-main/imports/imports'
import { buildWorker } from '../imports/built-worker'
import { writeXlsx } from '../imports/xlsx-file'
import { accountId, createPbxPlace, type PbxPlace } from './pbx-place'

const built = mkdtempSync(join(tmpdir(), 'switchboard-worker-'))
let workerPath: string
beforeAll(async () => {
  workerPath = await buildWorker(built, 'imports/import-worker')
})
afterAll(() => rmSync(built, { recursive: true }))

let place: PbxPlace
let imports: Imports
let path: string
beforeEach(async () => {
  place = await createPbxPlace()
  await place.fetch()
  path = join(place.folder, 'extensions.csv')
  imports = createImports({
    database: place.opened.database,
    workerPath,
    planEntries: place.changes.planEntries,
    ownedNumbers: async () => null,
    selectedNumbers: async () => null,
    readForwarding: async () => ({ kind: 'none' }),
    extensions: place.pbx,
    chooseTable: async () => path,
    choosePlace: async () => path,
    samplePath: (subject, locale) => join(import.meta.dirname, `../../../resources/samples/${subject}-${locale}.csv`),
    emit: () => undefined,
  })
})
afterEach(async () => {
  imports.close()
  await place.close()
})

const open = (content: string | Buffer): Promise<FileAbout<'extensions'>> => {
  writeFileSync(path, content)
  return openWritten()
}
async function openWritten(): Promise<FileAbout<'extensions'>> {
  const file = await imports.open({ subject: 'extensions' })
  if (file?.subject !== 'extensions') throw new Error('no file')
  return file
}
const taskOf = ({ importId, reading, mapping }: FileAbout<'extensions'>) => ({
  importId,
  accountId,
  reading,
  rule: { kind: 'extensions', mapping } as const,
})
const plan = (file: FileAbout<'extensions'>, duplicates: 'first' | 'last' | 'refuse' = 'first') =>
  imports.plan({ ...taskOf(file), duplicates })
const sum = ({ header, blank, dropped, added, changed, unchanged, refused }: ImportSummary): number =>
  header + blank + dropped + added + changed + unchanged + refused
const find = (number: string) =>
  [...place.sandbox.pbx.state.extensions.values()].find(({ name }) => name === `000*${number}`)
const requests = () => place.sandbox.ledger.entries().length

describe('a file of extensions becomes a change', () => {
  test('in which every row is new, changed, the same, or refused with a reason; the counts add up', async () => {
    const present = find('101')
    const file = await open(
      [
        'Номер;Тип;Подпись;Статус',
        '777;телефон;Ночная смена;активен',
        '000*778;queue;;',
        `101;phone;${present?.label ?? ''};active`,
        '102;;Новая подпись;',
        '77;phone;;',
        '1234;phone;;',
        '001*103;phone;;',
        '',
        '779;robot;;',
        '103;fax;;',
        '104;phone;;asleep',
        '777;phone;Дневная смена;active',
        '780;phone;"open;active',
      ].join('\n'),
    )
    expect(file.mapping).toEqual(['name', 'type', 'label', 'status'])
    const summary = await plan(file)
    expect(summary).toMatchObject({ rows: 14, header: 1, blank: 1, dropped: 1, added: 2, changed: 1, unchanged: 1 })
    expect(summary.refused).toBe(7)
    expect(sum(summary)).toBe(summary.rows)
    const steps = await place.steps(summary.changeId)
    expect(
      steps.filter(({ state }) => state === 'refused').map(({ line, findings }) => [line, findings[0]?.code]),
    ).toEqual([
      [6, 'import.extensionShort'],
      [7, 'pbx.extensionLength'],
      [8, 'import.extensionMalformed'],
      [10, 'import.extensionTypeUnknown'],
      [11, 'import.extensionTypeOther'],
      [12, 'import.extensionStatusUnknown'],
      [14, 'import.quotesBroken'],
    ])
  })

  test('which is applied and taken back; what has no column stays as it is', async () => {
    const before = { ...find('102') }
    const { changeId } = await plan(await open('extension,label\n102,Склад\n777,Новый\n'))
    await place.changes.apply({ changeId })
    expect(await place.settled(changeId)).toMatchObject({ counts: { done: 2 } })
    expect(find('102')).toEqual({ ...before, label: 'Склад' })
    expect(find('777')).toMatchObject({ type: 'phone', status: 'active', label: 'Новый' })
    expect(await place.undo(changeId)).toMatchObject({ counts: { done: 2 } })
    expect(find('102')).toEqual(before)
    expect(find('777')).toBeUndefined()
  })

  test('of an Excel file, whose bare numbers have lost their zeros and say so', async () => {
    writeXlsx(path, [
      ['name', 'label'],
      [71, 'Меню'],
      ['000*701', 'Новый'],
    ])
    const file = await openWritten()
    const summary = await plan(file)
    expect(summary).toMatchObject({ added: 1, refused: 1 })
    const [refused] = await place.steps(summary.changeId)
    expect(refused?.findings[0]).toMatchObject({
      code: 'import.extensionShort',
      params: { length: 3, example: '000*071' },
    })
  })

  test('with a number that repeats under two names: first, last or none, as chosen', async () => {
    const file = await open('name;label\n777;one\n000*777;two\n')
    expect(await plan(file, 'last')).toMatchObject({ added: 1, dropped: 1 })
    const refused = await plan(file, 'refuse')
    expect(refused).toMatchObject({ refused: 2, dropped: 0 })
    expect((await place.steps(refused.changeId))[0]?.findings[0]?.code).toBe('import.numberRepeated')
  })

  test('planned on lists, not on a request for every row', async () => {
    const rows = [...place.sandbox.pbx.state.extensions.values()].map(({ name }) => `${name};Отдел`)
    const file = await open(['name;label', ...rows].join('\n'))
    const before = requests()
    const { changed } = await plan(file)
    expect(changed).toBeGreaterThan(50)
    expect(requests() - before).toBeLessThan(10)
  })

  test('leaves an extension of an unknown type as it is', async () => {
    const extension = find('101')
    if (extension) extension.type = 'conference'
    await place.fetch()
    const same = await plan(await open('name;type\n101;conference\n'))
    expect(same).toMatchObject({ unchanged: 1 })
    const other = await plan(await open('name;label\n101;Зал\n'))
    expect(other).toMatchObject({ refused: 1 })
    expect((await place.steps(other.changeId))[0]?.findings[0]?.code).toBe('pbx.typeReadOnly')
  })
})

test('a check asks nobody and lists mistakes', async () => {
  const file = await open('name;label;transfer_caller_id\n101;a;\n777;b;none\n77;c;\n777;d;\n')
  const before = requests()
  const { counts, mistakes } = await imports.check(taskOf(file))
  expect(requests()).toBe(before)
  expect(counts).toEqual({ rows: 5, header: 1, blank: 0, filled: 4, repeated: 1, mistaken: 2 })
  expect(mistakes.map(({ line, findings }) => [line, findings[0]?.code])).toEqual([
    [3, 'pbx.publicNumberMalformed'],
    [4, 'import.extensionShort'],
  ])
})

test('the present extensions are exported and come back unchanged, formulas and zeros included', async () => {
  const odd = find('102')
  if (odd)
    Object.assign(odd, {
      label: '=1+1; "Склад"\nвторой',
      caller_id_name: ' -a',
      did_as_transfer_caller_id: '78120000001',
    })
  for (const locale of ['ru', 'en'] as const) {
    const exported = await imports.export({ accountId, subject: 'extensions', locale })
    const count = place.sandbox.pbx.state.extensions.size
    expect(exported).toMatchObject({ written: count, failed: 0 })
    const text = readFileSync(path, 'utf8')
    for (const cell of text.split(/[;,\r\n]/)) expect(cell).not.toMatch(/^"?[=+\-@\t]/)
    expect(await plan(await open(text))).toMatchObject({ rows: count + 1, header: 1, unchanged: count })
  }
})

test('without a column of numbers, or a company that was never fetched, nothing is planned', async () => {
  await expect(plan(await open('label\nA\n'))).rejects.toMatchObject({ error: { code: 'input.invalid' } })
  await place.pbx.removeAccount(accountId)
  await expect(plan(await open('name\n777\n'))).rejects.toMatchObject({ error: { code: 'numbersNotFetched' } })
})

test('the sample files have no mistake of their own', async () => {
  for (const locale of ['ru', 'en'] as const) {
    await imports.saveSample({ subject: 'extensions', locale })
    const file = await open(readFileSync(path))
    expect(file.mapping).not.toContain(null)
    expect((await imports.check(taskOf(file))).counts).toMatchObject({ filled: 5, mistaken: 0, repeated: 0 })
  }
})
