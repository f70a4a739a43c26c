/** `npm run bench -- <case>`: measures one case against its reference and writes docs/benchmarks.md. */
import { withDisplay } from './display.mjs'
import { run } from './run.mjs'
import { runCommand } from './setup.mjs'

await runCommand(import.meta.url, async () => {
  const built = await run('electron-vite', ['build', '--logLevel', 'warn'])
  if (built !== 0) return built
  await import('../test/runtime/source.ts')
  const { runBench } = await import('../test/bench/bench.ts')
  return withDisplay(() => runBench(process.argv[2]))
})
