import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { backUpDaily } from '../../../src-main/storage/backup'
import { openDatabase, type OpenedDatabase } from '../../../src-main/storage/database'
import { createDraftStore } from '../../../src-main/storage/draft-store'
import { databaseVersion, migrate } from '../../../src-main/storage/migration'
import { migrations, newestVersion } from '../../../src-main/storage/migrations'
import { createReader } from '../../../src-main/storage/reader'
import { recogniseStorageError } from '../../../src-main/storage/storage-error'
import { AppFailure } from '../../../src-shared/domain/app-error'
import { mountDisk, whyNoDisk } from './small-disk'
import { scriptCommand, start } from './start-script'
import { temporaryFolder } from './temporary-folder'

const workerPath = resolve(import.meta.dirname, '../../../src-main/storage/reader-worker.ts')
const openReader = (databasePath: string) => createReader({ workerPath, databasePath })
const day = (date: string) => () => Date.parse(`${date}T12:00:00Z`)

function open(folder: string, now = day('2026-03-05')): OpenedDatabase {
  const opened = openDatabase({ folder, now })
  onTestFinished(() => {
    if (opened.database.isOpen) opened.close()
  })
  return opened
}

const fileOf = (folder: string) => join(folder, 'switchboard.sqlite')
const draftsOf = ({ database }: OpenedDatabase) => createDraftStore(database, () => 1)
const keysOf = (opened: OpenedDatabase) =>
  draftsOf(opened)
    .list()
    .map(({ key }) => key)
const backUp = (folder: string, now: () => number) =>
  backUpDaily({ folder, databasePath: fileOf(folder), openReader, now })

/** A folder whose file holds one draft. */
function writtenFolder(key = 'kept'): string {
  const folder = temporaryFolder()
  const opened = open(folder)
  draftsOf(opened).save(key, 'Переадресация')
  opened.close()
  return folder
}

/** @returns what `work` throws. */
function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

/** Overwrites bytes in the middle of the file, header left whole. */
function damage(path: string) {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(statSync(path).size - 8192, 0xa5), 0, undefined, 4096)
}

test('a new folder gets a file that is durable, checked and at the newest version', () => {
  const folder = join(temporaryFolder(), 'not', 'there', 'yet')
  const { database, path, notices } = open(folder)
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
  expect(path).toBe(fileOf(folder))
  expect(notices).toEqual([])
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2)
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('busy_timeout')).toBe(5000)
  expect(pragma('user_version')).toBe(newestVersion)
})

describe('migrations', () => {
  test('have the versions 1, 2, 3 …', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })

  test.each(migrations.map(({ version }) => version))('lead from version %i to the newest', (version) => {
    const database = new DatabaseSync(':memory:')
    migrate(
      database,
      migrations.filter((migration) => migration.version <= version),
    )
    expect(databaseVersion(database)).toBe(version)
    migrate(database, migrations)
    migrate(database, migrations)
    expect(databaseVersion(database)).toBe(newestVersion)
    expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  })

  test('one that fails leaves the version before it, whole', () => {
    const database = new DatabaseSync(':memory:')
    const broken = [
      { version: 1, sql: 'CREATE TABLE a (x)' },
      { version: 2, sql: 'CREATE TABLE b (x); CREATE TABLE a (x)' },
    ]
    expect(() => migrate(database, broken)).toThrow('already exists')
    expect(databaseVersion(database)).toBe(1)
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'a' }])
  })

  test('a file of a newer program is refused and left as it is', () => {
    const folder = writtenFolder()
    const file = new DatabaseSync(fileOf(folder))
    file.exec('PRAGMA user_version = 999')
    file.close()
    const before = readFileSync(fileOf(folder))
    const failure = thrownBy(() => openDatabase({ folder, now: Date.now }))
    expect(failure).toBeInstanceOf(AppFailure)
    expect(failure).toMatchObject({
      error: { code: 'storage.newerVersion', params: { present: 999, newest: newestVersion } },
    })
    expect(readFileSync(fileOf(folder)).equals(before)).toBe(true)
  })
})

test('a process killed while it writes loses nothing that it committed, and the file is checked', async () => {
  const folder = temporaryFolder()
  let committed = -1
  for (let round = 0; round < 3; round++) {
    const child = start(scriptCommand(resolve(import.meta.dirname, 'writing-script.ts'), folder))
    const enough = Promise.withResolvers<undefined>()
    let said = ''
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString()
      committed = Number(said.trimEnd().split('\n').at(-1))
      if (said.split('\n').length > 20 + round) enough.resolve(undefined)
    })
    await enough.promise
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(existsSync(`${fileOf(folder)}-open`)).toBe(true)
  }
  const opened = open(folder)
  expect(opened.notices).toEqual([])
  const keys = keysOf(opened)
  for (let position = 0; position <= committed; position++) expect(keys).toContain(`${position}/second`)
  // At most the one transaction whose commit could not be told any more.
  expect(keys.length).toBeGreaterThanOrEqual(2 * (committed + 1))
  expect(keys.length).toBeLessThanOrEqual(2 * (committed + 2))
})

