import { defineConfig } from '@playwright/test'
import { runtimeName } from './test/runtime/launch'

// The workers load this file too; only the first process says it.
if (process.env['TEST_WORKER_INDEX'] === undefined) console.log(`End-to-end tests on ${runtimeName}`)

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: true,
  // Generous on purpose: a slow machine is not a failure, only a test that never ends is.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
})
