/** The import rules once let everything through, because no path was resolved. These are the imports they must refuse. */
import { resolve } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..', '..', '..')
const eslint = new ESLint({ cwd: root })

/** @param file one of main's must be there: it is linted with types, `source` in the place of its content */
async function rulesBroken(file: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${source}\n`, { filePath: resolve(root, file) })
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId ?? 'fatal'))].sort()
}

const zone = 'import-x/no-restricted-paths'
const name = 'no-restricted-imports'

describe('imports that go the wrong way are refused', () => {
  test.each([
    ['src-main/providers/exolve/client.ts', "export { createAccounts } from '../../accounts/accounts'", zone],
    ['src-main/providers/exolve/client.ts', "export { inTransaction } from '../../storage/transaction'", zone],
    ['src-main/sandbox/sandbox.ts', "export { createExolveClient } from '../providers/exolve/client'", zone],
    ['src-main/storage/reader.ts', "export { createChanges } from '../changes/changes'", zone],
    ['src-main/changes/planner.ts', "export { createNumbers } from '../numbers/numbers'", zone],
    ['src-main/window/window-place.ts', "export { createAccounts } from '../accounts/accounts'", zone],
    ['src-main/ipc/numbers.ts', "export { startSandbox } from '../sandbox/sandbox'", zone],
    ['src-main/http/curl.ts', "export { call } from '../../src-renderer/client'", zone],
    ['src-renderer/new.ts', "export { createAccounts } from '../src-main/accounts/accounts'", zone],
    ['src-shared/new.ts', "export { createAccounts } from '../src-main/accounts/accounts'", zone],
  ])('%s: %s', async (file, source, rule) => {
    expect(await rulesBroken(file, source)).toContain(rule)
  })
})

describe('modules that belong to one file are refused elsewhere', () => {
  test.each([
    ['src-main/accounts/vault.ts', "export { app } from 'electron'"],
    ['src-main/window/window-place.ts', "export { ipcMain } from 'electron'"],
    ['src-main/window/menu.ts', "export { shell } from 'electron'"],
    ['src-main/changes/planner.ts', "export { default } from 'axios'"],
    ['src-main/changes/planner.ts', "export { default } from 'keytar'"],
    ['src-renderer/new.ts', "export { readFile } from 'node:fs'"],
    ['src-renderer/areas/new.ts', "export { NSelect } from 'naive-ui'"],
    ['src-shared/new.ts', "export { ref } from 'vue'"],
  ])('%s: %s', async (file, source) => {
    expect(await rulesBroken(file, source)).toContain(name)
  })
})

test('imports in the right direction pass', async () => {
  const source = "export { createExolveClient } from '../providers/exolve/client'"
  expect(await rulesBroken('src-main/accounts/vault.ts', source)).toEqual([])
})

test('in main, a promise that nobody waits for is refused', async () => {
  const source = 'const later = async (): Promise<void> => {}\nexport function act(): void {\n  later()\n}'
  expect(await rulesBroken('src-main/accounts/vault.ts', source)).toEqual(['@typescript-eslint/no-floating-promises'])
})
