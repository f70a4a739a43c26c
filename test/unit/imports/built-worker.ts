import { join, resolve } from 'node:path'
import { build } from 'vite'

const project = resolve(import.meta.dirname, '../../..')

/** Builds the thread of imports; started from its source it would need a second each time. @returns its path */
export async function buildImportWorker(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(project, 'src-shared') } },
    // Outside the project there is no node_modules to load packages from.
    ssr: { noExternal: true },
    build: {
      ssr: join(project, 'src-main/imports/import-worker.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'import-worker.mjs' } },
    },
  })
  return join(folder, 'import-worker.mjs')
}
