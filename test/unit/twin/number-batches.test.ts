import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { OpenedNumbers } from '@shared/contract/number-batches'
import { emptyNumberRule, emptyRow, type EnteredRow, type NumberRule } from '@shared/domain/number-batch/batch'
import { differenceLine } from '@shared/text/difference'
import type { NumberBatches } from '../../../src-main/twin/number-batches'
import { accountId, type Workplace } from '../changes/workplace'
import { temporaryFolder } from '../storage/temporary-folder'
import { createNumberPlace } from './number-place'

const bot = 'bce7d22e-dde6-4427-b391-ebbdfda44de6'
const path = '/incomingRules/create/batch'
const rule: NumberRule = {
  ...emptyNumberRule(),
  botId: bot,
  comment: 'Комментарий',
  webhookUrls: ['https://sample.com'],
}
const row = (values: Partial<EnteredRow>): EnteredRow => ({ ...emptyRow(), trunkId: bot, title: 'Касса', ...values })
const many = (count: number): EnteredRow[] =>
  Array.from({ length: count }, (_, index) =>
    row({ number: String(74950000000 + index), login: `line${index}`, password: `S1p-pass-${index}` }),
  )

let place: Workplace
afterEach(() => place.close())

async function open(file = '') {
  const opened = await createNumberPlace({ file })
  place = opened.place
  return opened
}

const plan = (batches: NumberBatches, rows: EnteredRow[], wanted = rule) =>
  batches.plan({ accountId, rule: wanted, source: { kind: 'rows', rows } })

async function apply(changeId: string) {
  await place.changes.apply({ changeId })
  return place.settled(changeId)
}
const received = () => place.sandbox.ledger.entries({ path })
/** All that is on the disk, the write-ahead log included. */
const onDisk = () =>
  ['switchboard.sqlite', 'switchboard.sqlite-wal']
    .map((name) => readFileSync(join(place.folder, name), 'latin1'))
    .join('')

describe('numbers of a form', () => {
  it("the page's example is sent to the letter and recorded as accepted", async () => {
    const { batches, list } = await open()
    const rows = [
      row({ title: 'Название номера 1', number: '71234567001', did: '123', numberAsDid: false, forceOut: true }),
      row({ title: 'Название номера 2', number: '71234567002', did: '456', numberAsDid: true, forceOut: true }),
    ]
    const { id } = await plan(batches, rows)
    const [step] = await place.steps(id)
    expect(step?.object).toBe('71234567001 +1')
    expect(step?.differences.map((difference) => differenceLine(difference, 'en'))).toEqual([
      'Number 1: not set → 71234567001 Название номера 1',
      'Number 2: not set → 71234567002 Название номера 2',
    ])
    expect(list().total).toBe(0)
    expect(await apply(id)).toMatchObject({ state: 'finished', counts: { done: 1 } })
    const example = readFileSync(join(import.meta.dirname, '../../fixtures/twin/incoming-rules.json'), 'utf8')
    expect(received().map(({ body }) => body)).toEqual([JSON.stringify(JSON.parse(example))])
    expect(list()).toMatchObject({
      total: 2,
      counts: { accepted: 2 },
      numbers: [{ number: '71234567002', outcome: 'accepted' }, {}],
    })
  })

  it('are sent in parts of a hundred, each once', async () => {
    const { batches, list } = await open()
    const { id } = await plan(batches, many(250))
    expect(await apply(id)).toMatchObject({ counts: { done: 3 } })
    expect(received()).toHaveLength(3)
    expect(place.sandbox.twin.state.numbers).toHaveLength(250)
    expect(list('line249').numbers).toMatchObject([{ number: '74950000249', login: 'line249', hasPassword: true }])
  })

  it('SIP passwords arrive, and are nowhere else: not in the steps, the review, the register or on the disk', async () => {
    const { batches, list } = await open()
    const { id } = await plan(batches, many(3))
    const shown = place.changes.request({ changeId: id, position: 0 })
    expect(JSON.stringify(shown.body)).toContain('"password":"[redacted]"')
    expect(onDisk()).not.toContain('S1p-pass')
    await apply(id)
    expect(received()[0]?.body).toContain('S1p-pass-2')
    expect(JSON.stringify([shown, await place.steps(id), list()])).not.toContain('S1p-pass')
    expect(onDisk()).not.toContain('S1p-pass')
    expect(place.opened.database.prepare('SELECT sealed FROM number_parts').all()).toEqual([{ sealed: null }])
  })

  it('a lost answer leaves its numbers unknown, names them, and sends nothing again', async () => {
    const { batches, list } = await open()
    place.sandbox.faults.add({ kind: 'cutAfter', match: { path, times: 1 } })
    const { id } = await plan(batches, many(3))
    expect(await apply(id)).toMatchObject({ state: 'paused', counts: { unknown: 1 } })
    expect(list()).toMatchObject({ counts: { sent: 3 }, numbers: [{ outcome: 'sent' }, {}, {}] })
    await apply(id)
    expect(received()).toHaveLength(1)
    await place.changes.resolveStep({ changeId: id, position: 0, decision: 'countAsDone' })
    expect(list().counts).toEqual({ accepted: 3, sent: 0, refused: 0 })
  })

  it('a refusal is recorded; numbers that were sent before are warned of', async () => {
    const { batches, list } = await open()
    await apply((await plan(batches, many(2))).id)
    const again = await plan(batches, many(1))
    expect((await place.steps(again.id))[0]?.findings).toMatchObject([
      { severity: 'warning', code: 'numberBatch.sentBefore', params: { number: '74950000000' } },
    ])
    const wrong = await plan(batches, [row({ number: '74951112233', trunkId: 'x' })])
    expect(await apply(wrong.id)).toMatchObject({ counts: { failed: 1 } })
    expect(list().counts).toEqual({ accepted: 2, sent: 0, refused: 1 })
  })

  it('passwords whose key is gone stop the step before anything is sent', async () => {
    const { batches, fake } = await open()
    fake.state.failure = 'secret.unavailable'
    const { id } = await plan(batches, many(1))
    place.opened.database.exec("UPDATE number_parts SET sealed = '0000000000000000:AAAA'")
    fake.state.failure = null
    expect(await apply(id)).toMatchObject({ counts: { failed: 1 } })
    expect((await place.steps(id))[0]?.error?.code).toBe('secret.lost')
    expect(received()).toHaveLength(0)
  })

  it('mistakes keep the whole batch from being planned', async () => {
    const { batches } = await open()
    await expect(plan(batches, [row({ number: '' })])).rejects.toMatchObject({ error: { code: 'input.invalid' } })
    await expect(plan(batches, many(1), { ...rule, botId: '' })).rejects.toMatchObject({
      error: { fields: [{ path: 'botId' }] },
    })
    expect(place.opened.database.prepare('SELECT COUNT(*) AS count FROM number_batches').get()).toEqual({ count: 0 })
  })
})

