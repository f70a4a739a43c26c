import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyNumberFilter, type NumberSelection } from '@shared/contract/numbers'
import type { Step } from '@shared/contract/changes'
import type { ImportSummary } from '@shared/contract/imports'
import { AppFailure } from '@shared/domain/app-error'
import { columnsFor } from '@shared/domain/import/columns'
import { accountId, forwardTo } from '../changes/workplace'
import { importPlace, sum } from './import-place'

const reasons = (steps: readonly Step[]) =>
  steps
    .filter(({ state }) => state === 'refused')
    .map(({ line, findings, error }) => [line, findings[0]?.code ?? error?.code])

describe('a file becomes a change', () => {
  test('in which every row has its outcome, and the counts add up', async () => {
    const { open, plan, numbers, steps, settings } = await importPlace()
    const [first = '', second = '', third = '', fourth = ''] = numbers
    settings.owned = numbers
    const file = await open(
      [
        'number;kind;target1_number;target1_timeout',
        `${first};number;74951234567;20`,
        '',
        `${second};none;;`,
        `${third};number;7,4951E+10;20`,
        `${fourth};number;74951234567;soon`,
        '74950000000;number;74951234567;20',
        `${first};number;74951111111;20`,
        `${numbers[4] ?? ''};"open`,
        `${numbers[5] ?? ''};number;not a phone;20`,
        'hello;none;;',
      ].join('\n'),
    )
    const summary = await plan(file)
    expect(summary).toMatchObject({
      fileName: 'table.csv',
      rows: 11,
      header: 1,
      blank: 1,
      dropped: 1,
      added: 1,
      changed: 0,
      unchanged: 1,
      refused: 6,
    })
    expect(sum(summary)).toBe(summary.rows)
    const planned = await steps(summary.changeId)
    expect(reasons(planned)).toEqual([
      [5, 'import.numberDestroyed'],
      [6, 'import.integerMalformed'],
      [7, 'import.numberNotOwned'],
      [9, 'import.quotesBroken'],
      [10, 'phone.malformed'],
      [11, 'phone.malformed'],
    ])
    expect(planned.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7, 9, 10, 11])
  })

  test('asks the provider nothing about rows that are refused by themselves', async () => {
    const { open, plan, sandbox, numbers } = await importPlace()
    const before = sandbox.ledger.entries().length
    await plan(await open(`number;kind\n74950000000;none\n${numbers[0] ?? ''};what\n`))
    expect(sandbox.ledger.entries().length).toBe(before)
  })

  test('is applied and taken back', async () => {
    const { open, plan, changes, settled, numbers } = await importPlace()
    const rows = numbers.slice(0, 20).map((number) => `${number};74951234567`)
    const { changeId } = await plan(await open(['number;target1_number', ...rows].join('\n')))
    await changes.apply({ changeId })
    expect((await settled(changeId)).counts).toMatchObject({ done: 20 })
    const again = await plan(await open(['number;target1_number', ...rows].join('\n')))
    expect(again).toMatchObject({ unchanged: 20, added: 0 })
    const undo = await changes.undo({ changeId })
    expect(undo.counts.pending).toBe(20)
  })

  test('with a number that repeats: first, last or none, as chosen', async () => {
    const { open, plan, steps, numbers } = await importPlace()
    const [one = '', two = ''] = numbers
    const file = await open(
      ['number,target1_number', `${one},74951111111`, `${two},74952222222`, `8${one.slice(1)},74953333333`, ''].join(
        '\n',
      ),
    )
    const targets = async (summary: ImportSummary) =>
      (await steps(summary.changeId)).map(({ line, state }) => [line, state])
    const first = await plan(file, 'first')
    expect(await targets(first)).toEqual([
      [2, 'pending'],
      [3, 'pending'],
    ])
    const last = await plan(file, 'last')
    expect(await targets(last)).toEqual([
      [3, 'pending'],
      [4, 'pending'],
    ])
    expect([first.dropped, last.dropped]).toEqual([1, 1])
    const refused = await plan(file, 'refuse')
    expect(refused).toMatchObject({ dropped: 0, refused: 2, added: 1 })
    expect((await steps(refused.changeId))[0]?.findings).toEqual([
      { path: 'number', severity: 'error', code: 'import.numberRepeated', params: { line: 4 } },
    ])
  })

  test('of numbers alone that all get the same forwarding', async () => {
    const { open, plan, numbers } = await importPlace()
    const file = await open(numbers.slice(0, 3).join('\r\n'))
    expect(file).toMatchObject({ header: [], mapping: ['number'] })
    const summary = await plan(file, 'first', { kind: 'same', numberColumn: 0, wanted: forwardTo('74951234567') })
    expect(summary).toMatchObject({ rows: 3, header: 0, added: 3 })
  })

  test('its summary is kept beside it and goes with it', async () => {
    const { open, plan, imports, changes, numbers } = await importPlace()
    const summary = await plan(await open(`number;kind\n${numbers[0] ?? ''};none\n`))
    expect(imports.summary({ changeId: summary.changeId })).toEqual(summary)
    await changes.discard({ changeId: summary.changeId })
    expect(imports.summary({ changeId: summary.changeId })).toBeNull()
  })

  test('numbers ticked in a list', async () => {
    const { imports, numbers, settings } = await importPlace()
    settings.owned = numbers.slice(0, 3)
    const selection: NumberSelection = { kind: 'fitting', filter: emptyNumberFilter, except: [] }
    const wanted = forwardTo('74951234567')
    const change = await imports.planSelected({ accountId, selection, wanted })
    expect(change).toMatchObject({ origin: 'bulk', stepCount: 3, counts: { pending: 3 } })
  })
})

