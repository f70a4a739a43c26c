/** A display that nobody sees, for Electron on a Linux machine without one. The stand-in needs none: its Chromium is headless. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * @template Result
 * @param {() => Promise<Result>} work
 */
export async function withDisplay(work) {
  const { electronExecutable } = await import('../test/runtime/launch.ts')
  const isSeen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (isSeen || !electronExecutable()) return work()

  // Xvfb finds a free number itself and writes it to this descriptor.
  const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = await once(server.stdio[3], 'data')
  process.env.DISPLAY = `:${number.toString().trim()}`
  try {
    return await work()
  } finally {
    server.kill()
  }
}
