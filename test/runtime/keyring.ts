/** A real Secret Service of its own on Linux: a D-Bus session with gnome-keyring, unlocked with an empty password. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

export interface Keyring {
  /** What a process needs in its environment to find this keychain. Empty where the system has its own. */
  environment: Record<string, string>
  /** Locks it, as a desktop does; opening it again takes a password that nobody here can type. */
  lock(): Promise<void>
  stop(): Promise<void>
}

/** An address at which no session bus answers: a Linux machine without any Secret Service. */
export const noKeyring = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }

export async function startKeyring(): Promise<Keyring> {
  if (process.platform !== 'linux') {
    const lock = () => Promise.reject(new Error('Only the keychain of Linux can be locked by a test.'))
    return { environment: {}, lock, stop: async () => undefined }
  }
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-keyring-'))
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1', `--address=unix:dir=${folder}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(bus, 'spawn')
  const [address] = (await once(bus.stdout, 'data')) as [Buffer]
  const environment = { DBUS_SESSION_BUS_ADDRESS: address.toString().trim() }
  const env = { ...process.env, ...environment, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: folder }
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  await once(daemon, 'spawn')
  // The empty password, ended as if typed: without the line's end the daemon makes no keyring.
  daemon.stdin.end('\n')

  const send = async (...message: string[]) =>
    (await promisify(execFile)('dbus-send', ['--session', '--print-reply', ...message], { env })).stdout
  const owned = [
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ]
  while (!(await send(...owned)).includes('true')) {
    if (daemon.exitCode !== null) throw new Error(`gnome-keyring-daemon ended with code ${daemon.exitCode}`)
    await delay(10)
  }
  return {
    environment,
    async lock() {
      const collection = 'array:objpath:/org/freedesktop/secrets/collection/login'
      await send(
        ...[
          '--dest=org.freedesktop.secrets',
          '/org/freedesktop/secrets',
          'org.freedesktop.Secret.Service.Lock',
          collection,
        ],
      )
    },
    async stop() {
      await end(daemon)
      await end(bus)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
