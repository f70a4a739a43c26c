/** What it costs to turn a file of a million contacts into a list that can be sent, beside the two libraries that only read it. */
import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import Papa from 'papaparse'
import { openContacts, opened, prepare } from '../contact-place'
import { writeContacts } from '../contact-table'
import type { BenchCase } from '../bench'

const rows = 1_000_000
/** The event loop is looked at this often, ms; a delay is what comes on top. */
const resolution = 5

/** Split, and of each number asked what we must know: is it one, and is it premium; nothing is kept, compared or looked up. */
function librariesAlone(path: string): Promise<undefined> {
  return new Promise((resolve, reject) => {
    let valid = 0
    Papa.parse<string[]>(createReadStream(path, { encoding: 'utf8' }), {
      delimiter: ';',
      chunk({ data }) {
        for (const [phone = ''] of data) {
          const number = parsePhoneNumberFromString(phone, { defaultCountry: 'RU', extract: false })
          if (number?.isValid() && number.getType() !== 'PREMIUM_RATE') valid += 1
        }
      },
      complete: () => (valid > rows * 0.99 ? resolve(undefined) : reject(new Error(`${valid} numbers`))),
      error: reject,
    })
  })
}

const memoryScript = join(import.meta.dirname, '..', 'contacts-memory-script.ts')
const sources = new URL('../../runtime/source.ts', import.meta.url).href

async function measureMemory(folder: string, count: number): Promise<string> {
  const path = join(folder, `${count}.csv`)
  await writeContacts(path, count)
  const words = ['--import', sources, memoryScript, path, String(count)]
  const { seconds, idle, most } = JSON.parse(
    execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  ) as { seconds: number; idle: number; most: number }
  return (
    `${count.toLocaleString('en')} rows in a process of their own: ${seconds.toFixed(1)} s, peak memory of the process ` +
    `${most.toFixed(0)} MiB (${idle.toFixed(0)} MiB before).`
  )
}

const bench: BenchCase = {
  title: 'Contacts: a million rows into a list that can be sent, against papaparse + libphonenumber-js alone',
  async prepare() {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
    const path = join(folder, 'people.csv')
    await writeContacts(path, rows)
    const { contacts, close } = openContacts(folder, path)
    const size = `${(statSync(path).size / 2 ** 20).toFixed(0)} MiB`
    const delays = monitorEventLoopDelay({ resolution })

    async function run(): Promise<number> {
      const file = await opened(contacts)
      delays.reset()
      delays.enable()
      const started = performance.now()
      const { id, counts } = await prepare(contacts, file)
      const time = performance.now() - started
      delays.disable()
      if (counts.groups.new + counts.groups.duplicate + counts.groups.invalid !== rows)
        throw new Error(JSON.stringify(counts))
      await contacts.discard({ listId: id })
      return time
    }

    return {
      comparisons: [
        {
          name: `${rows.toLocaleString('en')} contacts (${size}): read, normalised, de-duplicated, stored in parts`,
          rounds: 3,
          ours: { name: 'prepare', run },
          reference: { name: 'papaparse + libphonenumber-js', run: () => librariesAlone(path) },
          goal: { text: 'less than a third', isMet: (ours, reference) => ours < reference / 3 },
        },
      ],
      remarks: async () => [
        `Delay of main’s event loop meanwhile: p99 ${(delays.percentile(99) / 1e6 - resolution).toFixed(1)} ms, ` +
          `longest ${(delays.max / 1e6 - resolution).toFixed(0)} ms (goal: p99 under 50 ms).`,
        await measureMemory(folder, 10_000),
        await measureMemory(folder, 100_000),
        await measureMemory(folder, rows),
      ],
      async close() {
        close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

export default bench
