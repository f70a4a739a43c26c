import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@shared': resolve(import.meta.dirname, 'src-shared') } },
  // A slow machine is no failure: a test ends when it has its answer.
  test: {
    include: ['test/unit/**/*.test.ts'],
    environment: 'node',
    testTimeout: 0,
    hookTimeout: 0,
    // As `seen` in test/unit/until.ts; vitest's own is a second.
    expect: { poll: { timeout: 120_000 } },
  },
})
