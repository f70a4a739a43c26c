import { expect, it } from 'vitest'
import { createVault } from '../../../src-main/accounts/vault'
import { createFakeKeychain } from './fake-keychain'

const open = (fake = createFakeKeychain()) => ({
  ...fake,
  vault: createVault({ keychain: fake.keychain, register: () => undefined }),
})

it('gives back what it sealed, to its owner alone, in the next session too', async () => {
  const fake = createFakeKeychain()
  const sealed = await open(fake).vault.seal('batch/1', ['pass', '', 'пароль'])
  expect(sealed).not.toContain('pass')
  const next = open(fake).vault
  expect(await next.open('batch/1', sealed)).toEqual(['pass', '', 'пароль'])
  await expect(next.open('batch/2', sealed)).rejects.toMatchObject({ error: { code: 'secret.lost' } })
  await expect(next.open('batch/1', `${sealed.slice(0, -4)}AAAA`)).rejects.toMatchObject({
    error: { code: 'secret.lost' },
  })
  expect(fake.entries.size).toBe(1)
})

it('without a keychain it holds for the session, and says so after it', async () => {
  const fake = createFakeKeychain()
  fake.state.failure = 'secret.unavailable'
  const { vault } = open(fake)
  const sealed = await vault.seal('batch/1', ['pass'])
  expect(await vault.open('batch/1', sealed)).toEqual(['pass'])
  await expect(open(fake).vault.open('batch/1', sealed)).rejects.toMatchObject({
    error: { code: 'secret.unavailable' },
  })
  fake.state.failure = null
  await expect(open(fake).vault.open('batch/1', sealed)).rejects.toMatchObject({ error: { code: 'secret.lost' } })
})

it('a locked keychain is no lost secret', async () => {
  const fake = createFakeKeychain()
  const sealed = await open(fake).vault.seal('batch/1', ['pass'])
  fake.state.failure = 'secret.locked'
  await expect(open(fake).vault.open('batch/1', sealed)).rejects.toMatchObject({ error: { code: 'secret.locked' } })
})
