/** The log file of main. Every line is redacted before it is written: no secret, no whole phone number. */
import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { maskPhones, type Redactor } from '../http/redact'
import type { Log } from './log'

interface FileLogOptions {
  /** Made when it is missing. `main.log` is the present file, `main.old.log` the one before it. */
  folder: string
  redactor: Redactor
  /** Size at which the file is put aside, bytes. */
  maximumBytes?: number
}

type Level = 'info' | 'warn' | 'error'

export function createFileLog({ folder, redactor, maximumBytes = 5 * 1024 * 1024 }: FileLogOptions): Log {
  const logger = electronLog.create({ logId: folder })
  const { file, console: terminal } = logger.transports
  terminal.level = false
  file.resolvePathFn = () => join(folder, 'main.log')
  file.maxSize = maximumBytes
  file.writeOptions = { ...file.writeOptions, mode: 0o600 }
  // The line is complete as it comes; the library's own formatting would read `%s` in it as a placeholder.
  file.format = ({ data }) => data

  const write = (level: Level, message: string, details: Record<string, unknown> | undefined) => {
    const text = [redactor.text(message), ...(details ? [redactor.json(details)] : [])].join(' ')
    // One line per entry, whatever a message holds.
    const line = maskPhones(text).replace(/[\r\n]+/g, ' ⏎ ')
    logger[level](`${new Date().toISOString()} ${level.padEnd(5)} ${line}`)
  }

  return {
    info: (message, details) => write('info', message, details),
    warn: (message, details) => write('warn', message, details),
    error: (message, details) => write('error', message, details),
  }
}
