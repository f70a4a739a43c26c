import { describe, expect, test } from 'vitest'
import {
  checkAccountForm,
  emptyForm,
  formOf,
  formOfDraft,
  isDirty,
  leavesOrigin,
  settingsOf,
  shownFindings,
} from '../../../../../src-renderer/areas/accounts/account-form.model'
import { exampleAccount } from '../../account-example'

const account = exampleAccount()
const form = formOf(account)
const codes = (findings: { path: string; code: string }[]) => findings.map(({ path, code }) => `${path} ${code}`)

describe('checkAccountForm', () => {
  test('a new account needs a name and a key', () => {
    expect(codes(checkAccountForm(emptyForm(), {}, undefined, []))).toEqual([
      'label field.required',
      'apiKey field.required',
    ])
    expect(checkAccountForm({ ...emptyForm(), label: 'Office' }, { apiKey: 'key' }, undefined, [])).toEqual([])
  })

  test('a name is compared with the other accounts only, whatever its case and spaces', () => {
    expect(checkAccountForm(form, {}, account, [account])).toEqual([])
    const other = exampleAccount({ id: 'account-2', label: 'Warehouse' })
    expect(codes(checkAccountForm({ ...form, label: ' wareHOUSE ' }, {}, account, [account, other]))).toEqual([
      'label account.labelTaken',
    ])
  })

  test('a stored key stays when its field is empty, unless it would go to another host', () => {
    expect(checkAccountForm({ ...form, baseUrl: 'https://api.exolve.ru/v2' }, {}, account, [])).toEqual([])
    const moved = { ...form, baseUrl: 'https://api.example.com' }
    expect(codes(checkAccountForm(moved, {}, account, []))).toEqual(['apiKey account.secretForOtherHost'])
    expect(checkAccountForm(moved, { apiKey: 'key' }, account, [])).toEqual([])
    expect(checkAccountForm(moved, {}, exampleAccount({ secret: 'none' }), [])).toEqual([])
  })

  test('a key with a line break inside is refused, one with spaces around it is not', () => {
    expect(codes(checkAccountForm(form, { apiKey: 'one\ntwo' }, account, []))).toEqual([
      'apiKey account.secretMalformed',
    ])
    expect(checkAccountForm(form, { apiKey: ' key\n' }, account, [])).toEqual([])
  })

  test('a demo account has neither key nor address to check', () => {
    expect(checkAccountForm(form, {}, exampleAccount({ demo: true, baseUrl: 'http://127.0.0.1:1' }), [])).toEqual([])
  })
})

test('an empty field is no mistake before the first try to save; a wrong value is', () => {
  const findings = checkAccountForm({ ...emptyForm(), baseUrl: 'http://api.exolve.ru' }, {}, undefined, [])
  expect(codes(shownFindings(findings, false))).toEqual(['baseUrl account.urlInsecure'])
  expect(codes(shownFindings(findings, true))).toEqual([
    'label field.required',
    'baseUrl account.urlInsecure',
    'apiKey field.required',
  ])
})

test('settings are saved without spaces around what was typed', () => {
  const typed = { ...form, label: ' Office ', group: ' Lab ', baseUrl: ' https://api.exolve.ru ' }
  expect(settingsOf(typed, true)).toEqual({
    ...form,
    label: 'Office',
    group: 'Lab',
    baseUrl: 'https://api.exolve.ru',
    disabled: true,
  })
})

test('unsaved is a changed field or an entered key', () => {
  expect(isDirty({ ...form }, {}, form)).toBe(false)
  expect(isDirty(emptyForm(), {}, emptyForm())).toBe(false)
  expect(isDirty({ ...form, production: true }, {}, form)).toBe(true)
  expect(isDirty({ ...form }, { apiKey: 'key' }, form)).toBe(true)
})

test('a draft of another version of the program is left out', () => {
  expect(formOfDraft({ ...form, apiKey: 'never kept' })).toEqual(form)
  expect(formOfDraft({ name: 'Office' })).toBeUndefined()
})

test('the host of an address counts, its path does not', () => {
  expect(leavesOrigin({ ...form, baseUrl: 'https://api.exolve.ru/other' }, account)).toBe(false)
  expect(leavesOrigin({ ...form, baseUrl: 'https://api.exolve.ru:8443' }, account)).toBe(true)
})
