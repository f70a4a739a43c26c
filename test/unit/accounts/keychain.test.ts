/** Against a real Secret Service: gnome-keyring on a session bus of its own for each test. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run, scriptCommand } from '../storage/start-script'
import { temporaryFolder } from '../storage/temporary-folder'
import type { Command } from './keychain-script'

const script = resolve(import.meta.dirname, 'keychain-script.ts')
const isInstalled = (command: string) => !spawnSync(command, ['--version']).error
const missing = ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'].filter((command) => !isInstalled(command))
const lack = missing.length > 0 ? ` (skipped, not installed: ${missing.join(', ')})` : ''

interface Session {
  /** Folder of the user's keyring files; the same one is the same user. */
  home?: string
}

function environment({ home = temporaryFolder() }: Session): NodeJS.ProcessEnv {
  const folders = { HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, XDG_RUNTIME_DIR: home }
  // No bus but the test's own, and no display that a prompt could open on.
  const without = { DBUS_SESSION_BUS_ADDRESS: undefined, DISPLAY: undefined, WAYLAND_DISPLAY: undefined }
  return { ...process.env, ...folders, ...without }
}

/** @returns the outcome of each command, then whether the keychain was still waiting at the end. */
async function play(commands: Command[], env: NodeJS.ProcessEnv, wrapper: string[]): Promise<unknown> {
  const { output, complaints } = await run([...wrapper, ...scriptCommand(script, JSON.stringify(commands))], env)
  if (!output) throw new Error(complaints)
  return JSON.parse(output)
}

/** Runs the commands on a bus of their own. */
const inSession = (commands: Command[], session: Session = {}) =>
  play(commands, environment(session), ['dbus-run-session', '--'])

const secret = 'S3cr3t-keychain'

describe.skipIf(process.platform !== 'linux' || missing.length > 0)(`with a Secret Service${lack}`, () => {
  test('two accounts keep their own secrets over a restart; a removed one is gone, the other stays', async () => {
    expect(
      await inSession([
        { do: 'start' },
        { do: 'state' },
        { do: 'keep', id: 'a', secret: `${secret}-a` },
        { do: 'keep', id: 'b', secret: `${secret}-b` },
        { do: 'restart' },
        { do: 'read', id: 'a' },
        { do: 'read', id: 'b' },
        { do: 'remove', id: 'a' },
        { do: 'restart' },
        { do: 'read', id: 'a' },
        { do: 'place', id: 'a' },
        { do: 'read', id: 'b' },
        { do: 'state' },
      ]),
    ).toEqual([
      'started',
      'ready',
      'kept',
      'kept',
      'restarted',
      `${secret}-a`,
      `${secret}-b`,
      'removed',
      'restarted',
      'auth.missing',
      'none',
      `${secret}-b`,
      'ready',
      { isWaiting: false },
    ])
  })

  test('a replaced secret is the new one', async () => {
    const commands: Command[] = [
      { do: 'start' },
      { do: 'keep', id: 'a', secret: 'old' },
      { do: 'keep', id: 'a', secret: 'нов"ый' },
      { do: 'restart' },
      { do: 'read', id: 'a' },
    ]
    expect(await inSession(commands)).toEqual(['started', 'kept', 'kept', 'restarted', 'нов"ый', { isWaiting: false }])
  })

  test('a locked keyring is said to be locked, loses nothing, and opens again', async () => {
    expect(
      await inSession([
        { do: 'start' },
        { do: 'keep', id: 'a', secret },
        { do: 'lock' },
        { do: 'restart' },
        { do: 'state' },
        { do: 'read', id: 'a' },
        { do: 'place', id: 'a' },
        { do: 'keep', id: 'b', secret },
        { do: 'place', id: 'b' },
        { do: 'remove', id: 'a' },
        { do: 'unlock' },
        { do: 'retry' },
        { do: 'place', id: 'a' },
        { do: 'read', id: 'a' },
      ]),
    ).toEqual([
      'started',
      'kept',
      'locked',
      'restarted',
      'locked',
      'secret.locked',
      'unreadable',
      'secret.locked',
      'none',
      'secret.locked',
      'unlocked',
      'ready',
      'keychain',
      secret,
      { isWaiting: false },
    ])
  })

  test('this session only works while the keyring is locked', async () => {
    const commands: Command[] = [
      { do: 'start' },
      { do: 'keep', id: 'a', secret: 'old' },
      { do: 'lock' },
      { do: 'restart' },
      { do: 'hold', id: 'a', secret: 'new' },
      { do: 'read', id: 'a' },
      { do: 'place', id: 'a' },
    ]
    expect(await inSession(commands)).toEqual([
      'started',
      'kept',
      'locked',
      'restarted',
      'held',
      'new',
      'session',
      { isWaiting: false },
    ])
  })

  test('a keyring that nobody unlocked at login refuses to keep', async () => {
    const outcomes = await inSession([{ do: 'keep', id: 'a', secret }, { do: 'state' }])
    expect(outcomes).toEqual(['secret.unavailable', 'unavailable', { isWaiting: false }])
  })

  test('a prompt that nobody answers costs its patience and does not hold up the end', async () => {
    const home = temporaryFolder()
    const services = join(home, 'dbus-1', 'services')
    mkdirSync(services, { recursive: true })
    const service = [
      '[D-BUS Service]',
      'Name=org.gnome.keyring.SystemPrompter',
      'Exec=/bin/sh -c "exec sleep 60 >&- 2>&-"',
      '',
    ]
    writeFileSync(join(services, 'prompter.service'), service.join('\n'))
    const commands: Command[] = [
      { do: 'start' },
      { do: 'keep', id: 'a', secret },
      { do: 'lock' },
      { do: 'restart', patience: 300 },
      { do: 'read', id: 'a' },
      { do: 'state' },
      { do: 'hold', id: 'a', secret: 'new' },
      { do: 'read', id: 'a' },
    ]
    const outcomes = await inSession(commands, { home })
    expect(outcomes).toEqual([
      'started',
      'kept',
      'locked',
      'restarted',
      'secret.locked',
      'locked',
      'held',
      'new',
      { isWaiting: true },
    ])
  })
})

describe.skipIf(process.platform !== 'linux')('without a Secret Service', () => {
  const commands: Command[] = [
    { do: 'state' },
    { do: 'keep', id: 'a', secret },
    { do: 'hold', id: 'a', secret },
    { do: 'read', id: 'a' },
    { do: 'state' },
  ]
  const outcomes = ['unavailable', 'secret.unavailable', 'held', secret, 'unavailable', { isWaiting: false }]

  test('no session bus', async () => {
    expect(await play(commands, environment({}), [])).toEqual(outcomes)
  })

  test('a bus address where nobody listens', async () => {
    const env = { ...environment({}), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }
    expect(await play(commands, env, [])).toEqual(outcomes)
  })
})
