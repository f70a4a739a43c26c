/** Runs a TypeScript file of the project in a process of its own, with the project's aliases: node run-script.mjs FILE ARGUMENTS */
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const script = process.argv[2]
if (!script) throw new Error('Which script?')
await runnerImport(script, {
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@shared': resolve(import.meta.dirname, '../../../src-shared') } },
})
