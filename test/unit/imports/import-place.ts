/** Imports as the program has them: real files, thread, database and demo provider. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { EventName, EventPayload } from '@shared/contract'
import type { FileAbout, ImportRule, ImportSummary } from '@shared/contract/imports'
import { createImports } from '../../../src-main/imports/imports'
import { createAxiosGateway } from '../../../src-main/http/axios-gateway'
import { createRedactor } from '../../../src-main/http/redact'
import { createExolveClient } from '../../../src-main/providers/exolve/client'
import { accountId, createWorkplace } from '../changes/workplace'
import { temporaryFolder } from '../storage/temporary-folder'
import { buildWorker } from './built-worker'

const built = mkdtempSync(join(tmpdir(), 'switchboard-worker-'))
let workerPath: string
beforeAll(async () => {
  workerPath = await buildWorker(built, 'imports/import-worker')
})
afterAll(() => rmSync(built, { recursive: true }))

/** Ends with its test. */
export async function importPlace() {
  const place = await createWorkplace()
  const folder = temporaryFolder()
  const path = join(folder, 'table.csv')
  const told: { name: EventName; payload: unknown }[] = []
  const { baseUrl, apiKey, state } = place.sandbox.exolve
  const client = createExolveClient({
    gateway: createAxiosGateway({
      fetch,
      fetchOnNewConnection: fetch,
      redactor: createRedactor(),
      onExchange: () => undefined,
    }),
    accountId,
    baseUrl,
    apiKey: async () => apiKey,
  })
  const settings = { owned: state.owned().map(({ code }) => code) as string[] | null, chosen: path as string | null }
  const imports = createImports({
    database: place.opened.database,
    workerPath,
    planEntries: place.changes.planEntries,
    ownedNumbers: async () => settings.owned?.join(',') ?? null,
    selectedNumbers: async () => settings.owned?.join(',') ?? null,
    readForwarding: async (_account, number, signal) =>
      (await client.readAttributes(number, { signal })).present.forwarding,
    extensions: { holdings: () => null, listExtensions: async () => [] },
    chooseTable: async () => settings.chosen,
    choosePlace: async () => settings.chosen,
    samplePath: (subject, locale) => join(import.meta.dirname, `../../../resources/samples/${subject}-${locale}.csv`),
    emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => told.push({ name, payload }),
  })
  onTestFinished(async () => {
    imports.close()
    await place.close()
  })
  const open = async (content: string | Buffer): Promise<FileAbout<'forwarding'>> => {
    writeFileSync(path, content)
    const file = await imports.open({ subject: 'forwarding' })
    if (file?.subject !== 'forwarding') throw new Error('no file')
    return file
  }
  const plan = (file: FileAbout<'forwarding'>, duplicates: 'first' | 'last' | 'refuse' = 'first', rule?: ImportRule) =>
    imports.plan({
      importId: file.importId,
      accountId,
      reading: file.reading,
      rule: rule ?? { kind: 'perRow', mapping: file.mapping },
      duplicates,
    })
  return { ...place, imports, settings, path, told, open, plan }
}

/** Rows of the file that have an outcome or a reason to have none: all of them. */
export const sum = ({ header, blank, dropped, added, changed, unchanged, refused }: ImportSummary): number =>
  header + blank + dropped + added + changed + unchanged + refused
