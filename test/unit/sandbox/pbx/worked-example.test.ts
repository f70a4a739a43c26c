import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { toneWav } from '../../../../src-main/sandbox/pbx/tone'
import { caller, call, tokenOf, upload } from './call'

/** The worked example of the page /ivr/, request by request. */
const steps = z
  .array(
    z.object({
      seq: z.number(),
      method: z.string(),
      path: z.string(),
      path_corrected: z.string().optional(),
      body: z.unknown().optional(),
      multipart: z.object({ file: z.object({ filename: z.string() }), title: z.string() }).optional(),
      response: z.unknown(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/pbx-example.json'), 'utf8')))

test('the example gets the answers that it shows', async () => {
  const { running } = await caller({ now: () => Date.UTC(2020, 2, 20, 17, 11, 10) })
  const token = await tokenOf(running)
  for (const step of steps) {
    const { multipart, method, path, path_corrected: corrected = path } = step
    const body = multipart ? upload(multipart.file.filename, toneWav([440]), multipart.title) : step.body
    const answer = await call(running, method, corrected, body, token)
    expect(answer.status).toBe(method === 'POST' ? 201 : 200)
    expect({ seq: step.seq, body: answer.body }).toEqual({ seq: step.seq, body: step.response })
  }
})

test('its path that is wrong leads nowhere', async () => {
  const { post } = await caller()
  const wrong = steps.find(({ path_corrected: corrected }) => corrected !== undefined)
  expect(await post(wrong?.path ?? '', wrong?.body)).toMatchObject({ status: 404, body: { message: 'Not found' } })
})

test('the ledger shows an upload by its fields', async () => {
  const { running, post } = await caller()
  await post('/client/@me/sound/', upload('hello.wav', toneWav([440]), 'мой файл приветствия'))
  const [entry] = running.ledger.entries({ path: '/sound/' })
  expect(JSON.parse(entry?.body ?? '')).toEqual({
    file: { filename: 'hello.wav', size: 4844, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    title: 'мой файл приветствия',
  })
})
