import { expect, test } from 'vitest'
import { testConnection } from '../../../src-main/accounts/connection-test'
import { GatewayFailure, type Delivery } from '../../../src-main/http/gateway'
import { testStages } from '../../../src-shared/contract/accounts'
import { AppFailure, type ErrorCode } from '../../../src-shared/domain/app-error'

interface Case {
  code: ErrorCode
  delivery?: Delivery
  failed: (typeof testStages)[number]
}

const cases: Case[] = [
  { code: 'auth.missing', failed: 'secret' },
  { code: 'secret.locked', failed: 'secret' },
  { code: 'network.offline', failed: 'dns' },
  { code: 'network.dns', failed: 'dns' },
  { code: 'network.refused', failed: 'connection' },
  { code: 'network.proxy', failed: 'connection' },
  { code: 'network.timeout', delivery: 'notSent', failed: 'connection' },
  { code: 'network.timeout', delivery: 'unknown', failed: 'http' },
  { code: 'network.cut', delivery: 'unknown', failed: 'http' },
  { code: 'network.tls', failed: 'tls' },
  { code: 'provider.failure', delivery: 'answered', failed: 'http' },
  { code: 'provider.badAnswer', delivery: 'answered', failed: 'http' },
  { code: 'auth.rejected', delivery: 'answered', failed: 'key' },
  { code: 'auth.forbidden', delivery: 'answered', failed: 'key' },
]

const outcomesOf = async (options: Partial<Parameters<typeof testConnection>[0]>) => {
  const { stages } = await testConnection({
    probe: async () => [],
    resolveProxy: async () => 'DIRECT',
    secretProblem: null,
    baseUrl: 'https://api.exolve.ru',
    ...options,
  })
  expect(stages.map(({ stage }) => stage)).toEqual(testStages)
  return stages.map(({ outcome }) => outcome)
}

test.each(cases)('$code (delivery $delivery) fails at $failed', async ({ code, delivery = 'notSent', failed }) => {
  const probe = () => Promise.reject(new GatewayFailure({ code }, delivery))
  const outcomes = await outcomesOf({ probe })
  const position = testStages.indexOf(failed)
  expect(outcomes).toEqual(
    testStages.map((_, index) => (index < position ? 'passed' : index === position ? 'failed' : 'skipped')),
  )
})

test('without a usable secret nothing is sent', async () => {
  const probe = () => Promise.reject(new Error('sent'))
  const outcomes = await outcomesOf({ probe, secretProblem: new AppFailure('secret.locked').error })
  expect(outcomes).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped'])
})

test('stages that the way does not have are skipped, not passed', async () => {
  expect(await outcomesOf({})).toEqual(['passed', 'passed', 'passed', 'passed', 'passed', 'passed'])
  const behindProxy = await outcomesOf({ resolveProxy: async () => 'PROXY proxy.example:3128' })
  expect(behindProxy).toEqual(['passed', 'skipped', 'passed', 'passed', 'passed', 'passed'])
  const onLoopback = await outcomesOf({ baseUrl: 'http://127.0.0.1:8080' })
  expect(onLoopback).toEqual(['passed', 'skipped', 'passed', 'skipped', 'passed', 'passed'])
})

test('a bug is not dressed up as a failed stage', async () => {
  await expect(outcomesOf({ probe: () => Promise.reject(new TypeError('bug')) })).rejects.toThrow('bug')
})