describe('a damaged file', () => {
  test.each([
    ['bytes overwritten after a crash', (path: string) => (damage(path), writeFileSync(`${path}-open`, ''))],
    ['header overwritten', (path: string) => writeFileSync(path, 'not a database '.repeat(1000))],
    [
      'cut short after a crash',
      (path: string) => (writeFileSync(path, readFileSync(path).subarray(0, 6000)), writeFileSync(`${path}-open`, '')),
    ],
  ])('%s: moved aside, newest backup restored, said so', async (_name, spoil) => {
    const folder = writtenFolder('backed up')
    expect(await backUp(folder, day('2026-03-03'))).toBeNull()
    const later = open(folder)
    draftsOf(later).save('later', 'null')
    later.close()
    expect(await backUp(folder, day('2026-03-04'))).toBeNull()
    spoil(fileOf(folder))
    const spoilt = readFileSync(fileOf(folder))

    const opened = open(folder)
    const damagedFile = opened.notices[0]?.params['damagedFile']
    expect(opened.notices).toEqual([{ code: 'databaseRestored', params: { backup: '2026-03-04', damagedFile } }])
    expect(readFileSync(String(damagedFile)).equals(spoilt)).toBe(true)
    expect(keysOf(opened)).toEqual(['backed up', 'later'])
    opened.close()
    expect(open(folder).notices).toEqual([])
  })

  test('a backup that is damaged itself, or newer than the program, is passed over', async () => {
    const folder = writtenFolder('old')
    for (const date of ['2026-03-01', '2026-03-02', '2026-03-03']) await backUp(folder, day(date))
    const backup = (date: string) => join(folder, 'backups', `${date}.sqlite`)
    damage(backup('2026-03-03'))
    const newer = new DatabaseSync(backup('2026-03-02'))
    newer.exec('PRAGMA user_version = 999')
    newer.close()
    writeFileSync(fileOf(folder), 'damaged '.repeat(1000))
    expect(open(folder).notices).toMatchObject([{ code: 'databaseRestored', params: { backup: '2026-03-01' } }])
  })

  test('without any backup a new file is begun and the damaged one kept', () => {
    const folder = writtenFolder()
    writeFileSync(fileOf(folder), 'damaged '.repeat(1000))
    const opened = open(folder)
    expect(opened.notices).toMatchObject([{ code: 'databaseRecreated' }])
    expect(keysOf(opened)).toEqual([])
    const aside = readdirSync(folder).filter((name) => name.startsWith('switchboard.damaged-'))
    expect(aside).toEqual(['switchboard.damaged-2026-03-05T12-00-00.000Z.sqlite'])
  })

  test('met while running, it is checked and restored at the next start', async () => {
    const folder = writtenFolder('backed up')
    await backUp(folder, day('2026-03-04'))
    // An end in order leaves no reason to read the whole file …
    const running = open(folder)
    draftsOf(running).save('big', 'x'.repeat(400_000))
    running.close()
    const file = openSync(fileOf(folder), 'r+')
    writeSync(file, Buffer.alloc(100_000, 0xa5), 0, undefined, statSync(fileOf(folder)).size - 200_000)
    const unaware = open(folder)
    expect(unaware.notices).toEqual([])
    const met = thrownBy(() => draftsOf(unaware).read('big'))
    expect(recogniseStorageError(met, folder)?.code).toBe('storage.damaged')
    // … unless a query met damage.
    unaware.suspectDamage()
    unaware.close()
    expect(open(folder).notices).toMatchObject([{ code: 'databaseRestored' }])
  })
})

describe('backups', () => {
  test('are one a day, three of them, readable, and made while main writes', async () => {
    const folder = temporaryFolder()
    const opened = open(folder)
    for (let date = 1; date <= 5; date++) {
      draftsOf(opened).save(`day ${date}`, 'null')
      expect(await backUp(folder, day(`2026-03-0${date}`))).toBeNull()
      expect(await backUp(folder, day(`2026-03-0${date}`))).toBeNull()
    }
    expect(readdirSync(join(folder, 'backups'))).toEqual([
      '2026-03-03.sqlite',
      '2026-03-04.sqlite',
      '2026-03-05.sqlite',
    ])
    const copy = new DatabaseSync(join(folder, 'backups', '2026-03-03.sqlite'), { readOnly: true })
    expect(copy.prepare('SELECT count(*) AS count FROM drafts').get()).toEqual({ count: 3 })
    copy.close()
  })

  test('of a damaged file fail, say so, and push no good one out', async () => {
    const folder = writtenFolder()
    for (const date of ['2026-03-01', '2026-03-02', '2026-03-03']) await backUp(folder, day(date))
    damage(fileOf(folder))
    expect(await backUp(folder, day('2026-03-04'))).toMatchObject({
      code: 'backupFailed',
      error: { code: 'storage.damaged' },
    })
    expect(readdirSync(join(folder, 'backups'))).toEqual([
      '2026-03-01.sqlite',
      '2026-03-02.sqlite',
      '2026-03-03.sqlite',
    ])
  })

  test('left half-way by a crash are begun again', async () => {
    const folder = writtenFolder()
    mkdirSync(join(folder, 'backups'))
    writeFileSync(join(folder, 'backups', '2026-03-01.sqlite.partial'), 'half')
    expect(await backUp(folder, day('2026-03-01'))).toBeNull()
    expect(readdirSync(join(folder, 'backups'))).toEqual(['2026-03-01.sqlite'])
  })
})

