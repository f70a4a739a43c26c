/** Reads a file of so many contacts into a list, and prints the most memory that the whole process had. Arguments: file, rows. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openContacts, opened, prepare } from './contact-place'

const [path = '', written = ''] = process.argv.slice(2)
const rows = Number(written)
const folder = mkdtempSync(join(tmpdir(), 'switchboard-memory-'))
const { contacts, close } = openContacts(folder, path)
const file = await opened(contacts)
const idle = process.memoryUsage.rss()
const started = performance.now()
const { counts } = await prepare(contacts, file)
const seconds = (performance.now() - started) / 1000
if (counts.rows !== rows + 1) throw new Error(JSON.stringify(counts))
close()
rmSync(folder, { recursive: true, force: true })
console.log(JSON.stringify({ rows, seconds, idle: idle / 2 ** 20, most: process.resourceUsage().maxRSS / 1024 }))
