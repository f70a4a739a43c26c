/** The thread in which a menu file is read: it may be big, damaged, or made to hurt. */
import { readFile, stat } from 'node:fs/promises'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Directory } from '@shared/domain/ivr/menu-file'
import { runTask } from '../files/worker-side'
import { parseMenuFile, type ReadMenuFile } from './menu-file'

export interface MenuFileTask {
  path: string
  directory: Directory
}
export type MenuFileAnswer = ({ kind: 'read' } & ReadMenuFile) | { kind: 'failed'; error: AppError }

/** Bytes. A menu of 1,000 contexts takes less than half of it. */
const sizeMaximum = 4_000_000

async function run({ path, directory }: MenuFileTask): Promise<MenuFileAnswer> {
  const { size } = await stat(path)
  if (size > sizeMaximum) {
    throw new AppFailure('ivr.fileTooBig', { params: { reason: `> ${sizeMaximum / 1_000_000} MB` } })
  }
  return { kind: 'read', ...parseMenuFile(await readFile(path, 'utf8'), directory) }
}

await runTask(run)
