/** Menus as files on disk: read in a thread of their own, with the recordings of prompts in a folder beside them. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { absentId } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { promptsOf, uploadOf } from '@shared/domain/ivr/uploads'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { readMenuFile } from '../../../src-main/ivr/menu-file-thread'
import { createMenuFiles } from '../../../src-main/ivr/menu-files'
import { recordingNames } from '../../../src-main/ivr/recording-names'
import { toneWav } from '../../../src-main/sandbox/pbx/tone'
import { accountId } from '../changes/workplace'
import { context, menu, play, transfer } from '../domain/ivr/menus'
import { buildWorker } from '../imports/built-worker'
import { wav as longWav } from '../prompts/sounds'
import { createMenuWorkplace, type MenuWorkplace } from './workplace'
import { seen } from '../until'

const directory = { sounds: [], intervals: [], extensions: [], extensionLength: 3 }
let built: string
let workerPath: string
let folder: string
let place: MenuWorkplace | undefined
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'switchboard-built-'))
  workerPath = await buildWorker(built, 'ivr/menu-file-worker')
})
afterAll(() => rmSync(built, { recursive: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-menus-'))
})
afterEach(async () => {
  await place?.close()
  place = undefined
  rmSync(folder, { recursive: true })
})

function written(text: string): string {
  const path = join(folder, 'menu.yaml')
  writeFileSync(path, text)
  return path
}

describe('a menu file in its thread', () => {
  it('of 50 MB is refused unread, and so is one that is not there', async () => {
    const path = written('format: switchboard-ivr-menu\n')
    truncateSync(path, 50_000_000)
    await expect(readMenuFile(workerPath, path, directory)).rejects.toMatchObject({
      error: { code: 'ivr.fileTooBig', params: { reason: '> 4 MB' } },
    })
    await expect(readMenuFile(workerPath, join(folder, 'none'), directory)).rejects.toMatchObject({
      error: { code: 'file.unreadable' },
    })
  })

  it('that takes too long is given up, and main goes on meanwhile', async () => {
    const keys = Array.from({ length: 200_000 }, (_, index) => `k${index}: 1`)
    let turns = 0
    const counting = setInterval(() => (turns += 1), 5)
    await expect(readMenuFile(workerPath, written(keys.join('\n')), directory, 1_000)).rejects.toMatchObject({
      error: { code: 'ivr.fileTooBig', params: { reason: '> 1 s' } },
    })
    clearInterval(counting)
    expect(turns).toBeGreaterThan(20)
  })

  it('says line and column of what is wrong', async () => {
    await expect(readMenuFile(workerPath, written('a: 1\na: 2\n'), directory)).rejects.toMatchObject({
      error: { code: 'file.damaged', params: { reason: expect.stringMatching(/^2:1: /) as string } },
    })
  })
})

describe('recordings are named by their titles', () => {
  const recording: Recording = { sha256: 'a'.repeat(64), fileName: 'x.wav', format: 'wav', size: 1, seconds: 1 }
  it.each([
    [
      ['мой файл', 'Мой файл'],
      ['мой файл.wav', 'Мой файл (2).wav'],
    ],
    [
      ['a/b\\c:d*?"<>|', '..hidden.. '],
      ['a b c d.wav', 'hidden.wav'],
    ],
    [
      ['CON', '...'],
      ['CON -.wav', 'prompt.wav'],
    ],
    [['я'.repeat(200)], [`${'я'.repeat(60)}.wav`]],
  ])('%j', (titles, names) => {
    const named = recordingNames(titles.map((title, id) => ({ id, title, recording })))
    expect(named.map(({ name }) => name)).toEqual(names)
  })
})

describe('a menu with its recordings', () => {
  const wav = toneWav([440, 660])
  const schemaPath = join(import.meta.dirname, '../../../resources/schemas/switchboard-ivr-menu.schema.json')

  async function start(path: string) {
    place = await createMenuWorkplace()
    const { menus, prompts } = place
    const files = createMenuFiles({
      account: () => menus.account({ accountId, refresh: true }),
      prompts,
      workerPath,
      schemaPath,
      chooseMenu: async () => path,
      choosePlace: async () => path,
    })
    return { ...place, menus, prompts, files }
  }
  const drawn = (sound: number) =>
    menu(context('new:a', { start: [play(sound), play(41)], timeout: [transfer('050')] }))

  it('goes to another account: what it lacks is uploaded with the menu in one change, what nobody has is named', async () => {
    const path = join(folder, 'ivr-071.yaml')
    const here = await start(path)
    writeFileSync(join(folder, 'tone.wav'), wav)
    const { recording } = await here.prompts.take(join(folder, 'tone.wav'))
    if (!recording) throw new Error('the demo tone is no sound')
    const upload = uploadOf('Наше приветствие', recording)
    const input = { accountId, number: '071', label: 'menu', menu: drawn(upload.id), uploads: [upload] }
    expect(await here.files.save(input)).toMatchObject({
      fileName: 'ivr-071.yaml',
      folderName: 'ivr-071-prompts',
      recordings: 1,
      withoutRecording: [here.sandbox.pbx.state.sounds.get(41)?.title],
    })
    expect(readdirSync(join(folder, 'ivr-071-prompts'))).toEqual(['Наше приветствие.wav'])
    expect(readFileSync(join(folder, 'ivr-071-prompts', 'Наше приветствие.wav'))).toEqual(wav)
    expect(existsSync(join(folder, 'switchboard-ivr-menu.schema.json'))).toBe(true)
    await here.close()

    const there = await start(path)
    there.sandbox.pbx.state.sounds.delete(41)
    const opened = await there.files.open({ accountId })
    if (!opened) throw new Error('nothing was opened')
    expect(opened.uploads).toMatchObject([{ title: 'Наше приветствие', recording: { sha256: recording.sha256 } }])
    expect(opened.missing).toMatchObject([{ kind: 'prompt', finding: null }])
    expect([...promptsOf(opened.menu)]).toEqual([opened.uploads[0]?.id])

    const wanted = { ...opened.menu, contexts: opened.menu.contexts.map(withoutAbsentSounds) }
    const { uploads } = opened
    const changeId = await there.plan({ extensionId: null, number: '071', base: emptyMenu, wanted, uploads })
    const [first] = await there.steps(changeId)
    expect(first).toMatchObject({ operation: 'pbx.createPrompt', state: 'pending' })
    expect(await there.apply(changeId)).toMatchObject({ state: 'finished', counts: { failed: 0, skipped: 0 } })
    const made = [...there.sandbox.pbx.state.sounds.values()].find(({ title }) => title === 'Наше приветствие')
    expect(made?.content).toEqual(wav)
    const [entry] = (await there.present(await there.extensionOf('071'))).contexts
    const actions = entry?.options.flatMap(({ rules }) => rules.map(({ action }) => action))
    expect(actions).toMatchObject([{ kind: 'play_sound', sound: made?.id }, { kind: 'transfer' }])
  })

  it('whose upload fails gets no rules; the second try uploads it', async () => {
    const path = join(folder, 'menu.yaml')
    const { prompts, sandbox, plan, apply, steps, workplace, extensionOf } = await start(path)
    writeFileSync(join(folder, 'tone.wav'), wav)
    const { recording } = await prompts.take(join(folder, 'tone.wav'))
    if (!recording) throw new Error('the demo tone is no sound')
    const upload = uploadOf('Тон', recording)
    const wanted = menu(context('new:a', { start: [play(upload.id)], timeout: [transfer('050')] }))
    const changeId = await plan({ extensionId: null, number: '971', base: emptyMenu, wanted, uploads: [upload] })
    sandbox.faults.add({ kind: 'status', status: 400, match: { method: 'POST', path: '/sound/', times: 1 } })
    await apply(changeId)
    expect((await steps(changeId)).filter(({ state }) => state === 'done').map(({ operation }) => operation)).toEqual([
      'pbx.createExtension',
    ])
    await workplace.changes.retryFailed({ changeId })
    await workplace.settled(changeId)
    expect((await steps(changeId)).every(({ state }) => state === 'done')).toBe(true)
    expect(await extensionOf('971')).toBeGreaterThan(0)
  })

  it('whose upload is stopped on its way gets nothing of what was to come, and no step is in doubt', async () => {
    const path = join(folder, 'menu.yaml')
    const { prompts, sandbox, plan, steps, workplace } = await start(path)
    // More than the buffers of a loopback take.
    writeFileSync(join(folder, 'long.wav'), longWav({ seconds: 600 }))
    const { recording } = await prompts.take(join(folder, 'long.wav'))
    if (!recording) throw new Error('the recording is no sound')
    const upload = uploadOf('Долгая', recording)
    const wanted = menu(context('new:a', { start: [play(upload.id)], timeout: [transfer('050')] }))
    const changeId = await plan({ extensionId: null, number: '971', base: emptyMenu, wanted, uploads: [upload] })
    sandbox.faults.add({ kind: 'slowUpload', bytesPerSecond: 200_000, match: { path: '/sound/' } })
    await workplace.changes.apply({ changeId })
    const uploads = async () => (await workplace.changes.read({ changeId })).uploads
    await seen(async () => expect((await uploads())[0]?.sent).toBeGreaterThan(0))
    await workplace.changes.cancel({ changeId })
    const outcomes = await steps(changeId)
    expect(outcomes.filter(({ state }) => state === 'done').map(({ operation }) => operation)).toEqual([
      'pbx.createExtension',
    ])
    expect(outcomes.filter(({ state }) => state !== 'done').every(({ state }) => state === 'skipped')).toBe(true)
    expect(outcomes.find(({ operation }) => operation === 'pbx.createPrompt')?.error?.code).toBe('uploadDropped')
  })

  it('takes no recording that is none, and says why', async () => {
    const path = join(folder, 'menu.json')
    const { files, sandbox, prompts } = await start(path)
    writeFileSync(join(folder, 'tone.wav'), wav)
    const { recording } = await prompts.take(join(folder, 'tone.wav'))
    if (!recording) throw new Error('the demo tone is no sound')
    const upload = uploadOf('Тон', recording)
    await files.save({ accountId, number: '071', label: '', menu: drawn(upload.id), uploads: [upload] })
    mkdirSync(join(folder, 'menu-prompts'), { recursive: true })
    writeFileSync(join(folder, 'menu-prompts', 'Тон.wav'), 'root:x:0:0')
    const opened = await files.open({ accountId })
    expect(opened?.uploads).toEqual([])
    expect(opened?.missing).toMatchObject([{ kind: 'prompt', name: 'Тон', finding: { code: 'prompt.neither' } }])
    expect(sandbox.pbx.state.sounds.has(41)).toBe(true)
  })
})

const withoutAbsentSounds = (one: ReturnType<typeof context>): ReturnType<typeof context> => ({
  ...one,
  options: one.options.map(({ digits, rules }) => ({
    digits,
    rules: rules.filter(({ action }) => !('sound' in action) || action.sound !== absentId),
  })),
})