describe('a check before the provider is asked', () => {
  test('counts rows, repeats and mistakes, and lists them', async () => {
    const { open, imports, numbers } = await importPlace()
    const [one = '', two = ''] = numbers
    const file = await open(
      ['number;kind;url', `${one};url;https://a.example`, `${one};none;`, ';;', `${two};url;nowhere`, '1;none;'].join(
        '\n',
      ),
    )
    const { counts, mistakes } = await imports.check({
      importId: file.importId,
      accountId,
      reading: file.reading,
      rule: { kind: 'perRow', mapping: file.mapping },
    })
    expect(counts).toEqual({ rows: 6, header: 1, blank: 1, filled: 4, repeated: 1, mistaken: 2 })
    expect(mistakes.map(({ line, findings }) => [line, findings[0]?.code])).toEqual([
      [5, 'forwarding.urlMalformed'],
      [6, 'phone.length'],
    ])
  })
})

describe('what goes wrong', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => (error instanceof AppFailure ? error.error.code : error),
    )

  test('files that are none', async () => {
    const { open, imports, settings } = await importPlace()
    expect(await codeOf(open(''))).toBe('file.empty')
    expect(await codeOf(open(Buffer.alloc(1000, 1)))).toBe('file.notATable')
    expect(await codeOf(open('PK\x03\x04 and no more'))).toBe('file.damaged')
    settings.chosen = join(settings.chosen ?? '', 'missing')
    expect(await codeOf(imports.open({ subject: 'forwarding' }))).toBe('file.unreadable')
    settings.chosen = null
    expect(await imports.open({ subject: 'forwarding' })).toBeNull()
  })

  test('a header without rows, no column of numbers, no numbers fetched, an unknown file', async () => {
    const { open, plan, settings } = await importPlace()
    expect(await codeOf(plan(await open('number;kind\n')))).toBe('file.empty')
    const file = await open('kind\nnone\n')
    expect(await codeOf(plan(file))).toBe('input.invalid')
    expect(await codeOf(plan({ ...file, importId: 'other' }))).toBe('notFound')
    settings.owned = null
    expect(await codeOf(plan(file))).toBe('numbersNotFetched')
  })

  test('a file that changes after it was opened', async () => {
    const { open, plan, path } = await importPlace()
    const file = await open('number;kind\n74951234567;none\n')
    writeFileSync(path, 'number;kind\n74951234567;none\n74951234568;none\n')
    expect(await codeOf(plan(file))).toBe('file.changed')
  })

  test('cancelling keeps nothing', async () => {
    const { open, plan, imports, changes, told, numbers } = await importPlace()
    const rows = Array.from({ length: 200_000 }, (_, index) => `${numbers[index % 50] ?? ''};what`)
    const file = await open(['number;kind', ...rows].join('\n'))
    const planning = plan(file, 'refuse')
    while (!told.some(({ name }) => name === 'imports.didProgress'))
      await new Promise((resolve) => setImmediate(resolve))
    imports.cancel({ importId: file.importId })
    expect(await codeOf(planning)).toBe('cancelled')
    expect(await changes.list({ accountId: null, states: [], text: '', offset: 0, limit: 10 })).toMatchObject({
      total: 0,
    })
  })
})

