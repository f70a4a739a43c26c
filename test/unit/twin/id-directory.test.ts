import { expect, it, onTestFinished } from 'vitest'
import { createIdDirectory } from '../../../src-main/twin/id-directory'
import { openDatabase } from '../../../src-main/storage/database'
import { connect } from '../providers/twin/connect'
import { temporaryFolder } from '../storage/temporary-folder'

const accountId = 'account-1'

async function open() {
  const provider = await connect()
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(close)
  const changed: string[] = []
  const directory = createIdDirectory({
    database,
    twin: async () => provider.client,
    onDidChange: (id) => changed.push(id),
    now: () => 1000,
  })
  const labels = () => directory.list(accountId).ids.map(({ kind, label }) => `${kind}: ${label}`)
  return { ...provider, directory, changed, labels }
}

it('knows the bots and trunks that the provider lists, and the names that the operator gives', async () => {
  const { directory, labels, changed } = await open()
  expect(directory.list(accountId)).toEqual({ ids: [], fetchedAt: null })
  expect(await directory.refresh(accountId)).toEqual({ failures: [] })
  directory.save(accountId, { kind: 'channel', id: 'c-1', label: 'Операторы' })
  expect(labels()).toHaveLength(9)
  expect(labels()).toContain('bot: Приём заявок')
  expect(labels()).toContain('channel: Операторы')
  expect(directory.list(accountId).fetchedAt).toBe(1000)
  expect(directory.list('another').ids).toEqual([])
  expect(changed).toEqual([accountId, accountId])
})

it("the operator's name comes before the provider's, and outlives the bot", async () => {
  const { directory, state, labels } = await open()
  await directory.refresh(accountId)
  const [first] = state.bots
  const id = first?.id ?? ''
  directory.save(accountId, { kind: 'bot', id, label: 'Ночной бот' })
  expect(directory.labelOf(accountId, 'bot', id)).toBe('Ночной бот')
  state.bots.splice(0, 2)
  await directory.refresh(accountId)
  expect(labels().filter((label) => label.startsWith('bot'))).toHaveLength(4)
  directory.remove(accountId, 'bot', id)
  expect(directory.labelOf(accountId, 'bot', id)).toBe(id)
  expect(labels().filter((label) => label.startsWith('bot'))).toHaveLength(3)
})

it('a list that the provider does not have leaves the other, and what was known', async () => {
  const { directory, sandbox, labels } = await open()
  await directory.refresh(accountId)
  sandbox.faults.add({ kind: 'status', status: 403, match: { path: '/telephony/providers' } })
  expect(await directory.refresh(accountId)).toMatchObject({
    failures: [{ kind: 'trunk', error: { code: 'auth.forbidden' } }],
  })
  expect(labels()).toHaveLength(8)
})
