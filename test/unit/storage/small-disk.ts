import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder'

/** A disk of a test's own needs the right to mount one. */
export const whyNoDisk =
  process.platform !== 'linux' ? 'needs Linux' : process.getuid?.() !== 0 ? 'needs root' : canMount()

function canMount(): string {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return ''
  } catch {
    return 'may not mount'
  }
}

/** Mounts a disk of `bytes` and unmounts it after the test. */
export function mountDisk(bytes: number): { folder: string; setReadOnly(): void } {
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder])
  })
  return { folder, setReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]) }
}
