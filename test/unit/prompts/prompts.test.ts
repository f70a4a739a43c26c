import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPrompts, type Prompts } from '../../../src-main/prompts/prompts'
import { openDatabase, type OpenedDatabase } from '../../../src-main/storage/database'
import { wav } from './sounds'

let folder: string
let opened: OpenedDatabase
let prompts: Prompts
let chosen: string | null
let now = 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-prompts-'))
  opened = openDatabase({ folder, now: Date.now })
  chosen = null
  now = 1000
  prompts = createPrompts({ database: opened.database, folder, chooseSound: async () => chosen, now: () => now })
})
afterEach(() => {
  opened.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, bytes: Uint8Array) => {
  chosen = join(folder, name)
  writeFileSync(chosen, bytes)
}
const kept = (sha256: string) => join(folder, 'prompts', sha256)

test('a chosen file is copied into the data folder, and can be heard after it is gone from its place', async () => {
  const bytes = wav({ seconds: 1 })
  put('Привет.wav', bytes)
  const answer = await prompts.choose()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(answer).toEqual({
    fileName: 'Привет.wav',
    recording: { sha256, fileName: 'Привет.wav', format: 'wav', size: bytes.length, seconds: 1 },
    findings: [],
  })
  rmSync(chosen ?? '')
  expect(readFileSync(kept(sha256)).equals(bytes)).toBe(true)
  expect(Buffer.from((await prompts.audio({ sha256 })).base64, 'base64').equals(bytes)).toBe(true)
})

test('nothing chosen, a file that is not one, a file that is gone, a file of gigabytes', async () => {
  expect(await prompts.choose()).toBeNull()
  put('notes.wav', Buffer.from('hello'))
  expect(await prompts.choose()).toMatchObject({ recording: null, findings: [{ code: 'prompt.neither' }] })
  chosen = join(folder, 'missing.wav')
  await expect(prompts.choose()).rejects.toMatchObject({ error: { code: 'file.unreadable' } })
  put('long.wav', Buffer.alloc(10 * 1024 * 1024 + 1))
  expect(await prompts.choose()).toMatchObject({ findings: [{ code: 'prompt.tooLarge', params: { size: '10.0' } }] })
  expect(existsSync(join(folder, 'prompts'))).toBe(false)
})

test('a copy that was damaged is not taken for the recording', async () => {
  put('a.wav', wav({ seconds: 1 }))
  const sha256 = (await prompts.choose())?.recording?.sha256 ?? ''
  writeFileSync(kept(sha256), 'damaged')
  const gone = { error: { code: 'input.invalid', fields: [{ code: 'prompt.copyGone' }] } }
  await expect(prompts.audio({ sha256 })).rejects.toMatchObject(gone)
  await expect(prompts.recording(sha256)).rejects.toMatchObject(gone)
})

test('what no prompt uses goes with the history, what one uses stays', async () => {
  put('a.wav', wav({ seconds: 1 }))
  const used = (await prompts.choose())?.recording?.sha256 ?? ''
  put('b.wav', wav({ seconds: 2 }))
  const unused = (await prompts.choose())?.recording?.sha256 ?? ''
  prompts.copies.keep('account-1', 51, used)
  await prompts.removeBefore(1000)
  expect(existsSync(kept(unused))).toBe(true)
  await prompts.removeBefore(1001)
  expect([existsSync(kept(used)), existsSync(kept(unused))]).toEqual([true, false])
  expect(prompts.copies.list('account-1')).toMatchObject([
    { promptId: 51, recording: { fileName: 'a.wav' }, uploadedAt: 1000 },
  ])

  prompts.removeAccount('account-1')
  await prompts.removeBefore(1001)
  expect(existsSync(kept(used))).toBe(false)
})

test('the same file chosen again under another name is one recording', async () => {
  put('a.wav', wav({ seconds: 1 }))
  const first = await prompts.choose()
  prompts.copies.keep('account-1', 51, first?.recording?.sha256 ?? '')
  put('b.wav', wav({ seconds: 1 }))
  const second = await prompts.choose()
  expect(second?.recording).toEqual({ ...first?.recording, fileName: 'b.wav' })
})
