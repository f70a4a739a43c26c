import { expect, it } from 'vitest'
import { connect } from './connect'

const hour = 3_600_000
const week = 7 * 24 * hour

it('signs in once for any number of waiting calls', async () => {
  const { client, requests } = await connect()
  const users = await Promise.all(Array.from({ length: 20 }, () => client.readUser()))
  expect(new Set(users.map(({ companyId }) => companyId))).toEqual(new Set([318]))
  expect(requests('/auth/login')).toHaveLength(1)
})

it('reads the lifetime out of the token and refreshes before its end', async () => {
  const { client, pass, requests } = await connect()
  await client.readUser()
  pass(week - 61_000)
  await client.readUser()
  expect(requests('/auth/refresh')).toHaveLength(0)
  pass(2_000)
  await client.readUser()
  expect([requests('/auth/login').length, requests('/auth/refresh').length]).toEqual([1, 1])
})

it('a token that dies in the middle is replaced once for all, and each call is repeated once', async () => {
  const { client, state, requests } = await connect()
  await client.readUser()
  state.tokens.revokeAll()
  await Promise.all(Array.from({ length: 10 }, () => client.listBots()))
  // The refresh token died with it.
  expect([requests('/auth/login').length, requests('/auth/refresh').length]).toEqual([2, 1])
  expect(requests('/bots').filter(({ acted }) => acted)).toHaveLength(10)
})

it('a refused password says so, and what waited for the token counts as not sent', async () => {
  const { client, credentials, requests } = await connect()
  credentials.password = 'wrong'
  const refused = { error: { code: 'auth.rejected' }, delivery: 'notSent' }
  await expect(client.playJob('x')).rejects.toMatchObject(refused)
  expect(requests('/play')).toHaveLength(0)
})

it('corrected credentials are used at once', async () => {
  const { client, credentials, requests } = await connect()
  await client.readUser()
  credentials.password = 'another'
  await expect(client.readUser()).rejects.toMatchObject({ error: { code: 'auth.rejected' } })
  expect(requests('/auth/login')).toHaveLength(2)
})

it('when signing in fails, what waited for it was not sent', async () => {
  const { client, sandbox } = await connect()
  sandbox.faults.add({ kind: 'cutAfter', match: { path: '/auth/login' } })
  await expect(client.pauseJob('x')).rejects.toMatchObject({ error: { code: 'network.cut' }, delivery: 'notSent' })
})

it('neither the password nor a token is in the journal', async () => {
  const { client, credentials, exchanges, pass } = await connect()
  await client.readUser()
  pass(week)
  await client.readUser()
  const text = JSON.stringify(exchanges)
  expect(text).toContain('/auth/refresh')
  expect(text).not.toContain(credentials.password)
  expect(text).not.toMatch(/eyJ/)
})
