/** Prompts through the engine, against the demo cloud PBX. */
import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventPayload } from '@shared/contract'
import type { Intent } from '@shared/contract/changes'
import { pbxPrompts } from '../../../src-main/changes/operations/pbx-prompts'
import { createPrompts, type Prompts } from '../../../src-main/prompts/prompts'
import { wav } from '../prompts/sounds'
import { createPbxPlace, type PbxPlace } from './pbx-place'
import { accountId } from './workplace'
import { seen } from '../until'

let place: PbxPlace
let prompts: Prompts
let chosen = ''
let referrers: string[]

beforeEach(async () => {
  referrers = []
  place = await createPbxPlace((client) => {
    // The database is there when the first operation is called.
    const lazily = { recording: (sha256: string) => prompts.recording(sha256) }
    const copies = {
      recording: (sha256: string) => prompts.copies.recording(sha256),
      of: (account: string, id: number) => prompts.copies.of(account, id),
      keep: (account: string, id: number, sha256: string) => prompts.copies.keep(account, id, sha256),
      forget: (account: string, id: number) => prompts.copies.forget(account, id),
    }
    return pbxPrompts({ pbx: async () => client(), referrersOf: () => referrers, ...lazily, copies })
  })
  openPrompts()
})
afterEach(() => place.close())

function openPrompts() {
  const { database } = place.opened
  prompts = createPrompts({ database, folder: place.folder, chooseSound: async () => chosen, now: Date.now })
}

/** @returns the digest of a recording that was chosen */
async function choose(seconds: number, name = 'hello.wav'): Promise<string> {
  chosen = join(place.folder, name)
  writeFileSync(chosen, wav({ seconds }))
  return (await prompts.choose())?.recording?.sha256 ?? ''
}
const sounds = () => place.sandbox.pbx.state.sounds
const contentOf = (id: number): string =>
  createHash('sha256')
    .update(sounds().get(id)?.content ?? '')
    .digest('hex')
const title = 'Новое приветствие'

test('an upload brings the very file, is proven by the list, kept as a copy, and taken back', async () => {
  const recording = await choose(1)
  const change = await place.apply({ operation: 'pbx.createPrompt', title, recording })
  expect(change).toMatchObject({ counts: { done: 1 }, irreversibleCount: 0 })
  expect(sounds().get(51)).toMatchObject({ title, filename: 'hello.wav' })
  expect(contentOf(51)).toBe(recording)
  expect(prompts.copies.of(accountId, 51)).toMatchObject({ sha256: recording, seconds: 1 })
  await place.undo(change.id)
  expect(sounds().has(51)).toBe(false)
  expect(place.writes()).toEqual(['POST /sound/', 'DELETE /sound/51'])
})

test('the review shows the request without its megabytes', async () => {
  const recording = await choose(1)
  const change = await place.plan([{ operation: 'pbx.createPrompt', title, recording }])
  const { body, curl } = place.changes.request({ changeId: change.id, position: 0 })
  expect(body).toEqual({
    'multipart/form-data': [
      { name: 'title', value: title },
      { name: 'file', fileName: 'hello.wav', contentType: 'audio/wav', bytes: 16_044 },
    ],
  })
  expect(curl).toContain('file=@hello.wav')
  expect(place.writes()).toEqual([])
})

test('a recording is replaced, and the one before comes back', async () => {
  const [first, second] = [await choose(1), await choose(2)]
  await place.apply({ operation: 'pbx.createPrompt', title, recording: first })
  const change = await place.apply({ operation: 'pbx.replacePrompt', id: 51, title, recording: second })
  expect(change).toMatchObject({ counts: { done: 1 }, irreversibleCount: 0 })
  expect(contentOf(51)).toBe(second)
  await place.undo(change.id)
  expect(contentOf(51)).toBe(first)
})

test('a recording that this console never had cannot come back, and that is said before', async () => {
  const recording = await choose(1)
  const change = await place.plan([{ operation: 'pbx.replacePrompt', id: 41, title: 'Приветствие', recording }])
  expect(change.irreversibleCount).toBe(1)
  expect((await place.steps(change.id))[0]?.differences.map(({ path }) => path)).toContain('prompt.file')
})

