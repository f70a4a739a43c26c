/**
 * Plays the main process against the keychain of this session: commands as JSON in the last argument, one outcome each
 * as JSON on stdout. Runs alone because a session's bus and keyring belong to a process.
 */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { AppFailure } from '../../../src-shared/domain/app-error'
import { createKeychain } from '../../../src-main/accounts/keychain'
import { createSecretStore, secretOriginOf, type SecretStore } from '../../../src-main/accounts/secret-store'

export type Command =
  | { do: 'keep' | 'hold'; id: string; secret: string }
  | { do: 'read' | 'remove' | 'place'; id: string }
  | { do: 'state' | 'retry' | 'start' | 'lock' | 'unlock' }
  /** With another patience, ms; without one no busy machine meets it. */
  | { do: 'restart'; patience?: number }

const owners = new Map<string, Parameters<SecretStore['place']>[0]>()
const ownerOf = (id: string) => {
  const owner = owners.get(id) ?? { id, provider: 'exolve', baseUrl: 'https://api.exolve.ru', secretOrigin: null }
  owners.set(id, owner)
  return owner
}

const createStore = (patience = 120_000) =>
  createSecretStore({
    keychain: createKeychain(),
    register: () => undefined,
    accounts: () => [...owners.values()],
    onDidChange: () => undefined,
    patience,
  })
let store = createStore()

/** Of the login keyring, which is made at the first start. */
const password = Buffer.from('\n')

/** Starts the keyring and opens it, as a login does. */
function startKeyring() {
  execFileSync('gnome-keyring-daemon', ['--unlock', '--components=secrets', '--daemonize'], { input: password })
}

/** Opens a locked keyring by the socket on which PAM does it: a byte of credentials, then length, operation, password. */
async function unlock() {
  const socket = connect(join(process.env['XDG_RUNTIME_DIR'] ?? '', 'keyring', 'control'))
  const packet = Buffer.alloc(12)
  packet.writeUInt32BE(packet.length + password.length, 0)
  packet.writeUInt32BE(1, 4)
  packet.writeUInt32BE(password.length, 8)
  socket.write(Buffer.from([0]))
  socket.write(Buffer.concat([packet, password]))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  if (answer.readUInt32BE(4) !== 0) throw new Error('the keyring did not open')
}

function lock() {
  const object = '/org/freedesktop/secrets'
  const collection = `array:objpath:${object}/collection/login`
  const method = 'org.freedesktop.Secret.Service.Lock'
  const options = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', object, method, collection]
  execFileSync('dbus-send', options)
}

async function run(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'keep': {
      const owner = ownerOf(command.id)
      await store.keep(owner, { apiKey: command.secret })
      owner.secretOrigin = secretOriginOf(owner)
      return 'kept'
    }
    case 'hold':
      return store.hold(ownerOf(command.id), { apiKey: command.secret }) ?? 'held'
    case 'read':
      return store.read(ownerOf(command.id), 'apiKey')
    case 'remove':
      return (await store.remove(ownerOf(command.id)))?.code ?? 'removed'
    case 'place':
      return store.place(ownerOf(command.id))
    case 'state':
      return (await store.state()).state
    case 'retry':
      return (await store.retry()).state
    case 'restart':
      store = createStore(command.patience)
      return 'restarted'
    case 'start':
      return startKeyring() ?? 'started'
    case 'lock':
      return lock() ?? 'locked'
    case 'unlock':
      return (await unlock()) ?? 'unlocked'
  }
}

const outcomes: unknown[] = []
for (const command of JSON.parse(process.argv.at(-1) ?? '[]') as Command[]) {
  try {
    outcomes.push(await run(command))
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error
    outcomes.push(error.error.code)
  }
}
const ended = { isWaiting: store.isWaiting() }
writeSync(1, JSON.stringify([...outcomes, ended]))
// As the program does at its end: a prompt that is still open must not hold it up.
if (ended.isWaiting) process.kill(process.pid, 'SIGKILL')
