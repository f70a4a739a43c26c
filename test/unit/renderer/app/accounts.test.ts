import { expect, test } from 'vitest'
import { groupAccounts, searchAccounts } from '../../../../src-renderer/app/account-groups'
import { accountState, nextStep } from '../../../../src-renderer/app/account-state'
import { matchCommands } from '../../../../src-renderer/app/command-palette.model'
import { exampleAccount } from '../account-example'

const wrongKey = { code: 'auth.rejected' as const, params: {}, fields: [], retryable: false }

test('accounts stand under their groups as a person sorts, those without a group last', () => {
  const accounts = [
    exampleAccount({ label: 'Ёлка', group: '' }),
    exampleAccount({ label: 'Office 10', group: 'Lab' }),
    exampleAccount({ label: 'Office 9', group: 'Lab' }),
    exampleAccount({ label: 'Alpha', group: 'Архив' }),
  ]
  expect(groupAccounts(accounts).map(({ group, accounts: own }) => [group, own.map(({ label }) => label)])).toEqual([
    ['Архив', ['Alpha']],
    ['Lab', ['Office 9', 'Office 10']],
    ['', ['Ёлка']],
  ])
})

test('search finds every typed word in name, group or address', () => {
  const office = exampleAccount({ label: 'Офис Москва', group: 'Ромашка' })
  const other = exampleAccount({ label: 'Офис Пермь', baseUrl: 'https://pbx.example.com' })
  expect(searchAccounts([office, other], 'ромашка ОФИС')).toEqual([office])
  expect(searchAccounts([office, other], 'example')).toEqual([other])
  expect(searchAccounts([office, other], '  ')).toEqual([office, other])
})

test('each state of an account has one next step', () => {
  const seen = (account: ReturnType<typeof exampleAccount>) => [accountState(account), nextStep(account)]
  expect(seen(exampleAccount({ disabled: true, secret: 'none' }))).toEqual(['disabled', 'enable'])
  expect(seen(exampleAccount({ secret: 'none' }))).toEqual(['keyMissing', 'enterKey'])
  expect(seen(exampleAccount({ secret: 'unreadable' }))).toEqual(['keyUnreadable', 'openKeychain'])
  expect(seen(exampleAccount({ status: { lastError: wrongKey } }))).toEqual(['failing', 'enterKey'])
  expect(seen(exampleAccount({ status: { lastError: { ...wrongKey, code: 'network.dns' } } }))).toEqual([
    'failing',
    'test',
  ])
  expect(seen(exampleAccount({ status: { lastAnswerAt: null } }))).toEqual(['untested', 'test'])
  expect(seen(exampleAccount({ demo: true, status: { lastAnswerAt: null, numbersFetchedAt: null } }))).toEqual([
    'untested',
    'fetchNumbers',
  ])
  expect(seen(exampleAccount({ status: { numbersFetchedAt: null } }))).toEqual(['working', 'fetchNumbers'])
  expect(seen(exampleAccount())).toEqual(['working', 'openNumbers'])
  expect(seen(exampleAccount({ provider: 'twin', status: { numbersFetchedAt: null } }))).toEqual([
    'working',
    'openJobs',
  ])
})

test('the palette matches the beginnings of words, in any order, and keeps the order of the commands', () => {
  const commands = ['Номера', 'Колл-центр Москва', 'Светлая тема'].map((label) => ({ group: '', label }))
  const found = (text: string) => matchCommands(commands, text).map(({ label }) => label)
  expect(found('москва кол')).toEqual(['Колл-центр Москва'])
  expect(found('центр')).toEqual(['Колл-центр Москва'])
  expect(found('ома')).toEqual([])
  expect(found('')).toEqual(['Номера', 'Колл-центр Москва', 'Светлая тема'])
})