test('renamed and renamed back', async () => {
  const change = await place.apply({ operation: 'pbx.renamePrompt', id: 41, title: 'Приветствие', wanted: title })
  expect(sounds().get(41)?.title).toBe(title)
  await place.undo(change.id)
  expect(sounds().get(41)?.title).toBe('Приветствие')
})

describe('bad days', () => {
  test('an upload is cut half-way and sent again: one prompt', async () => {
    const recording = await choose(20)
    place.sandbox.faults.add({ kind: 'cutUpload', match: { path: '/sound/', times: 1 } })
    const change = await place.apply({ operation: 'pbx.createPrompt', title, recording })
    // That it did not happen is no proof that it will not: making one twice is left to the operator.
    const [step] = await place.steps(change.id)
    expect(step?.state).toBe('unknown')
    await place.changes.resolveStep({ changeId: change.id, position: 0, decision: 'sendAgain' })
    await place.changes.apply({ changeId: change.id })
    expect((await place.settled(change.id)).counts).toMatchObject({ done: 1 })
    expect([...sounds().values()].filter((sound) => sound.title === title)).toHaveLength(1)
    expect(contentOf(51)).toBe(recording)
  })

  test('replacing is cut half-way: the same file is sent again by itself', async () => {
    const recording = await choose(20)
    place.sandbox.faults.add({ kind: 'cutUpload', match: { path: '/sound/41', times: 1 } })
    const change = await place.apply({ operation: 'pbx.replacePrompt', id: 41, title: 'Приветствие', recording })
    expect(change.counts).toMatchObject({ done: 1 })
    expect(contentOf(41)).toBe(recording)
  })

  test('replacing is cut again and again: it is not known which recording is there, and the operator’s word decides', async () => {
    const recording = await choose(20)
    place.sandbox.faults.add({ kind: 'cutUpload', match: { path: '/sound/41' } })
    const change = await place.apply({ operation: 'pbx.replacePrompt', id: 41, title: 'Приветствие', recording })
    expect(change.counts).toMatchObject({ unknown: 1, failed: 0 })
    expect(prompts.copies.of(accountId, 41)).toBe(null)
    await place.changes.resolveStep({ changeId: change.id, position: 0, decision: 'countAsDone' })
    expect(prompts.copies.of(accountId, 41)).toMatchObject({ sha256: recording })
  })

  test('the answer to an upload is lost: it counts as done and can be taken back', async () => {
    const recording = await choose(1)
    place.sandbox.faults.add({ kind: 'cutAfter', match: { method: 'POST', path: '/sound/', times: 1 } })
    const change = await place.apply({ operation: 'pbx.createPrompt', title, recording })
    expect(change.counts).toMatchObject({ done: 1 })
    expect(prompts.copies.of(accountId, 51)).toMatchObject({ sha256: recording })
    await place.undo(change.id)
    expect(sounds().size).toBe(10)
  })

  test('the program ends between plan and apply: the upload goes on from the copy', async () => {
    const recording = await choose(1)
    const planned = await place.plan([{ operation: 'pbx.createPrompt', title, recording }])
    rmSync(chosen)
    await place.stop()
    place.start()
    openPrompts()
    await place.changes.apply({ changeId: planned.id })
    expect((await place.settled(planned.id)).counts).toMatchObject({ done: 1 })
    expect(contentOf(51)).toBe(recording)
  })

  test('the program ends between sending and reading back: the prompt is found, and its recording with it', async () => {
    const recording = await choose(1)
    const planned = await place.plan([{ operation: 'pbx.createPrompt', title, recording }])
    place.sandbox.faults.add({ kind: 'cutAfter', match: { method: 'POST', path: '/sound/', times: 1 } })
    await place.apply({ operation: 'pbx.createPrompt', title, recording })
    // As a program leaves it that died before the answer.
    prompts.copies.forget(accountId, 51)
    place.opened.database.exec(`UPDATE change_steps SET state = 'sent', sent_at = 1 WHERE change =
      (SELECT sequence FROM changes WHERE id = '${planned.id}')`)
    place.opened.database.exec(`UPDATE changes SET state = 'applied' WHERE id = '${planned.id}'`)
    await place.stop()
    place.start()
    openPrompts()
    await place.changes.apply({ changeId: planned.id })
    expect((await place.settled(planned.id)).counts).toMatchObject({ done: 1 })
    expect(prompts.copies.of(accountId, 51)).toMatchObject({ sha256: recording, fileName: 'hello.wav' })
    expect([...sounds().values()].filter((sound) => sound.title === title)).toHaveLength(1)
  })

  test('the copy is gone: nothing is sent', async () => {
    const recording = await choose(1)
    const planned = await place.plan([{ operation: 'pbx.createPrompt', title, recording }])
    rmSync(join(place.folder, 'prompts', recording))
    await place.changes.apply({ changeId: planned.id })
    expect((await place.settled(planned.id)).counts).toMatchObject({ failed: 1 })
    expect(place.writes()).toEqual([])
    const again = await place.plan([{ operation: 'pbx.createPrompt', title: 'x', recording: '0'.repeat(64) }])
    expect((await place.steps(again.id))[0]?.findings).toMatchObject([{ code: 'prompt.copyGone' }])
  })

  test('a title that is taken, one in use, the operator’s own: refused', async () => {
    const recording = await choose(1)
    referrers = ['300: Праздники']
    const planned = await place.plan([
      { operation: 'pbx.createPrompt', title: 'Праздники', recording },
      { operation: 'pbx.deletePrompt', id: 44, title: 'Праздники' },
    ])
    expect((await place.steps(planned.id)).map(({ findings: [finding] }) => finding?.code)).toEqual([
      'prompt.titleTaken',
      'prompt.inUse',
    ])
    referrers = []
    const operators = await place.apply({ operation: 'pbx.deletePrompt', id: 50, title: 'Музыка ожидания' })
    expect(operators.counts).toMatchObject({ done: 0, failed: 1 })
    expect(sounds().has(50)).toBe(true)
  })
})