describe('a folder that cannot be used', () => {
  test('a file in its place: the console opens in memory and says so', () => {
    const folder = join(temporaryFolder(), 'folder')
    writeFileSync(folder, '')
    const opened = open(folder)
    expect(opened.path).toBeNull()
    expect(opened.notices).toMatchObject([{ code: 'databaseInMemory', error: { code: 'storage.failed' } }])
    draftsOf(opened).save('works', 'null')
    expect(keysOf(opened)).toEqual(['works'])
  })

  test.skipIf(whyNoDisk)(
    `read-only disk: what the file has is there, in memory${whyNoDisk && ` (${whyNoDisk})`}`,
    () => {
      const { folder, setReadOnly } = mountDisk(4 * 1024 * 1024)
      const before = open(folder)
      draftsOf(before).save('kept', 'null')
      before.close()
      setReadOnly()
      const opened = open(folder)
      expect(opened.path).toBeNull()
      expect(opened.notices).toMatchObject([
        { code: 'databaseInMemory', error: { code: 'storage.readOnly', params: { path: folder } } },
      ])
      expect(keysOf(opened)).toEqual(['kept'])
      draftsOf(opened).save('new', 'null')
      expect(keysOf(opened)).toEqual(['kept', 'new'])
    },
  )
})

describe.skipIf(whyNoDisk)(`a full disk${whyNoDisk && ` (${whyNoDisk})`}`, () => {
  const fill = (folder: string) => {
    const error = thrownBy(() => {
      for (;;) appendFileSync(join(folder, 'ballast'), Buffer.alloc(4096))
    })
    expect(recogniseStorageError(error, folder)?.code).toBe('storage.full')
  }

  test('a write fails as full, nothing before it is lost, and it works again with room', () => {
    const { folder } = mountDisk(4 * 1024 * 1024)
    const opened = open(folder)
    const drafts = draftsOf(opened)
    drafts.save('kept', 'null')
    fill(folder)
    const failed = thrownBy(() => {
      for (let position = 0; ; position++) drafts.save(`filling ${position}`, 'x'.repeat(50_000))
    })
    expect(recogniseStorageError(failed, folder)?.code).toBe('storage.full')
    const keys = keysOf(opened)
    expect(keys).toContain('kept')
    writeFileSync(join(folder, 'ballast'), '')
    drafts.save('after', 'null')
    expect(keysOf(opened)).toHaveLength(keys.length + 1)
    expect(opened.database.prepare('PRAGMA quick_check').get()).toEqual({ quick_check: 'ok' })
  })

  test('the console opens with what there is', () => {
    const { folder } = mountDisk(4 * 1024 * 1024)
    const before = open(folder)
    draftsOf(before).save('kept', 'null')
    before.close()
    fill(folder)
    const opened = open(folder)
    expect(keysOf(opened)).toEqual(['kept'])
    if (opened.path === null) expect(opened.notices).toMatchObject([{ error: { code: 'storage.full' } }])
  })

  test('a backup without room is a notice', async () => {
    const { folder } = mountDisk(4 * 1024 * 1024)
    const opened = open(folder)
    draftsOf(opened).save('big', 'x'.repeat(1_500_000))
    fill(folder)
    expect(await backUp(folder, day('2026-03-01'))).toMatchObject({
      code: 'backupFailed',
      error: { code: 'storage.full' },
    })
    expect(existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []).toEqual([])
  })
})

test('errors that are not the disk’s are left alone', () => {
  const withCode = (code: string, fields = {}) => Object.assign(new Error(code), { code, ...fields })
  expect(recogniseStorageError(withCode('EACCES', { syscall: 'connect' }), '')).toBeUndefined()
  expect(recogniseStorageError(withCode('ERR_SQLITE_ERROR', { errcode: 1 }), '')).toBeUndefined()
  expect(recogniseStorageError(new TypeError('bug'), '')).toBeUndefined()
  expect(recogniseStorageError('ENOSPC', '')).toBeUndefined()
})
