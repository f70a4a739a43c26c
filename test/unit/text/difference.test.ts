import { describe, expect, it } from 'vitest'
import {
  differenceLine,
  fieldName,
  findingFieldName,
  objectName,
  operationName,
  valueName,
} from '@shared/text/difference'

describe('differences in words', () => {
  it.each([
    ['targets.1.period', 'Target 2: Period'],
    ['targets.0.timeoutSeconds', 'Target 1: Rings for, s'],
    // A trunk has a time-out of its own.
    ['timeoutSeconds', 'Timeout, s'],
    ['kind', 'Forward to'],
    ['somethingNew', 'somethingNew'],
    ['toString', 'toString'],
  ])('%s is called %s', (path, name) => expect(fieldName(path, 'en')).toBe(name))

  it.each([
    ['targets.0.number', '74951112233', '+7 495 111-22-33'],
    ['kind', 'none', 'Без переадресации'],
    ['masking', 'true', 'да'],
    ['period', null, 'не задано'],
    ['redirect', 'strange', 'strange'],
  ])('%s = %s is shown as %s', (path, value, words) => expect(valueName(path, value, 'ru')).toBe(words))

  it('a line has the field, before and after', () => {
    expect(differenceLine({ path: 'url', before: null, after: 'https://a.example/{field}' }, 'en')).toBe(
      'URL: not set → https://a.example/{field}',
    )
  })

  it.each([
    ['pbx.createRule', 'conditions.callerPattern', 'Caller number'],
    ['pbx.updateRule', 'destinations.1', 'Destination 2'],
    ['pbx.updateExtension', 'callerIdName', 'Name shown to those called'],
    ['pbx.updateInterval', 'conditions.0.lastDay', 'When it holds'],
    ['pbx.renamePrompt', 'title', 'Title'],
    ['exolve.setForwarding', 'targets.0.number', 'Target 1: Number or SIP ID'],
  ])('a finding of %s about %s is about “%s”', (operation, path, name) =>
    expect(findingFieldName(operation, path, 'en')).toBe(name),
  )

  it.each([
    ['075 › Язык (4) › timeout', '075 › Язык › Нет ввода'],
    ['075 › Касса (1) (+) › 1', '075 › Касса (1) › Нажато 1'],
    ['075 ›', '075'],
    ['79991112233', '+7 999 111-22-33'],
    ['Рабочее время', 'Рабочее время'],
  ])('what a step is about, %s, is called “%s”', (object, name) => expect(objectName(object, 'ru')).toBe(name))

  it('all conditions of an interval are told, so that a change of any of them is seen', () => {
    const conditions = [1, 2, 3, 4, 5, 6].map((month) => ({
      kind: 'calendar',
      weekdays: null,
      monthDays: null,
      month,
      times: null,
      rotation: null,
      rest: {},
    }))
    expect(valueName('interval.conditions', JSON.stringify(conditions), 'en')).toBe('Jan; Feb; Mar; Apr; May; Jun')
  })

  it('operations have names, new ones their own', () => {
    expect(operationName('exolve.removeForwarding', 'en')).toBe('Remove forwarding')
    expect(operationName('twin.setRule', 'en')).toBe('twin.setRule')
  })
})
