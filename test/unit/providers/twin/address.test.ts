import { expect, it } from 'vitest'
import { serviceUrl } from '../../../../src-main/providers/twin/address'

it.each([
  ['https://twin24.ai', 'https://twin24.ai/iam/api/v1'],
  ['https://twin24.ai/', 'https://twin24.ai/iam/api/v1'],
  ['https://twin24.ai/cis/api/v1', 'https://twin24.ai/iam/api/v1'],
  ['https://cis.twin24.ai/api/v1', 'https://iam.twin24.ai/api/v1'],
  ['https://iam.twin24.ai', 'https://iam.twin24.ai/api/v1'],
  ['https://twin-ai.com', 'https://twin-ai.com/iam/api/v1'],
  ['https://cis.twin24.ai/cis/api/v1', 'https://twin24.ai/iam/api/v1'],
  ['https://voice.example.ru:8443/twin', 'https://voice.example.ru:8443/twin/iam/api/v1'],
  ['https://bot.ru', 'https://bot.ru/iam/api/v1'],
  ['http://127.0.0.1:4000/twin', 'http://127.0.0.1:4000/twin/iam/api/v1'],
])('%s', (entered, iam) => {
  expect(serviceUrl(entered, 'iam')).toBe(iam)
})
