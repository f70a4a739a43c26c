import { AppFailure } from '@shared/domain/app-error'
import type { Directory } from '@shared/domain/ivr/menu-file'
import { runInThread } from '../files/file-thread'
import type { ReadMenuFile } from './menu-file'
import type { MenuFileAnswer, MenuFileTask } from './menu-file-worker'

/** ms. A menu of 1,000 contexts takes a few seconds on a slow machine; a file made to take longer ends its thread. */
const timeMaximum = 60_000

/**
 * @param workerPath the built `menu-file-worker.js`
 * @throws AppFailure `file.unreadable`, `ivr.fileTooBig`, `file.damaged` with `line:column: what is wrong`
 */
export async function readMenuFile(
  workerPath: string,
  path: string,
  directory: Directory,
  milliseconds = timeMaximum,
): Promise<ReadMenuFile> {
  const stop = AbortSignal.timeout(milliseconds)
  try {
    const answers = runInThread<MenuFileTask, MenuFileAnswer>(workerPath, { path, directory }, stop)
    for await (const { kind: _kind, ...read } of answers) return read
    throw new Error('the thread ended without a result')
  } catch (error) {
    if (stop.aborted) throw new AppFailure('ivr.fileTooBig', { params: { reason: `> ${milliseconds / 1000} s` } })
    if (error instanceof AppFailure && error.error.code === 'file.tooLarge') {
      throw new AppFailure('ivr.fileTooBig', { params: error.error.params })
    }
    throw error
  }
}