describe('the present state as a file', () => {
  test('is read back as unchanged, row by row', async () => {
    const { open, plan, imports, changes, settled, numbers, path, sandbox } = await importPlace()
    const wanted = forwardTo('84951234567', {
      redirect: 'sequential',
      eventUrl: 'https://example.com/?a=1;b=2,3',
      masking: true,
      targets: ['=1+1', '-@"x";', ' space ', "'quoted"].map((name, index) => ({
        number: index === 0 ? '84951234567' : '883140123456789',
        timeoutSeconds: index === 0 ? null : 20 + index,
        active: index !== 1,
        name,
        period: index === 2 ? 'wd {Mon-Fri} hr {9am-4pm}' : '',
        periodDescription: 'по будням',
      })),
    })
    const planned = await changes.plan({
      accountId,
      origin: 'form',
      intents: [{ operation: 'exolve.setForwarding', number: numbers[0] ?? '', wanted }],
    })
    await changes.apply({ changeId: planned.id })
    expect((await settled(planned.id)).counts.done).toBe(1)

    const exported = await imports.export({ accountId, subject: 'forwarding', locale: 'ru' })
    const own = sandbox.exolve.state.owned()
    expect(exported).toEqual({ fileName: 'table.csv', written: own.length, failed: 0, failures: [] })
    const text = readFileSync(path, 'utf8')
    expect(text).toMatch(/^\uFEFFnumber;kind;/)
    for (const cell of text.split(/[;\r\n]/)) expect(cell).not.toMatch(/^"?[=+\-@\t]/)
    const summary = await plan(await open(text))
    expect(summary).toMatchObject({ rows: own.length + 1, header: 1, unchanged: own.length })
  })

  test('as English Excel wants it', async () => {
    const { imports, numbers, path, settings } = await importPlace()
    settings.owned = numbers.slice(0, 2)
    await imports.export({ accountId, subject: 'forwarding', locale: 'en' })
    const lines = readFileSync(path, 'utf8').trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toBe(columnsFor(1).join(','))
  })

  test('an account whose key is refused gives no file', async () => {
    const { imports, sandbox, path } = await importPlace()
    writeFileSync(path, 'before')
    sandbox.faults.add({ kind: 'status', status: 401 })
    await expect(imports.export({ accountId, subject: 'forwarding', locale: 'ru' })).rejects.toBeInstanceOf(AppFailure)
    expect(readFileSync(path, 'utf8')).toBe('before')
  })
})

test('the sample files have no mistake of their own', async () => {
  for (const locale of ['ru', 'en'] as const) {
    const { imports, open, settings, path } = await importPlace()
    await imports.saveSample({ subject: 'forwarding', locale })
    const file = await open(readFileSync(path))
    expect(file.mapping).not.toContain(null)
    settings.owned = file.sample.map(({ cells }) => cells[0] ?? '')
    const { counts } = await imports.check({
      importId: file.importId,
      accountId,
      reading: file.reading,
      rule: { kind: 'perRow', mapping: file.mapping },
    })
    expect(counts).toMatchObject({ filled: 5, mistaken: 0, repeated: 0 })
  }
})
