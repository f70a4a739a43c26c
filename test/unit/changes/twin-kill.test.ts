import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { contactParts, createTwinPlace, settings, type TwinPlace } from './twin-place'

const script = join(import.meta.dirname, 'twin-engine-script.ts')
const sources = new URL('../../runtime/source.ts', import.meta.url).href
const path = '/autoCallCandidate/batch'

/** @returns false when it was killed, after so many requests */
async function runUntil({ sandbox, folder }: TwinPlace, changeId: string, allowed: number): Promise<boolean> {
  const { baseUrl, email, password } = sandbox.twin
  const words = ['--import', sources, script, folder, baseUrl, email, password, changeId]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  let requests = 0
  const end = sandbox.ledger.onSettled(() => {
    requests += 1
    if (requests === allowed) child.kill('SIGKILL')
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  end()
  return code === 0
}

it('killed again and again among 1,000 parts, it sends none twice and names those that nobody saw arrive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-twin-kill-'))
  const place = await createTwinPlace({ folder })
  onTestFinished(async () => {
    await place.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const jobId = await place.client.createJob(settings())
  const { id } = await place.plan(contactParts(jobId, 1000))
  await place.stop()
  let kills = 0
  for (const allowed of [90, 200, 70, 310]) {
    if (await runUntil(place, id, allowed)) break
    kills += 1
  }
  expect(await runUntil(place, id, Infinity)).toBe(true)
  place.start()

  const sent = place.sandbox.ledger.entries({ path }).map(({ body }) => /"phone":\["(\d+)"/.exec(body)?.[1] ?? '')
  expect(new Set(sent).size).toBe(sent.length)
  const { counts } = await place.changes.read({ changeId: id })
  expect(kills).toBe(4)
  expect(counts.unknown).toBeGreaterThan(0)
  expect(counts.done + counts.unknown).toBe(1000)
  // What is not known was sent at most once; everything else exactly once.
  expect(sent.length).toBeGreaterThanOrEqual(counts.done)
  expect(sent.length).toBeLessThanOrEqual(1000)
})
