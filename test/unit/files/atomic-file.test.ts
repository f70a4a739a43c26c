import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppFailure } from '@shared/domain/app-error'
import { writeAtomically } from '../../../src-main/files/atomic-file'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-files-'))
  path = join(folder, 'файл.csv')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writeAtomically', () => {
  it('puts a file of many pieces in its place, over an earlier one', async () => {
    writeFileSync(path, 'before')
    async function* pieces() {
      yield 'один\n'
      yield 'two\n'
      expect(readFileSync(path, 'utf8')).toBe('before')
    }
    await writeAtomically(path, pieces())
    expect(readFileSync(path, 'utf8')).toBe('один\ntwo\n')
    expect(readdirSync(folder)).toEqual(['файл.csv'])
  })

  it('leaves what was there when the rows fail or are cancelled', async () => {
    writeFileSync(path, 'before')
    const stop = new AbortController()
    async function* cancelled() {
      yield 'one'
      stop.abort()
      yield 'two'
    }
    async function* broken() {
      yield 'one'
      throw new AppFailure('notFound')
    }
    await expect(writeAtomically(path, cancelled(), stop.signal)).rejects.toMatchObject({
      error: { code: 'cancelled' },
    })
    await expect(writeAtomically(path, broken())).rejects.toMatchObject({ error: { code: 'notFound' } })
    expect(readFileSync(path, 'utf8')).toBe('before')
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('says why a file cannot be written', async () => {
    const nowhere = join(folder, 'gone', 'file.csv')
    await expect(writeAtomically(nowhere, ['x'])).rejects.toMatchObject({
      error: { code: 'file.unwritable', params: { reason: 'ENOENT' } },
    })
    expect(existsSync(nowhere)).toBe(false)
  })
})
