/** The thread in which files of numbers are read: one task, then it ends. */
import { runTask, type WorkerSide } from '../files/worker-side'
import { inspectNumbers, readNumbers, type FileRow, type NumberFileAnswer, type NumberFileWork } from './number-file'

async function run(work: NumberFileWork, { send, report }: WorkerSide<{ rows: FileRow[] }>): Promise<NumberFileAnswer> {
  if (work.kind === 'inspect')
    return { kind: 'inspected', inspection: await inspectNumbers(work.path, work.reading, work.mapping) }
  const rows = readNumbers(work, report)
  for (;;) {
    const { done, value } = await rows.next()
    if (done) return { kind: 'ended', counts: value }
    if (value.length > 0) await send({ rows: value })
  }
}

await runTask(run)
