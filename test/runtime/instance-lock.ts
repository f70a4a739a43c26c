/** One process per user-data folder, and the word that a second one was started. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: Record<string, unknown>
}

/** Messages to the first process that are still on their way; the second one does not end before they have arrived. */
const onTheirWay = new Set<Promise<void>>()
export const messagesDelivered = (): Promise<unknown> => Promise.all(onTheirWay)

/**
 * Takes the lock of a folder. SQLite's exclusive lock is one that can be asked for without waiting, and that the system
 * gives back when the process dies in whatever way.
 * @param onSecond called in the first process, when another one asked for the lock
 * @returns a function that gives the lock back; null when another process has it, which then has been told
 */
export function lockInstance(
  folder: string,
  additionalData: Record<string, unknown>,
  onSecond: (second: SecondInstance) => void,
): (() => void) | null {
  const id = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const address =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\stand-in-${id}`
      : join(tmpdir(), `stand-in-${process.getuid?.()}-${id}`)
  const lock = new DatabaseSync(join(folder, 'stand-in.lock'))
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    tellFirst(address, { argv: process.argv, workingDirectory: process.cwd(), additionalData })
    return null
  }
  if (process.platform !== 'win32') rmSync(address, { force: true })
  const server = createServer((socket) => {
    let message = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (message += text))
    socket.on('end', () => {
      socket.end('heard')
      onSecond(JSON.parse(message) as SecondInstance)
    })
  })
  server.listen(address).unref()
  return () => {
    server.close()
    lock.close()
  }
}

function tellFirst(address: string, message: SecondInstance): void {
  const delivered = new Promise<void>((resolve) => {
    const socket = connect(address, () => socket.end(JSON.stringify(message)))
    socket.on('close', () => resolve())
    // The first process is on its way out: nobody is left to tell.
    socket.on('error', () => resolve())
    socket.resume()
  })
  onTheirWay.add(delivered)
  void delivered.then(() => onTheirWay.delete(delivered))
}
