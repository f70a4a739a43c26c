import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sandbox } from './call'

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../../fixtures/tls', name), 'utf8')

test('speaks HTTPS with a given certificate: unknown to a client, unless it is told to trust it', async () => {
  const cert = fixture('self-signed.cert.pem')
  const { exolve } = await sandbox({ tls: { key: fixture('self-signed.key.pem'), cert } })
  expect(exolve.baseUrl).toMatch(/^https:/)
  await expect(fetch(exolve.baseUrl)).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } })
  const status = await new Promise((resolve, reject) => {
    get(`${exolve.baseUrl}/`, { ca: cert }, (response) => resolve(response.resume().statusCode)).on('error', reject)
  })
  expect(status).toBe(404)
})
