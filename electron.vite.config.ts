import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const alias = { '@shared': resolve(root, 'src-shared') }

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      // Packages in `dependencies` stay outside the bundle: keytar is native, the rest load from node_modules.
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: resolve(root, 'src-main/index.ts'),
          'reader-worker': resolve(root, 'src-main/storage/reader-worker.ts'),
          'import-worker': resolve(root, 'src-main/imports/import-worker.ts'),
          'call-flow-worker': resolve(root, 'src-main/call-flow/call-flow-worker.ts'),
          'schedule-worker': resolve(root, 'src-main/schedules/schedule-worker.ts'),
          'contact-worker': resolve(root, 'src-main/contacts/contact-worker.ts'),
          'number-file-worker': resolve(root, 'src-main/twin/number-file-worker.ts'),
          'menu-file-worker': resolve(root, 'src-main/ivr/menu-file-worker.ts'),
          'snapshot-worker': resolve(root, 'src-main/snapshots/snapshot-worker.ts'),
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      // A sandboxed preload can load nothing but `electron`, so it must be one CommonJS file with everything inside.
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(root, 'src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src-renderer'),
    resolve: { alias },
    plugins: [vue()],
    build: {
      minify: true,
      rollupOptions: { input: { index: resolve(root, 'src-renderer/index.html') } },
    },
  },
})
