/** What it costs to turn a file into a change to be reviewed, beside the CSV library that does nothing but split it. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Papa from 'papaparse'
import type { FileAbout } from '@shared/contract/imports'
import { createChanges } from '../../../src-main/changes/changes'
import { exolveForwarding } from '../../../src-main/changes/operations/exolve-forwarding'
import { readCsvRows } from '../../../src-main/imports/csv-rows'
import { createImports, type Imports } from '../../../src-main/imports/imports'
import type { ExolveClient } from '../../../src-main/providers/exolve/client'
import { openDatabase } from '../../../src-main/storage/database'
import { createReader } from '../../../src-main/storage/reader'
import { projectFolder } from '../../runtime/launch'
import type { BenchCase } from '../bench'
import { describeTask, measureImportWindow } from '../import-window'

const accountId = 'account-1'
const lines = 1_000_000
const firstNumber = 79_000_000_000
const built = (name: string) => join(projectFolder, 'out', 'main', name)

/** The event loop is looked at this often, ms; a delay is what comes on top. */
const resolution = 5

async function writeTable(path: string): Promise<void> {
  const file = createWriteStream(path)
  file.write('number;kind;redirect;target1_number;target1_timeout;target1_name;target1_period\n')
  for (let index = 1; index < lines; index += 1) {
    const row = `${firstNumber + index};number;single;7495${String(index).padStart(7, '0')};30;"Офис ""${index % 100}""";wd {Mon-Fri} hr {9am-5pm}\n`
    if (!file.write(row)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

function splitAlone(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let rows = 0
    Papa.parse<string[]>(createReadStream(path, { encoding: 'utf8' }), {
      delimiter: ';',
      chunk: ({ data }) => void (rows += data.length),
      complete: () => (rows >= lines ? resolve() : reject(new Error(`${rows} rows`))),
      error: reject,
    })
  })
}

async function splitOurs(path: string): Promise<void> {
  let rows = 0
  const reading = { encoding: 'utf-8', delimiter: ';' } as const
  for await (const part of readCsvRows(path, reading, { onProgress: () => undefined })) rows += part.length
  if (rows !== lines) throw new Error(`${rows} rows`)
}

/** Imports over a provider that answers at once: what is measured is ours. */
function openImports(folder: string, path: string) {
  const { database, path: databasePath, close } = openDatabase({ folder, now: Date.now })
  if (!databasePath) throw new Error('the bench needs a disk')
  const reader = createReader({ workerPath: built('reader-worker.js'), databasePath })
  const exolve = { readAttributes: async () => ({ present: { forwarding: { kind: 'none' }, unsettable: [] } }) }
  const changes = createChanges({
    database,
    reader,
    operations: exolveForwarding({
      exolve: async () => exolve as unknown as ExolveClient,
      ownershipOf: () => 'unknown',
    }),
    baseUrlOf: () => 'https://provider.invalid',
    emit: () => undefined,
    now: Date.now,
    author: 'bench',
    log: { info: () => undefined, warn: console.error, error: console.error },
  })
  const owned = Array.from({ length: lines }, (_, index) => firstNumber + index).join(',')
  const imports = createImports({
    database,
    workerPath: built('import-worker.js'),
    planEntries: changes.planEntries,
    ownedNumbers: async () => owned,
    selectedNumbers: async () => owned,
    readForwarding: async () => ({ kind: 'none' }),
    extensions: { holdings: () => null, listExtensions: async () => [] },
    chooseTable: async () => path,
    choosePlace: async () => null,
    samplePath: () => '',
    emit: () => undefined,
  })
  return {
    imports,
    discard: (changeId: string) => changes.discard({ changeId }),
    async close() {
      imports.close()
      await changes.close()
      await reader.close()
      close()
    },
  }
}

const taskOf = ({ importId, reading, mapping }: FileAbout<'forwarding'>) => ({
  importId,
  accountId,
  reading,
  rule: { kind: 'perRow', mapping } as const,
})

async function opened(imports: Imports): Promise<FileAbout<'forwarding'>> {
  const file = await imports.open({ subject: 'forwarding' })
  if (file?.subject !== 'forwarding') throw new Error('no file')
  return file
}

const bench: BenchCase = {
  title: 'Import: a million lines into a change, against the CSV library alone',
  async prepare() {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
    const path = join(folder, 'table.csv')
    await writeTable(path)
    const { imports, discard, close } = openImports(folder, path)
    const size = `${(statSync(path).size / 2 ** 20).toFixed(0)} MiB`
    const delays = monitorEventLoopDelay({ resolution })
    let planned: string | undefined
    let seconds = 0
    let memory = 0

    async function plan(): Promise<number> {
      if (planned) await discard(planned)
      const file = await opened(imports)
      const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage().heapUsed)), 500)
      delays.reset()
      delays.enable()
      const started = performance.now()
      const { changeId, added } = await imports.plan({ ...taskOf(file), duplicates: 'first' })
      const time = performance.now() - started
      delays.disable()
      clearInterval(watch)
      if (added !== lines - 1) throw new Error(`${added} rows planned`)
      planned = changeId
      seconds = time / 1000
      return time
    }

    const alone = { name: 'papaparse', run: () => splitAlone(path).then(() => undefined) }
    const million = `${lines.toLocaleString('en')} lines (${size})`
    return {
      comparisons: [
        {
          name: `split ${million} into cells`,
          rounds: 5,
          ours: { name: 'our splitter', run: () => splitOurs(path).then(() => undefined) },
          reference: alone,
        },
        {
          name: `read, map and check ${million} in the thread`,
          rounds: 3,
          ours: {
            name: 'check',
            run: async () => {
              const task = taskOf(await opened(imports))
              const started = performance.now()
              const { counts } = await imports.check(task)
              if (counts.filled !== lines - 1 || counts.mistaken > 0) throw new Error(JSON.stringify(counts))
              return performance.now() - started
            },
          },
          reference: alone,
        },
        {
          name: `plan a change from ${million}, provider answers at once`,
          rounds: 1,
          ours: { name: 'plan', run: plan },
          reference: alone,
        },
      ],
      remarks: async () => [
        `Rows per second into a change that can be reviewed: ${Math.round(lines / seconds).toLocaleString('en')}.`,
        `Delay of main’s event loop meanwhile: p99 ${(delays.percentile(99) / 1e6 - resolution).toFixed(1)} ms, ` +
          `longest ${(delays.max / 1e6 - resolution).toFixed(0)} ms (goal: p99 under 50 ms). ` +
          `Most heap in use in main, garbage included: ${(memory / 2 ** 20).toFixed(0)} MiB.`,
        ...(await measureImportWindow(lines)).map(describeTask),
      ],
      async close() {
        await close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

export default bench