describe('numbers of a file', () => {
  const write = (text: string): string => {
    const file = join(temporaryFolder(), 'numbers.csv')
    writeFileSync(file, text)
    return file
  }
  const defaults = { trunkId: bot, numberAsDid: true, forceOut: false }
  const sourceOf = ({ importId, reading, mapping }: OpenedNumbers) => ({
    importId,
    reading,
    mapping,
    defaults,
    corrections: [],
  })

  it('are looked at without their passwords, counted, and created', async () => {
    const { batches, list } = await open(
      write('Название;Номер;Транк;Пароль\nКасса;+7 495 123-45-67;Основной;S1p-pass-x\n\n;8 800 555-35-35;;\n'),
    )
    const opened = await batches.open()
    if (!opened) throw new Error('no file')
    expect(opened).toMatchObject({ mapping: ['title', 'number', 'trunkId', 'password'], header: { length: 4 } })
    expect(opened.sample[0]?.cells).toEqual(['Касса', '+7 495 123-45-67', 'Основной', '••••'])
    const source = sourceOf(opened)
    const checked = await batches.check({ accountId, ...source })
    expect(checked.counts).toEqual({ rows: 4, header: 1, blank: 1, numbers: 2, mistaken: 0 })
    expect(checked.sample).toMatchObject([
      { line: 2, number: '74951234567', hasPassword: true },
      { line: 4, number: '78005553535', title: '78005553535', hasPassword: false },
    ])
    expect(JSON.stringify([opened, checked])).not.toContain('S1p-pass')
    const { id } = await batches.plan({ accountId, rule, source: { kind: 'file', ...source } })
    expect(await apply(id)).toMatchObject({ origin: 'import', counts: { done: 1 } })
    expect(received()[0]?.body).toContain('S1p-pass-x')
    expect(list().total).toBe(2)
  })

  it('with a mistake are not planned by halves', async () => {
    const { batches } = await open(write('Номер\n74951234567\n74951234567\n123\n'))
    const opened = await batches.open()
    if (!opened) throw new Error('no file')
    const source = sourceOf(opened)
    const { counts, mistakes } = await batches.check({ accountId, ...source })
    expect(counts).toMatchObject({ numbers: 3, mistaken: 2 })
    expect(mistakes.map(({ line, findings }) => [line, findings[0]?.code])).toEqual([
      [3, 'numberBatch.repeated'],
      [4, 'phone.length'],
    ])
    await expect(batches.plan({ accountId, rule, source: { kind: 'file', ...source } })).rejects.toThrow(
      'input.invalid',
    )
  })

  it('are mended cell by cell, but for their passwords', async () => {
    const { batches, list } = await open(
      write('Номер;Название;Пароль\n74951234567;Касса;S1p-pass-x\n123;Склад;S1p-pass-y\n74951234567;Дверь;\n'),
    )
    const opened = await batches.open()
    if (!opened) throw new Error('no file')
    const written = sourceOf(opened)
    const { mistakes } = await batches.check({ accountId, ...written })
    expect(mistakes.map(({ line, cells }) => [line, cells])).toEqual([
      [3, [{ column: 'number', text: '123' }]],
      [4, [{ column: 'number', text: '74951234567' }]],
    ])
    expect(JSON.stringify(mistakes)).not.toContain('S1p-pass')

    const mended = {
      ...written,
      corrections: [
        { line: 3, column: 'number' as const, text: '8 (495) 123-45-68' },
        { line: 4, column: 'number' as const, text: '74951234569' },
        // The file has no such column: what it would have is in the defaults.
        { line: 4, column: 'login' as const, text: 'desk' },
      ],
    }
    expect((await batches.check({ accountId, ...mended })).counts).toMatchObject({ numbers: 3, mistaken: 0 })
    const { id } = await batches.plan({ accountId, rule, source: { kind: 'file', ...mended } })
    expect(await apply(id)).toMatchObject({ counts: { done: 1 } })
    expect(received()[0]?.body).toContain('S1p-pass-y')
    expect(new Set(list().numbers.map(({ number, login }) => `${number}/${login}`))).toEqual(
      new Set(['74951234567/', '74951234568/', '74951234569/']),
    )
  })
})
