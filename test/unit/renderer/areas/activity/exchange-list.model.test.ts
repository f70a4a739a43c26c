import { describe, expect, it } from 'vitest'
import {
  emptyView,
  filterOf,
  outcomeOf,
  pathOf,
  readable,
} from '../../../../../src-renderer/areas/activity/exchange-list.model'

describe('filterOf', () => {
  it('asks for everything to begin with', () => {
    expect(filterOf(emptyView, undefined, 1000)).toEqual({
      accountId: null,
      text: '',
      outcomes: [],
      from: null,
      to: null,
      changeId: null,
      step: null,
    })
  })

  it('tells a change from one of its steps, and counts periods back from now', () => {
    const now = 100 * 24 * 3_600_000
    expect(filterOf({ ...emptyView, period: 'day' }, 'c1', now)).toMatchObject({
      changeId: 'c1',
      step: null,
      from: 99 * 24 * 3_600_000,
    })
    expect(filterOf(emptyView, 'c1/0', now)).toMatchObject({ changeId: 'c1', step: 'c1/0' })
  })
})

it.each([
  [200, 'success'],
  [302, 'refused'],
  [404, 'refused'],
  [500, 'failed'],
  [null, 'unanswered'],
])('status %s is %s', (status, outcome) => expect(outcomeOf({ status })).toBe(outcome))

it('bodies are laid out when they are JSON, and left as they are when not', () => {
  expect(readable('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(readable('{"number_code":7495***2233}')).toBe('{"number_code":7495***2233}')
})

it('an address is shown by what tells it from others', () => {
  expect(pathOf('https://api.exolve.ru/number/v1/GetList?x=1')).toBe('/number/v1/GetList?x=1')
  expect(pathOf('not an address')).toBe('not an address')
})
