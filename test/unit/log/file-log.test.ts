import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRedactor } from '../../../src-main/http/redact'
import { createFileLog } from '../../../src-main/log/file-log'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const everythingWritten = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')

describe('file log', () => {
  it('writes no planted secret and no whole phone number, however they get into a line', () => {
    const secret = 'S3cr3t-p/la"nted+key'
    const redactor = createRedactor()
    redactor.register(secret)
    const log = createFileLog({ folder: join(folder, 'logs'), redactor })

    log.info(`key ${secret} typed`)
    log.warn('request', {
      authorization: 'Bearer unregistered-token-1',
      nested: { password: 'hunter2hunter2', list: [secret] },
    })
    log.warn(`url https://api.example.com/?token=unregistered-token-2&x=1 ${encodeURIComponent(secret)}`)
    log.error('fault', { error: new Error(`cannot use ${secret}`, { cause: new Error(`inner ${secret}`) }) })
    log.error('basic', { header: `Basic ${Buffer.from(secret).toString('base64')}` })
    log.info('calls', {
      from: '+74951112233',
      to: 74992223344,
      sip: '883140000000001',
      shown: '+7 495 111-22-33',
      pbx: 'tel:88001234567',
    })

    const written = everythingWritten()
    for (const planted of [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      'unregistered-token-1',
      'unregistered-token-2',
      'hunter2',
      '74951112233',
      '74992223344',
      '883140000000001',
      '111-22-33',
      '88001234567',
    ])
      expect(written).not.toContain(planted)
    expect(written).toContain('+7495***2233')
    expect(written).toContain('8831***0001')
    expect(written).toContain('x=1')
  })

  it('keeps an entry on one line, literally, with its level', () => {
    const log = createFileLog({ folder, redactor: createRedactor() })
    log.warn('100 %s of\nit', { id: '0f8fad5b-d9cb-469f-a165-708676895012' })
    const [line] = readFileSync(join(folder, 'main.log'), 'utf8').split(/\r?\n/)
    expect(line).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z warn {2}100 %s of ⏎ it \{"id":"0f8fad5b-d9cb-469f-a165-708676895012"\}$/,
    )
  })

  it('puts a full file aside and goes on in a new one', () => {
    const log = createFileLog({ folder, redactor: createRedactor(), maximumBytes: 1000 })
    for (let index = 0; index < 40; index += 1) log.info(`entry ${String(index)} ${'x'.repeat(60)}`)
    expect(readdirSync(folder).sort()).toEqual(['main.log', 'main.old.log'])
    expect(readFileSync(join(folder, 'main.log'), 'utf8').length).toBeLessThan(1200)
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toContain('entry 39')
  })
})
