import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const project = resolve(import.meta.dirname, '../../..')

/**
 * Builds a thread; started from its source it would need a second each time.
 * @param source `imports/import-worker`, under src-main
 * @returns its path
 */
export async function buildWorker(folder: string, source: string): Promise<string> {
  const fileName = `${basename(source)}.mjs`
  await build({
    configFile: false,
    root: project,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(project, 'src-shared') } },
    // Outside the project there is no node_modules to load packages from.
    ssr: { noExternal: true },
    build: {
      ssr: join(project, `src-main/${source}.ts`),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: fileName } },
    },
  })
  return join(folder, fileName)
}
