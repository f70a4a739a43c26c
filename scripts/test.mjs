/** `npm test`: everything, even when an earlier part failed. `npm test -- unit end-to-end` runs only these parts. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withDisplay } from './display.mjs'
import { projectFolder, run } from './run.mjs'
import { runCommand, Stop } from './setup.mjs'

const results = join(projectFolder, 'test-results')
const unitResults = join(results, 'unit.json')
const endToEndResults = join(results, 'e2e.json')

const byExitCode = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, failures: [] })

/** A runner that failed without naming a failed test, or without a report at all, is a failure of its own. */
function counted(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

const failedUnitTests = ({ testResults = [] }) =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // A file that could not even be loaded has no test to name.
    if (failed.length === 0 && status === 'failed') return [`${name}\n${message}`]
    return failed.map((test) => `${name} › ${test.fullName}\n${test.failureMessages.join('\n')}`)
  })

const failedEndToEndTests = ({ suites = [] }) =>
  suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${line} › ${title}`),
    ...failedEndToEndTests({ suites: inner }),
  ])

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

async function unit() {
  rmSync(unitResults, { force: true })
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`]
  const code = await run('vitest', args)
  const report = readReport(unitResults)
  const { numPassedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report
  const failures = failedUnitTests(report)
  return counted(code, {
    passed: numPassedTests,
    failed: failures.length,
    skipped: numPendingTests + numTodoTests,
    failures,
  })
}

async function endToEnd() {
  rmSync(endToEndResults, { force: true })
  const code = await withDisplay(() => run('playwright', ['test']))
  const report = readReport(endToEndResults)
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.stats ?? {}
  return counted(code, {
    passed: expected,
    failed: unexpected + flaky,
    skipped,
    failures: failedEndToEndTests(report),
  })
}

const parts = {
  eslint: async () => byExitCode(await run('eslint', ['.', '--max-warnings', '0'])),
  prettier: async () => byExitCode(await run('prettier', ['--check', '--log-level', 'warn', '.'])),
  knip: async () => byExitCode(await run('knip')),
  types: async () => byExitCode(await run('vue-tsc', ['--noEmit'])),
  unit,
  build: async () => byExitCode(await run('electron-vite', ['build', '--logLevel', 'warn'])),
  'end-to-end': endToEnd,
}

await runCommand(import.meta.url, async () => {
  const wanted = process.argv.slice(2)
  const unknown = wanted.find((name) => !(name in parts))
  if (unknown) throw new Stop(`No part is called ${unknown}. The parts: ${Object.keys(parts).join(', ')}`)
  mkdirSync(results, { recursive: true })

  const sum = { passed: 0, failed: 0, skipped: 0 }
  const failures = []
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.log(`\n── ${name}`)
    const started = Date.now()
    const counts = await part()
    for (const key of Object.keys(sum)) sum[key] += counts[key]
    if (counts.failed > 0) failures.push(...(counts.failures.length > 0 ? counts.failures : [name]))
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`)
  }
  // Said once more where it is found: the part that failed may be thousands of lines above.
  for (const failure of failures) console.log(`\n✗ ${failure}`)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`)
  return sum.failed === 0 ? 0 : 1
})