describe('an upload over a slow line', () => {
  /** Seconds of a recording of 9.6 MB: more than the buffers of a loopback take. */
  const long = 600
  const slow = (path: string, bytesPerSecond = 200_000) =>
    place.sandbox.faults.add({ kind: 'slowUpload', bytesPerSecond, match: { path } })
  const told = () =>
    place.events.flatMap(({ name, payload }) =>
      name === 'changes.didProgress' ? (payload as EventPayload<'changes.didProgress'>).change.uploads : [],
    )

  /** @returns the change, once bytes of the file are on their way */
  async function beginUpload(intent: Intent) {
    const change = await place.plan([intent])
    await place.changes.apply({ changeId: change.id })
    await seen(() => expect(told().some(({ sent }) => sent > 0)).toBe(true))
    return change
  }

  test('is told in bytes, a few times a second, until it is through', async () => {
    const recording = await choose(long)
    slow('/sound/', 4_000_000)
    const change = await place.apply({ operation: 'pbx.createPrompt', title, recording })
    expect(change.counts).toMatchObject({ done: 1 })
    const uploads = told()
    expect(uploads.length).toBeGreaterThan(2)
    expect(uploads.length).toBeLessThan(60)
    for (const upload of uploads) expect(upload).toMatchObject({ position: 0, total: uploads[0]?.total })
    expect(uploads[0]?.total).toBeGreaterThan(long * 16_000)
    const sent = uploads.map((upload) => upload.sent)
    expect(sent).toEqual([...sent].sort((one, other) => one - other))
    expect(place.events.at(-1)).toMatchObject({ payload: { change: { state: 'finished', uploads: [] } } })
  })

  test('is cut off by a cancel: the provider has nothing, and the step says so', async () => {
    const recording = await choose(long)
    slow('/sound/')
    const { id } = await beginUpload({ operation: 'pbx.createPrompt', title, recording })
    // A window that comes later sees it at once, however long the line stands still.
    const { uploads } = await place.changes.read({ changeId: id })
    expect(uploads).toMatchObject([{ position: 0, sent: expect.toSatisfy((sent) => sent > 0) as number }])
    const cancelled = await place.changes.cancel({ changeId: id })
    expect(cancelled).toMatchObject({ state: 'cancelled', uploads: [], counts: { skipped: 1, sent: 0, unknown: 0 } })
    expect(await place.steps(id)).toMatchObject([{ state: 'skipped', error: { code: 'uploadDropped' }, sentAt: null }])
    expect(place.writes()).toEqual([])
    expect(sounds().size).toBe(10)
    expect(place.changes.hasUnfinished(accountId)).toBe(false)

    place.sandbox.faults.clear()
    expect((await place.apply({ operation: 'pbx.createPrompt', title, recording })).counts).toMatchObject({ done: 1 })
    expect(place.writes()).toEqual(['POST /sound/'])
  })

  test('is cut off, and there after all: it counts as done', async () => {
    const recording = await choose(long)
    slow('/sound/')
    const { id } = await beginUpload({ operation: 'pbx.createPrompt', title, recording })
    // As a provider that had read the whole of it when the line went down.
    sounds().set(51, { id: 51, title, dealerId: null, filename: 'hello.wav', content: Buffer.alloc(0) })
    expect(await place.changes.cancel({ changeId: id })).toMatchObject({ state: 'cancelled', counts: { done: 1 } })
    expect(prompts.copies.of(accountId, 51)).toMatchObject({ sha256: recording })
  })

  test('is cut off in place of another recording: which one is there cannot be read, and is not guessed', async () => {
    const [first, second] = [await choose(1), await choose(long)]
    await place.apply({ operation: 'pbx.createPrompt', title, recording: first })
    slow('/sound/51')
    const { id } = await beginUpload({ operation: 'pbx.replacePrompt', id: 51, title, recording: second })
    expect(await place.changes.cancel({ changeId: id })).toMatchObject({ state: 'cancelled', counts: { unknown: 1 } })
    expect(await place.steps(id)).toMatchObject([{ state: 'unknown', error: { code: 'uploadStopped' } }])
    expect(contentOf(51)).toBe(first)

    place.sandbox.faults.clear()
    await place.changes.resolveStep({ changeId: id, position: 0, decision: 'sendAgain' })
    expect((await place.settled(id)).counts).toMatchObject({ done: 1, unknown: 0 })
    expect(contentOf(51)).toBe(second)
  })

  test('the provider cannot be asked after the cut: the outcome is not known', async () => {
    const recording = await choose(long)
    slow('/sound/')
    const { id } = await beginUpload({ operation: 'pbx.createPrompt', title, recording })
    place.sandbox.faults.add({ kind: 'status', status: 500, match: { method: 'GET' } })
    expect(await place.changes.cancel({ changeId: id })).toMatchObject({ state: 'cancelled', counts: { unknown: 1 } })
  })

  test('is not cut off once it is through: its answer is soon there', async () => {
    const recording = await choose(1)
    place.sandbox.faults.add({ kind: 'latency', ms: 800, match: { method: 'POST', path: '/sound/' } })
    const change = await place.plan([{ operation: 'pbx.createPrompt', title, recording }])
    await place.changes.apply({ changeId: change.id })
    await seen(() => expect(told().some(({ sent, total }) => sent === total)).toBe(true))
    expect(await place.changes.cancel({ changeId: change.id })).toMatchObject({ counts: { done: 1 } })
    expect(place.writes()).toEqual(['POST /sound/'])
  })

  test('is not cut off by a pause', async () => {
    const recording = await choose(long)
    slow('/sound/', 8_000_000)
    const { id } = await beginUpload({ operation: 'pbx.createPrompt', title, recording })
    expect((await place.changes.pause({ changeId: id })).counts).toMatchObject({ done: 1 })
  })

  test('is cut off by the end of the program, and goes on at the next start: one prompt', async () => {
    const recording = await choose(long)
    slow('/sound/')
    const { id } = await beginUpload({ operation: 'pbx.createPrompt', title, recording })
    await place.stop()
    place.start()
    openPrompts()
    place.sandbox.faults.clear()
    expect(await place.changes.unfinished()).toMatchObject([{ id, state: 'paused', counts: { pending: 1 } }])
    await place.changes.apply({ changeId: id })
    expect((await place.settled(id)).counts).toMatchObject({ done: 1 })
    expect(place.writes()).toEqual(['POST /sound/'])
    expect(contentOf(51)).toBe(recording)
  })
})
